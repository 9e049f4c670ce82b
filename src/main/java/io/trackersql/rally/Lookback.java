package io.trackersql.rally;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Transport;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Rally's past, through its Lookback API. Thread-safe. */
final class Lookback {
    /** Snapshots begin about then. */
    private static final Instant BEGIN = Instant.parse("2011-12-01T00:00:00Z");

    private final Transport transport;
    private final ErrorReader errors;
    private final Map<String, List<String>> ancestors = new ConcurrentHashMap<>();

    Lookback(Transport transport, ErrorReader errors) {
        this.transport = transport;
        this.errors = errors;
    }

    /** Remembers the projects above a project, of which a snapshot of it says nothing. */
    void knowAncestors(String project, List<String> above) {
        ancestors.put(project, List.copyOf(above));
    }

    /** Who asks for less than the present gives at most wants small pages; who does not gets the most that the past gives. */
    int pageRows(NativeQuery query, int pageRowsWanted) {
        return query.pageRows(
                pageRowsWanted < QueryRenderer.PAGE_ROWS_MAX ? pageRowsWanted : LookbackRenderer.PAGE_ROWS_MAX);
    }

    NativeRequest render(NativeQuery query, PageWindow window) {
        return new LookbackRenderer(query, ancestors).render(window);
    }

    Page fetchPage(NativeQuery query, PageWindow window, RequestScope scope) {
        NativeRequest request = render(query, window);
        if (window.start() == 0) {
            warnOfDoubt(query, scope);
        }
        Answer answer = send(request, scope);
        LookbackPage page = new LookbackPage(
                answer,
                new LookbackRow(query, answer),
                window,
                new Envelope(answer, request, errors, scope),
                until -> checkTime(query, window, until, scope));
        page.open();
        return page;
    }

    private static void warnOfDoubt(NativeQuery query, RequestScope scope) {
        String doubtful = query.columns().stream()
                .filter(Snapshots::mayHold)
                .map(Column::name)
                .collect(Collectors.joining(", "));
        if (!doubtful.isEmpty()) {
            scope.warnings()
                    .accept("Whether Rally's past keeps these columns of "
                            + query.table().name() + " is not known, so that NULL may mean that it does not: "
                            + doubtful
                            + ".");
        }
    }

    private Answer send(NativeRequest request, RequestScope scope) {
        try {
            return transport.send(new Ask(request, Ask.Format.JSON, true, errors::explainPast), scope);
        } catch (TrackerException e) {
            if (e.failure() == Failure.BAD_ANSWER) {
                // a page for people with status 200, or a redirect to one
                throw Failure.BAD_ANSWER.with(e.getMessage() + " " + ErrorReader.NO_PAST, e);
            }
            throw e;
        }
    }

    /** Warns if the past is not known at the time that is asked for. */
    private static void checkTime(NativeQuery query, PageWindow window, String until, RequestScope scope) {
        if (query.asOf().isEmpty() || window.start() > 0) {
            return;
        }
        Instant asked = query.asOf().get().time();
        if (asked.isBefore(BEGIN)) {
            scope.warnings()
                    .accept("Rally's past begins at about " + BEGIN + ", after the time that is asked for, " + asked
                            + ".");
        }
        try {
            if (asked.isAfter(Instant.parse(until))) {
                scope.warnings()
                        .accept("Rally's past is complete up to " + until + ", not up to the time that is asked for, "
                                + asked + "; later changes are missing.");
            }
        } catch (DateTimeException e) {
            scope.warnings().accept("Rally does not say up to which time its past is complete: '" + until + "'.");
        }
    }
}
