package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Snapshots;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.ScriptedServer;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several times in one request, byte for byte. */
class QueryBatchesTest {
    private static final EntityTable STORY = Metadata.table("Story");
    private static final Column NAME = Metadata.column("Story", "Name");
    private static final List<AsOf> DAYS = Stream.of(
                    "2024-07-15T04:00:00Z", "2024-07-16T04:00:00Z", "2024-07-17T04:00:00Z")
            .map(QueryBatchesTest::at)
            .toList();

    private final ScriptedServer server = new ScriptedServer();
    private final VersionOneBackend backend = new VersionOneBackend(
            new Transport(TransportConfig.of("versionone", server.base(), new Credentials.None())),
            VersionOneConfig.usual());
    private final SnapshotBatches batches = backend.snapshotBatches().orElseThrow();
    private final RequestScope scope = Scopes.open();

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private static AsOf at(String instant) {
        return new AsOf(Instant.parse(instant), Optional.of(ZoneId.of("America/New_York")));
    }

    private static NativeQuery query(List<Column> columns, Predicate... filter) {
        return new NativeQuery(STORY, DataScope.ALL, columns, Optional.empty(), List.of(filter), List.of());
    }

    private Snapshots answered(String body) {
        server.thenJson(body);
        return batches.fetch(query(List.of(STORY.key(), NAME)), DAYS, 10, scope);
    }

    @Test
    void asksForEachTimeWithAQueryOfItsOwn() {
        Predicate big = new Predicate.Comparison(
                Metadata.column("Story", "Estimate"), Predicate.Operator.GT, new Operand.Literal(5.0));
        assertThat(batches.render(query(List.of(NAME), big), DAYS.subList(0, 2), 500)
                        .toString())
                .isEqualTo(
                        "POST query.v1 [{\"from\":\"Story\",\"asof\":\"2024-07-15T00:00:00.000\",\"select\":[\"Name\"],"
                                + "\"filter\":[\"IsDeleted='false'\",\"Estimate>'5'\"],\"sort\":[\"ID\"],\"page\":{\"start\":0,\"size\":500}},"
                                + "{\"from\":\"Story\",\"asof\":\"2024-07-16T00:00:00.000\",\"select\":[\"Name\"],"
                                + "\"filter\":[\"IsDeleted='false'\",\"Estimate>'5'\"],\"sort\":[\"ID\"],\"page\":{\"start\":0,\"size\":500}}]");
    }

    @Test
    void asksForFewerTimesIfEachTakesMuchText() {
        assertThat(batches.timesMost(query(List.of(NAME)))).isEqualTo(QueryBatches.TIMES_MAX);
        Predicate much = new Predicate.In(
                NAME,
                Stream.iterate(0, i -> i + 1)
                        .limit(1000)
                        .map(i -> (Operand) new Operand.Literal("\u00e9".repeat(50) + i))
                        .toList());
        NativeQuery query = query(List.of(NAME), much);
        int times = batches.timesMost(query);
        assertThat(times).isBetween(2, QueryBatches.TIMES_MAX - 1);
        List<AsOf> most = Stream.generate(() -> DAYS.get(0)).limit(times).toList();
        assertThat(batches.render(query, most, Integer.MAX_VALUE)
                        .body()
                        .orElseThrow()
                        .getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(QueryBatches.BODY_BYTES_MAX * 3 / 4, QueryBatches.BODY_BYTES_MAX);
    }

    @Test
    void givesTheRowsOfOneTimeAfterTheOther() {
        Snapshots rows = answered("""
                [[{"_oid":"Story:1:70","Name":"a"},{"_oid":"Story:2:71","Name":"b"}],[],[{"_oid":"Story:1:77","Name":"c"}]]""");
        assertThat(rows.next()).isNull();
        rows.nextTime();
        assertThat(rows.next()).containsExactly("Story:1", "a");
        assertThat(rows.key()).isEqualTo("Story:1:70");
        assertThat(rows.next()).containsExactly("Story:2", "b");
        assertThat(rows.next()).isNull();
        assertThat(rows.next()).isNull();
        rows.nextTime();
        assertThat(rows.next()).isNull();
        rows.nextTime();
        assertThat(rows.next()).containsExactly("Story:1", "c");
        assertThat(rows.next()).isNull();
        assertThat(rows.next()).isNull();
        assertThatThrownBy(rows::nextTime).isInstanceOf(IllegalStateException.class);
        assertThat(scope.log().entries()).singleElement().satisfies(e -> assertThat(e.rows())
                .isEqualTo(3));
    }

    @Test
    void skipsRowsThatNobodyWants() {
        Snapshots rows = answered("""
                [[{"_oid":"Story:1:70","Name":"a"},{"_oid":"Story:2:71","Name":[1,{"x":[]}]}],[{"_oid":"Story:3:1"}],[{"_oid":"Story:1:77","Name":"c"}]]""");
        rows.nextTime();
        assertThat(rows.next()).containsExactly("Story:1", "a");
        rows.nextTime();
        rows.nextTime();
        assertThat(rows.next()).containsExactly("Story:1", "c");
        rows.close();
        assertThat(scope.log().entries()).hasSize(1);
    }

    @Test
    void anAnswerWithMoreOrFewerResultsIsNone() {
        for (String body : new String[] {
            "[[],[]]", "[[],[],[],[]]", "[]", "[{}]", "{\"x\":[]}", "[[],[5],[]]", "[[],[{}],[]]", "[[],[],[]]{}"
        }) {
            TrackerException failure = catchThrowableOfType(TrackerException.class, () -> {
                try (Snapshots rows = answered(body)) {
                    for (int i = 0; i < DAYS.size(); i++) {
                        rows.nextTime();
                        while (rows.next() != null) {
                            // only the shape matters
                        }
                    }
                }
            });
            assertThat(failure).as(body).isNotNull();
            assertThat(failure.failure()).as(body).isEqualTo(Failure.BAD_ANSWER);
        }
    }

    @Test
    void anAnswerThatEndsEarlyMayBeAskedForAgain() {
        Snapshots rows = answered("[[{\"_oid\":\"Story:1:70\"}],[{\"_oid\":\"Sto");
        rows.nextTime();
        assertThat(rows.next()).isNotNull();
        rows.nextTime();
        TrackerException failure = catchThrowableOfType(TrackerException.class, rows::next);
        assertThat(failure.failure()).isEqualTo(Failure.CONNECTION_BROKEN);
    }

    @Test
    void aTimeThatTheClockShowsTwiceFailsBeforeAnythingIsSent() {
        List<AsOf> times = List.of(DAYS.get(0), at("2024-11-03T05:30:00Z"));
        TrackerException failure = catchThrowableOfType(
                TrackerException.class, () -> batches.fetch(query(List.of(NAME)), times, 10, scope));
        assertThat(failure.failure()).isEqualTo(Failure.BAD_DATE_TIME);
        assertThat(server.requests()).isEmpty();
    }
}
