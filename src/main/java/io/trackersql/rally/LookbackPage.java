package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.http.JsonRows;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The answer of the Lookback API: {@code {"Errors":[],"Warnings":[],"GeneratedQuery":{},"TotalResultCount":7,"HasMore":false,
 * "StartIndex":0,"PageSize":1000,"ETLDate":"2016-05-17T15:05:11.155Z","Results":[{"ObjectID":5}]}}}. It may count snapshots that it does
 * not give, since the user may not see them.
 */
final class LookbackPage extends JsonRows<LookbackRow> implements Page {
    private final PageWindow window;
    private final Envelope envelope;
    private final Consumer<String> completeUntil;
    private long pageSize;
    private boolean hasMore;
    private boolean isHasMoreTold;
    private long given;

    /** @param completeUntil is told the time up to which the past is complete, as the tracker writes it */
    LookbackPage(
            Answer answer, LookbackRow rows, PageWindow window, Envelope envelope, Consumer<String> completeUntil) {
        super(answer, rows);
        this.window = window;
        this.envelope = envelope;
        this.completeUntil = completeUntil;
        this.pageSize = window.rows();
    }

    @Override
    protected void readHead() throws IOException {
        Json.expect(json(), JsonToken.START_OBJECT, answer());
        if (!readUntilRows()) {
            throw Json.unexpected(json(), "a list of Results", answer());
        }
        Json.expect(json(), JsonToken.START_ARRAY, answer());
    }

    @Override
    protected void readTail() throws IOException {
        if (readUntilRows()) {
            throw Json.unexpected(json(), "only one list of Results", answer());
        }
    }

    /** Whether a list of results comes before the end of the object. */
    private boolean readUntilRows() throws IOException {
        JsonParser json = json();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "Results" -> {
                    return true;
                }
                case "TotalResultCount" -> total(json.getValueAsLong(-1));
                case "StartIndex" -> checkStart(json.getValueAsLong(window.start()));
                case "PageSize" -> pageSize = json.getValueAsLong(pageSize);
                case "HasMore" -> {
                    isHasMoreTold = json.currentToken().isBoolean();
                    hasMore = json.currentToken() == JsonToken.VALUE_TRUE;
                }
                case "ETLDate" -> completeUntil.accept(json.getValueAsString(""));
                default -> {
                    if (!envelope.takes(field, json)) {
                        json.skipChildren();
                    }
                }
            }
        }
        return false;
    }

    /** Counted from 0, unlike in the Web Services API. */
    private void checkStart(long told) {
        if (told != window.start()) {
            throw answer().malformed("the page from row " + window.start(), "it begins with row " + told);
        }
    }

    @Override
    protected void readRow() throws IOException {
        rows().read(json());
        given++;
    }

    @Override
    public long withheld() {
        OptionalLong total = total();
        if (!isHasMoreTold || (!hasMore && total.isEmpty())) {
            return 0;
        }
        return Math.max(0, hasMore ? pageSize - given : total.getAsLong() - window.start() - given);
    }
}
