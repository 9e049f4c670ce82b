package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.ScriptedServer;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers of the Lookback API, byte for byte, beside the rows that they become. */
class LookbackDecodingTest {
    private static final String UNTIL = "2024-03-01T00:00:00.000Z";
    private static final String HEAD = """
            {"_rallyAPIMajor":"2","_rallyAPIMinor":"0","Errors":[],"Warnings":[],"GeneratedQuery":{"find":{"Results":[1]},"limit":10},
            "TotalResultCount":1,"HasMore":false,"StartIndex":0,"PageSize":10,"ETLDate":"%s","Results":[""".formatted(UNTIL);

    private final ScriptedServer server = new ScriptedServer();
    private final RallyBackend backend = Metadata.opened(server);
    private final List<String> warnings = new ArrayList<>();
    private final RequestScope scope =
            new RequestScope(new Cancellation(), new RequestLog(entry -> {}), new RequestBudget(0), warnings::add);

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private static NativeQuery query(EntityTable table, String... columns) {
        List<Column> selected = Stream.of(columns)
                .map(name -> table.columns().get(table.position(name)))
                .toList();
        return new NativeQuery(table, Metadata.SCOPE, selected, Optional.empty(), List.of(), List.of());
    }

    private static NativeQuery at(String time, String... columns) {
        return query(Metadata.table("Defect"), columns).withAsOf(new AsOf(Instant.parse(time), Optional.empty()));
    }

    private static EntityTable versions() {
        return EntityTables.history(
                Metadata.MODEL, Metadata.MODEL.entity("Defect").orElseThrow());
    }

    private Page page(NativeQuery query, long start, String body) {
        server.thenJson(body);
        return backend.fetchPage(query, new PageWindow(start, 10, true), scope);
    }

    private Page page(NativeQuery query, String body) {
        return page(query, 0, body);
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

    private Object[] row(String fields, String... columns) {
        return rows(page(at(UNTIL, columns), HEAD + "{" + fields + ",\"ObjectID\":5}]}"))
                .get(0);
    }

    @Test
    void fieldsComeInAnyOrderAndAreAbsentIfTheyHaveNoValue() {
        assertThat(row(
                        "\"Other\":{\"Name\":\"no\"},\"Owner\":7,\"Name\":\"n\"",
                        "Name",
                        "Owner",
                        "PlanEstimate",
                        "State"))
                .containsExactly("n", 7L, null, null);
        assertThat(row("\"Name\":null,\"Priority\":null,\"Tags\":null", "Name", "Priority", "Tags"))
                .containsExactly(null, "None", null);
        assertThat(row("\"x\":1", "Priority", "Tags", "ObjectID")).containsExactly("None", null, 5L);
    }

    @Test
    void valuesAreThoseOfThePresent() {
        assertThat(row(
                        """
                        "PlanEstimate":5,"Priority":"High","State":"Open","Tags":[30,4,200],"CreationDate":"2016-05-04T15:01:55.388Z",
                        "FormattedID":"DE12","Owner":7.0,"Ready":true,"Description":\"\"""",
                        "PlanEstimate",
                        "Priority",
                        "State",
                        "Tags",
                        "CreationDate",
                        "FormattedID",
                        "Owner",
                        "Ready",
                        "Description"))
                .containsExactly(
                        5.0,
                        "High",
                        "Open",
                        "4, 30, 200",
                        Instant.parse("2016-05-04T15:01:55.388Z").toEpochMilli(),
                        "DE12",
                        7L,
                        true,
                        "");
    }

    @Test
    void whatStillHoldsEndsAtTheLastDayThatClientsCanShow() {
        Page page = page(query(versions(), "ValidTo", "Version", "ChangedBy", "ValidFrom"), HEAD + """
                        {"_ValidTo":"9999-01-01T00:00:00.000Z","_ValidFrom":"2016-05-04T15:01:55.388Z","_SnapshotNumber":3,"_User":9,"ObjectID":5}]}""");
        Object[] row = page.next();
        assertThat(row)
                .containsExactly(
                        Instant.parse("9999-12-31T00:00:00Z").toEpochMilli(),
                        3L,
                        9L,
                        Instant.parse("2016-05-04T15:01:55.388Z").toEpochMilli());
        assertThat(page.key()).isEqualTo("5:3");
        page.close();
    }

    @Test
    void linksAreAllKeysOfTheList() {
        var defect = Metadata.MODEL.entity("Defect").orElseThrow();
        EntityTable links = EntityTables.link(defect, defect.attribute("Tags").orElseThrow());
        NativeQuery query = query(links, "Defect", links.columns().get(1).name())
                .withAsOf(new AsOf(Instant.parse(UNTIL), Optional.empty()));
        List<Object[]> rows = rows(page(query, HEAD + "{\"Tags\":[9,1],\"ObjectID\":5},{\"ObjectID\":6}]}"));
        assertThat(rows.get(0)).containsExactly(5L, new Object[] {1L, 9L});
        assertThat(rows.get(1)).containsExactly(6L, new Object[0]);
    }

    @Test
    void aTypeIsTheLastOfItsHierarchy() {
        EntityTable artifacts = Metadata.table("Artifact");
        NativeQuery query = query(artifacts, "_type").withAsOf(new AsOf(Instant.parse(UNTIL), Optional.empty()));
        assertThat(rows(page(
                                query,
                                HEAD
                                        + "{\"_TypeHierarchy\":[\"Artifact\",\"PortfolioItem\",\"PortfolioItem/Feature\"],\"ObjectID\":5}]}"))
                        .get(0))
                .containsExactly("PortfolioItem/Feature");
    }

    @Test
    void rowsThatAreCountedButNotGivenAreSaid() {
        String more = HEAD.replace("\"HasMore\":false", "\"HasMore\":true")
                .replace("\"TotalResultCount\":1", "\"TotalResultCount\":30");
        Page page = page(at(UNTIL, "Name"), more + "{\"ObjectID\":5},{\"ObjectID\":6}]}");
        rows(page);
        assertThat(page.total()).isEqualTo(OptionalLong.of(30));
        assertThat(page.withheld()).isEqualTo(8);

        Page capped = page(
                at(UNTIL, "Name"),
                more.replace("\"PageSize\":10", "\"PageSize\":2") + "{\"ObjectID\":5},{\"ObjectID\":6}]}");
        rows(capped);
        assertThat(capped.withheld()).isZero();

        Page last = page(
                at(UNTIL, "Name"),
                20,
                HEAD.replace("\"StartIndex\":0", "\"StartIndex\":20")
                                .replace("\"TotalResultCount\":1", "\"TotalResultCount\":23")
                        + "{\"ObjectID\":5}]}");
        rows(last);
        assertThat(last.withheld()).isEqualTo(2);
    }

    @Test
    void aTimeThatThePastDoesNotReachIsSaidWithBothTimes() {
        rows(page(at(UNTIL, "Name"), HEAD + "]}"));
        assertThat(warnings).isEmpty();
        rows(page(at("2024-03-01T00:00:00.001Z", "Name"), HEAD + "]}"));
        assertThat(warnings).singleElement().asString().contains("complete up to " + UNTIL, "2024-03-01T00:00:00.001Z");
        warnings.clear();
        rows(page(at("2011-11-30T23:59:59Z", "Name"), HEAD + "]}"));
        assertThat(warnings).singleElement().asString().contains("begins at about 2011-12-01", "2011-11-30T23:59:59Z");
        warnings.clear();
        rows(page(at(UNTIL, "Name"), HEAD.replace(UNTIL, "soon") + "]}"));
        assertThat(warnings).singleElement().asString().contains("does not say", "'soon'");
    }

    private TrackerException failure(String body) {
        return catchThrowableOfType(TrackerException.class, () -> rows(page(at(UNTIL, "Name"), body)));
    }

    @Test
    void whatIsWrongWithAnAnswerIsSaid() {
        assertThat(failure("{\"Errors\":[\"Server Error: Unauthorized for projects: 160265122\"],\"Results\":[]}")
                        .failure())
                .isEqualTo(Failure.PERMISSION);
        assertThat(failure(HEAD.replace("\"StartIndex\":0", "\"StartIndex\":7") + "]}")
                        .getMessage())
                .contains("it begins with row 7");
        assertThat(failure(HEAD + "{\"Name\":\"x\"}]}").failure()).isEqualTo(Failure.BAD_ANSWER);
        assertThat(failure(HEAD + "{\"ObjectID\":\"x\"}]}").getMessage()).contains("'x'");
        assertThat(failure("{\"Errors\":[]}").failure()).isEqualTo(Failure.BAD_ANSWER);
        server.then(200, "text/html", "", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8));
        TrackerException page = catchThrowableOfType(
                TrackerException.class, () -> backend.fetchPage(at(UNTIL, "Name"), new PageWindow(0, 10, true), scope));
        assertThat(page.getMessage()).contains("HTML page", "Lookback API", "Only present rows");
    }

    @Test
    void theRequestIsAPostOfJsonBesideTheWebServicesAndMayBeRepeated() {
        server.then(503, "text/plain", "Retry-After: 0\r\n", new byte[0]);
        assertThat(rows(page(at(UNTIL, "Name"), HEAD + "]}"))).isEmpty();
        List<String> requests = server.requests();
        assertThat(requests).hasSize(3);
        assertThat(requests.subList(1, 3)).allSatisfy(request -> assertThat(request)
                .startsWith("POST /analytics/v2.0/service/rally/workspace/41/artifact/snapshot/query HTTP/1.1\r\n")
                .contains("zsessionid: _s3cret\r\n", "application/json", "\"__At\":\"" + UNTIL + "\""));
        assertThat(Arrays.asList(requests.get(1).split("\r\n"))).noneMatch(line -> line.startsWith("GET"));
    }
}
