package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers, byte for byte, beside the rows that they become. */
class RowDecodingTest {
    /** Makes a query go to query.v1. */
    private static final Predicate BOTH_QUOTES = new Predicate.Comparison(
            Metadata.column("Story", "Name"), Predicate.Operator.EQ, new Operand.Literal("'\""));

    private final ScriptedServer server = new ScriptedServer();
    private final VersionOneBackend backend = new VersionOneBackend(
            new Transport(TransportConfig.of("versionone", server.base(), new Credentials.None())),
            VersionOneConfig.usual());
    private final RequestScope scope = Scopes.open();

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private Page page(boolean isPost, String body, String... columns) {
        server.thenJson(body);
        List<Column> selected =
                Stream.of(columns).map(c -> Metadata.column("Story", c)).toList();
        NativeQuery query = new NativeQuery(
                Metadata.table("Story"),
                DataScope.ALL,
                selected,
                Optional.empty(),
                isPost ? List.of(BOTH_QUOTES) : List.of(),
                List.of());
        return backend.fetchPage(query, new PageWindow(0, 10, false), scope);
    }

    private static List<Object[]> rows(Page page) {
        List<Object[]> rows = new ArrayList<>();
        try (page) {
            for (Object[] row = page.next(); row != null; row = page.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The values of one row of rest-1 with that one attribute. */
    private Object rest(String column, String value) {
        String token = Tokens.of(Metadata.column("Story", column));
        String body = "{\"Assets\":[{\"id\":\"Story:1\",\"Attributes\":{\"" + token
                + "\":{\"_type\":\"Attribute\",\"name\":\"" + token + "\",\"value\":" + value + "}}}]}";
        return rows(page(false, body, column)).get(0)[0];
    }

    private Object query(String column, String value) {
        String token = Tokens.of(Metadata.column("Story", column));
        return rows(page(true, "[[{\"_oid\":\"Story:1\",\"" + token + "\":" + value + "}]]", column))
                .get(0)[0];
    }

    @Test
    void numbersComeAsNumbersOrAsText() {
        for (String value : new String[] {"1.5", "\"1.5\"", "15e-1", "\"1.50\""}) {
            assertThat(rest("Estimate", value)).as(value).isEqualTo(1.5);
        }
        assertThat(rest("Estimate", "\"-0\"")).isEqualTo(0.0);
        assertThat(rest("Estimate", "0.1")).isEqualTo(0.1);
        assertThat(rest("Estimate", "123456789012345678")).isEqualTo((double) 123_456_789_012_345_678L);
        assertThat(rest("Estimate", "0.30000000000000004")).isEqualTo(0.30000000000000004);
        assertThat(rest("Order", "\"-24\"")).isEqualTo(-24L);
        assertThat(rest("Order", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(query("Estimate", "\"24\"")).isEqualTo(24.0);
    }

    @Test
    void nullAndEmptyTextAndAbsenceAreNull() {
        for (String column :
                new String[] {"Name", "Estimate", "CreateDate", "AssetState", "IsClosed", "Scope", "Order"}) {
            assertThat(rest(column, "null")).as(column).isNull();
            assertThat(rest(column, "\"\"")).as(column).isNull();
            assertThat(query(column, "null")).as(column).isNull();
        }
        assertThat(query("Scope", "{\"_oid\":\"NULL\"}")).isNull();
        assertThat(rest("Owners", "[]")).isNull();
        assertThat(query("Owners", "[]")).isNull();
        assertThat(rows(page(false, "{\"Assets\":[{\"id\":\"Story:1\",\"Attributes\":{}}]}", "Name", "Owners")))
                .containsExactly(new Object[] {null, null});
    }

    @Test
    void timesAreCutToMilliseconds() {
        long instant = Instant.parse("2017-09-06T15:06:26.753Z").toEpochMilli();
        assertThat(query("ChangeDateUTC", "\"2017-09-06T15:06:26.7539999Z\"")).isEqualTo(instant);
        assertThat(rest("CreateDate", "\"2017-09-06T15:06:26.753\"")).isEqualTo(instant);
        assertThat(rest("CreateDate", "\"2017-09-06T15:06:26\"")).isEqualTo(instant - 753);
        assertThat(rest("CreateDate", "\"2000-02-29\""))
                .isEqualTo(Instant.parse("2000-02-29T00:00:00Z").toEpochMilli());
        assertThat(rest("CreateDate", "\"0001-01-01T00:00:00\""))
                .isEqualTo(Instant.parse("0001-01-01T00:00:00Z").toEpochMilli());
    }

    @Test
    void booleansAndStatesComeInEveryForm() {
        for (String value : new String[] {"true", "\"true\"", "\"True\""}) {
            assertThat(rest("IsClosed", value)).as(value).isEqualTo(true);
        }
        assertThat(rest("AssetState", "64")).isEqualTo((short) 64);
        assertThat(query("AssetState", "\"Active\"")).isEqualTo((short) 64);
        assertThat(query("AssetState_Name", "\"Broken Down (Dead)\"")).isEqualTo("Broken Down");
        assertThat(rest("AssetState_Name", "32")).isEqualTo("32");
    }

    @Test
    void relationsLoseTheirMoment() {
        assertThat(rest("Scope", "{\"_type\":\"Asset\",\"idref\":\"Scope:5:77\"}"))
                .isEqualTo("Scope:5");
        assertThat(query("Scope", "{\"_oid\":\"Scope:5\",\"Name\":\"x\"}")).isEqualTo("Scope:5");
    }

    /** The vendor's sample of one member's history, as it would be in JSON, under both names that its list may have. */
    @Test
    void versionsShowTheAssetAndAreKnownByTheirMoment() {
        EntityTable table = Metadata.history("Story");
        List<Column> columns = Stream.of("ID", "Version", "ValidFrom", "ChangedBy", "Owners")
                .map(c -> table.columns().get(table.position(c)))
                .toList();
        NativeQuery query = new NativeQuery(table, DataScope.ALL, columns, Optional.empty(), List.of(), List.of());
        for (String list : new String[] {"Assets", "History"}) {
            server.thenJson("""
                    {"_type":"History","total":2,"pageSize":10,"pageStart":0,"%s":[
                    {"_type":"Asset","href":"\\/i\\/rest-1.v1\\/Data\\/Story\\/5\\/0","id":"Story:5:0","Attributes":{"Moment":{"value":"0"},
                    "ChangeDateUTC":{"value":"1970-01-01T00:00:01.005"},"ChangedBy":{"value":{"idref":"Member:20:3"}},
                    "Owners":{"value":[{"idref":"Member:100:7"},{"idref":"Member:20:3"}]}}},
                    {"id":"Story:5:113","Attributes":{"Moment":{"value":113},"ChangedBy":{"value":{"idref":"Member:20:113"}}}}]}
                    """.formatted(list));
            try (Page page = backend.fetchPage(query, new PageWindow(0, 10, true), scope)) {
                assertThat(page.next()).containsExactly("Story:5", 0L, 1005L, "Member:20", "Member:20, Member:100");
                assertThat(page.key()).isEqualTo("Story:5:0");
                assertThat(page.next()).containsExactly("Story:5", 113L, null, "Member:20", null);
                assertThat(page.key()).isEqualTo("Story:5:113");
                assertThat(page.next()).isNull();
                assertThat(page.total()).hasValue(2);
            }
        }
    }

    @Test
    void listsAreInTheOrderOfTheirKeysWithTheirNames() {
        String body = """
                {"Assets":[{"id":"Story:1","Attributes":{
                "Owners.Name":{"value":["Zoe",null,"Bob"]},
                "Owners":{"value":[{"idref":"Member:100"},{"idref":"Member:20"},{"idref":"Member:3"}]},
                "TaggedWith":{"value":["ux","api"]},"Ideas":{"value":[100,20]}}}],"total":1}""";
        Page page = page(false, body, "Owners_Name", "Owners", "TaggedWith", "Ideas");
        assertThat(rows(page))
                .containsExactly(new Object[] {"Bob, , Zoe", "Member:3, Member:20, Member:100", "api, ux", "20, 100"});
        assertThat(page.total()).hasValue(1);
    }

    @Test
    void aLinkGivesAllValuesOfAnAsset() {
        EntityTable link = Metadata.link("Workitem", "Owners");
        server.thenJson("""
                {"Assets":[{"id":"Story:7","Attributes":{"Owners":{"value":[{"idref":"Member:20"},{"idref":"Member:3"}]}}}]}""");
        NativeQuery query =
                new NativeQuery(link, DataScope.ALL, link.columns(), Optional.empty(), List.of(), List.of());
        Object[] row = rows(backend.fetchPage(query, new PageWindow(0, 10, false), scope))
                .get(0);
        assertThat(row[0]).isEqualTo("Story:7");
        assertThat((Object[]) row[1]).containsExactly("Member:3", "Member:20");
    }

    @Test
    void aValueThatDoesNotFitNamesColumnAndRow() {
        for (String[] wrong : new String[][] {
            {"Estimate", "\"many\""},
            {"Estimate", "\"1.\""},
            {"Estimate", "\"-\""},
            {"Order", "1.5"},
            {"Order", "\"99999999999999999999\""},
            {"CreateDate", "\"2017-02-29\""},
            {"CreateDate", "\"yesterday\""},
            {"CreateDate", "\"2017-01-01T25:00:00\""},
            {"IsClosed", "\"maybe\""},
            {"AssetState", "\"Asleep\""},
            {"AssetState", "99999999999"},
            {"Scope", "5"},
            {"Name", "[\"a\"]"}
        }) {
            TrackerException failure = catchThrowableOfType(TrackerException.class, () -> rest(wrong[0], wrong[1]));
            assertThat(failure).as(wrong[1]).isNotNull();
            assertThat(failure.failure()).isEqualTo(Failure.BAD_ANSWER);
            assertThat(failure).hasMessageContaining("column " + wrong[0]).hasMessageContaining("in row Story:1");
        }
    }

    @Test
    void anAnswerOfAnotherShapeSaysWhere() {
        for (String body : new String[] {
            "{\"Assets\":{}}",
            "{\"other\":1}",
            "{\"Assets\":[5]}",
            "{\"Assets\":[{\"Attributes\":{}}]}",
            "{\"Assets\":[{\"id\":\"Story:1\",\"Attributes\":[]}]}",
            "{\"Assets\":[]}{}",
            "[[]]",
            "{\"Assets\":[}"
        }) {
            TrackerException failure =
                    catchThrowableOfType(TrackerException.class, () -> rows(page(false, body, "Name")));
            assertThat(failure).as(body).isNotNull();
            assertThat(failure.failure()).as(body).isEqualTo(Failure.BAD_ANSWER);
        }
        TrackerException failure =
                catchThrowableOfType(TrackerException.class, () -> rows(page(true, "[[5]]", "Name")));
        assertThat(failure).hasMessageContaining("at /0/0 stands 5 instead of an object");
    }

    @Test
    void anAnswerThatEndsEarlyMayBeAskedForAgain() {
        Page page = page(false, "{\"Assets\":[{\"id\":\"Story:1\",\"Attributes\":{}},{\"id\":\"Sto", "Name");
        assertThat(page.next()).isNotNull();
        assertThat(page.key()).isEqualTo("Story:1");
        TrackerException failure = catchThrowableOfType(TrackerException.class, page::next);
        assertThat(failure.failure()).isEqualTo(Failure.CONNECTION_BROKEN);
        assertThat(scope.log().entries()).singleElement().satisfies(e -> assertThat(e.rows())
                .isEqualTo(1));
    }

    @Test
    void rowsComeBeforeThePageHasArrived() {
        CountDownLatch gate = new CountDownLatch(1);
        server.then((socket, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                            + "{\"Assets\":[{\"id\":\"Story:1\",\"Attributes\":{}}")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            gate.await();
            out.write("],\"total\":1}".getBytes(StandardCharsets.UTF_8));
        });
        NativeQuery query = new NativeQuery(
                Metadata.table("Story"), DataScope.ALL, List.of(), Optional.empty(), List.of(), List.of());
        try (Page page = backend.fetchPage(query, new PageWindow(0, 10, true), scope)) {
            assertThat(page.next()).isEmpty();
            assertThat(page.key()).isEqualTo("Story:1");
            assertThat(page.total()).isEmpty();
            gate.countDown();
            assertThat(page.next()).isNull();
            assertThat(page.total()).hasValue(1);
        }
    }
}
