package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTable.VersionColumns;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries beside the requests that they become. */
class QueryRendererTest {
    private static final EntityTable STORY = Metadata.table("Story");
    private static final EntityTable STORY_HISTORY = Metadata.history("Story");
    private static final PageWindow FIRST = new PageWindow(0, 50, false);

    private static Column column(String name) {
        return Metadata.column("Story", name);
    }

    private static Predicate compare(String name, Operator operator, Object value) {
        return new Predicate.Comparison(column(name), operator, new Operand.Literal(value));
    }

    private static Predicate absent(String name) {
        return new Predicate.IsNull(column(name));
    }

    private static NativeQuery query(List<String> columns, List<Predicate> filter, List<SortKey> sort) {
        return new NativeQuery(
                STORY,
                DataScope.ALL,
                columns.stream().map(QueryRendererTest::column).toList(),
                Optional.empty(),
                filter,
                sort);
    }

    private static NativeQuery where(Predicate... filter) {
        return query(List.of("ID"), List.of(filter), List.of());
    }

    private static String rendered(NativeQuery query, PageWindow window) {
        return new QueryRenderer(query).render("rest-1.v1", window).toString();
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                arguments(List.of("ID"), ""),
                arguments(List.of("Name", "ID", "Estimate"), "Name,Estimate"),
                arguments(List.of("AssetState_Name", "AssetState"), "AssetState"),
                arguments(List.of("Scope_Name", "Super_Number"), "Scope.Name,Super.Number"),
                arguments(List.of("Owners_Name"), "Owners,Owners.Name"),
                arguments(List.of("Owners_Name", "Owners"), "Owners,Owners.Name"),
                arguments(List.of("TaggedWith"), "TaggedWith"));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void selectsOnlyWhatIsAskedAndWhatItsOrderNeeds(List<String> columns, String selection) {
        assertThat(rendered(query(columns, List.of(), List.of()), FIRST))
                .isEqualTo("GET rest-1.v1/Data/Story?sel=" + selection + "&sort=ID&page=50,0");
    }

    static Stream<Arguments> conditions() {
        Predicate big = compare("Estimate", Operator.GT, 5.0);
        Predicate open = compare("AssetState", Operator.EQ, (short) 64);
        Predicate mine = compare("Scope", Operator.EQ, "Scope:0");
        return Stream.of(
                arguments(where(compare("Name", Operator.EQ, "a&b #1")), "Name='a&b #1'"),
                arguments(where(compare("Name", Operator.EQ, "O'Brien")), "Name=\"O'Brien\""),
                arguments(where(compare("Estimate", Operator.NE, 3.0)), "Estimate!='3'"),
                arguments(where(big, open), "Estimate>'5';AssetState='Active'"),
                arguments(
                        where(new Predicate.Or(List.of(big, new Predicate.And(List.of(open, mine)))), mine),
                        "(Estimate>'5'|(AssetState='Active';Scope='Scope:0'));Scope='Scope:0'"),
                arguments(where(absent("Estimate")), "-Estimate"),
                arguments(where(new Predicate.Not(absent("Estimate"))), "+Estimate"),
                arguments(where(absent("Reference")), "(-Reference|Reference='')"),
                arguments(where(absent("Scope_Name")), "(-Scope|-Scope.Name|Scope.Name='')"),
                arguments(where(new Predicate.Not(absent("Owners_Name"))), "+Owners"),
                arguments(
                        where(new Predicate.In(
                                column("AssetState"),
                                List.of(
                                        new Operand.Literal((short) 0),
                                        new Operand.Literal((short) 200),
                                        new Operand.Literal((short) 208)))),
                        "AssetState='Future','Dead'"),
                arguments(
                        where(new Predicate.Has(column("Owners"), new Operand.Literal("Member:20"))),
                        "Owners='Member:20'"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void putsEveryGroupInParentheses(NativeQuery query, String where) {
        String request = rendered(query, FIRST);
        assertThat(request).startsWith("GET rest-1.v1/Data/Story?sel=&where=").endsWith("&sort=ID&page=50,0");
        String encoded = request.substring(request.indexOf("&where=") + 7, request.indexOf("&sort="));
        assertThat(encoded).doesNotContainPattern("[ '\"<>#+&|]");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(where);
    }

    @Test
    void sortsByTheKeyLast() {
        List<SortKey> sort = List.of(new SortKey(column("Estimate"), true), new SortKey(column("Scope_Name"), false));
        assertThat(rendered(query(List.of("Name"), List.of(), sort), new PageWindow(100, 50, true)))
                .isEqualTo("GET rest-1.v1/Data/Story?sel=Name&sort=-Estimate,Scope.Name,ID&page=50,100&needTotal=true");
        assertThat(rendered(query(List.of(), List.of(), List.of(new SortKey(column("ID"), true))), FIRST))
                .endsWith("&sort=-ID&page=50,0");
    }

    @Test
    void asksForATotalWithoutColumnsAndOrder() {
        NativeQuery query = query(
                List.of("Name"),
                List.of(compare("Estimate", Operator.GT, 5.0)),
                List.of(new SortKey(column("Name"), false)));
        assertThat(rendered(query, new PageWindow(0, 0, true)))
                .isEqualTo("GET rest-1.v1/Data/Story?sel=&where=Estimate%3E%275%27&page=1,0&needTotal=true");
    }

    @Test
    void searchesInOneAttribute() {
        Find find = new Find(column("Name"), new Operand.Literal("night build"));
        NativeQuery query = new NativeQuery(STORY, DataScope.ALL, List.of(), Optional.of(find), List.of(), List.of());
        assertThat(rendered(query, FIRST))
                .isEqualTo("GET rest-1.v1/Data/Story?sel=&find=night%20build&findin=Name&sort=ID&page=50,0");
    }

    @Test
    void readsOnlyAssetsThatHaveLinks() {
        EntityTable link = Metadata.link("Workitem", "Owners");
        NativeQuery query =
                new NativeQuery(link, DataScope.ALL, link.columns(), Optional.empty(), List.of(), List.of());
        assertThat(rendered(query, FIRST))
                .isEqualTo("GET rest-1.v1/Data/Workitem?sel=Owners&where=%2BOwners&sort=ID&page=50,0");
    }

    @Test
    void postsWhatAUrlCannotHold() {
        List<Operand> keys = Stream.iterate(1000, i -> i + 1)
                .limit(200)
                .map(i -> (Operand) new Operand.Literal("Scope:" + i))
                .toList();
        NativeQuery query = query(
                List.of("Name"),
                List.of(new Predicate.In(column("Scope"), keys), compare("Estimate", Operator.GT, 5.0)),
                List.of(new SortKey(column("Estimate"), true)));
        assertThat(new QueryRenderer(query).needsPost()).isTrue();
        assertThat(rendered(query, new PageWindow(100, 50, false)))
                .startsWith(
                        "POST query.v1 {\"from\":\"Story\",\"select\":[\"Name\"],\"filter\":[\"Scope='Scope:1000','Scope:1001',")
                .endsWith(
                        "'Scope:1199'\",\"Estimate>'5'\"],\"sort\":[\"-Estimate\",\"ID\"],\"page\":{\"start\":100,\"size\":50}}");
    }

    @Test
    void postsTextWithBothQuotesAsAVariable() {
        NativeQuery query = where(compare("Name", Operator.EQ, "5\" o'clock"));
        assertThat(rendered(query, FIRST))
                .isEqualTo(
                        "POST query.v1 {\"from\":\"Story\",\"filter\":[\"Name=$v1\"],\"with\":{\"$v1\":\"5\\\" o'clock\"},"
                                + "\"sort\":[\"ID\"],\"page\":{\"start\":0,\"size\":50}}");
    }

    @Test
    void neverMakesAUrlThatIsTooLong() {
        for (int length = 1; length < 700; length += 7) {
            Predicate name = compare("Name", Operator.EQ, String.join("", Collections.nCopies(length, "\u00e9")));
            NativeQuery query = where(name);
            QueryRenderer renderer = new QueryRenderer(query);
            if (!renderer.needsPost()) {
                String target = renderer.render("rest-1.v1", new PageWindow(Long.MAX_VALUE, Integer.MAX_VALUE, true))
                        .target();
                assertThat(target.length() - target.indexOf('?') - 1)
                        .isLessThanOrEqualTo(QueryRenderer.QUERY_CHARACTERS_MAX);
            }
        }
    }

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static AsOf at(String instant, ZoneId zone) {
        return new AsOf(Instant.parse(instant), Optional.ofNullable(zone));
    }

    private static NativeQuery versions(List<Column> columns, List<Predicate> filter, List<SortKey> sort) {
        return new NativeQuery(STORY_HISTORY, DataScope.ALL, columns, Optional.empty(), filter, sort);
    }

    private static Column ofVersions(String name) {
        return STORY_HISTORY.columns().get(STORY_HISTORY.position(name));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                arguments(at("2024-07-15T04:00:00Z", NEW_YORK), "2024-07-15T00:00:00.000"),
                arguments(at("2024-01-15T04:00:00.007Z", NEW_YORK), "2024-01-14T23:00:00.007"),
                arguments(at("2024-07-15T04:00:00.5Z", null), "2024-07-15T04:00:00.500"),
                // the hours around the one that is told twice, and the one that is left out
                arguments(at("2024-11-03T04:59:59.999Z", NEW_YORK), "2024-11-03T00:59:59.999"),
                arguments(at("2024-11-03T07:00:00Z", NEW_YORK), "2024-11-03T02:00:00.000"),
                arguments(at("2024-11-03T05:30:00Z", null), "2024-11-03T05:30:00.000"),
                arguments(at("2024-03-10T06:59:59.999Z", NEW_YORK), "2024-03-10T01:59:59.999"),
                arguments(at("2024-03-10T07:00:00Z", NEW_YORK), "2024-03-10T03:00:00.000"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void asksForATimeOnTheTrackersClock(AsOf time, String text) {
        NativeQuery query = where(compare("Estimate", Operator.GT, 5.0)).withAsOf(time);
        assertThat(rendered(query, new PageWindow(100, 50, true)))
                .isEqualTo("GET rest-1.v1/Hist/Story?sel=&where=IsDeleted=%27false%27;Estimate%3E%275%27&asof=" + text
                        + "&sort=ID&page=50,100&needTotal=true");
        assertThat(rendered(query, new PageWindow(0, 0, true)))
                .isEqualTo("GET rest-1.v1/Hist/Story?sel=&where=IsDeleted=%27false%27;Estimate%3E%275%27&asof=" + text
                        + "&page=1,0&needTotal=true");
    }

    @Test
    void refusesATimeThatTheTrackersClockShowsTwice() {
        for (String instant : List.of("2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z")) {
            NativeQuery query = where().withAsOf(at(instant, NEW_YORK));
            assertThatThrownBy(() -> rendered(query, FIRST))
                    .isInstanceOfSatisfying(
                            TrackerException.class, e -> assertThat(e.failure()).isEqualTo(Failure.BAD_DATE_TIME))
                    .hasMessageContainingAll(
                            instant,
                            "2024-11-03T01:30:00.000",
                            "2024-11-03T05:30:00Z and 2024-11-03T06:30:00Z",
                            "America/New_York");
        }
    }

    @Test
    void refusesATimeThatTheTrackerCannotHold() {
        for (String instant : List.of("1752-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> rendered(where().withAsOf(at(instant, null)), FIRST))
                    .hasMessageContaining("from 1753 to 9999");
        }
    }

    @Test
    void asksForAllVersionsInTheOrderOfAssetsAndMoments() {
        assertThat(rendered(
                        versions(
                                List.of(
                                        ofVersions("ValidFrom"),
                                        ofVersions("Version"),
                                        ofVersions("ChangedBy"),
                                        ofVersions("Name")),
                                List.of(),
                                List.of()),
                        FIRST))
                .isEqualTo("GET rest-1.v1/Hist/Story?sel=ChangeDateUTC,Moment,ChangedBy,Name"
                        + "&where=IsDeleted=%27false%27&sort=ID,Moment&page=50,0");
        assertThat(rendered(versions(List.of(), List.of(), List.of(new SortKey(ofVersions("Name"), true))), FIRST))
                .endsWith("&sort=-Name,ID,Moment&page=50,0");
        assertThat(rendered(versions(List.of(), List.of(), List.of(new SortKey(ofVersions("Version"), true))), FIRST))
                .endsWith("&sort=-Moment,ID&page=50,0");
        assertThat(rendered(
                        versions(
                                List.of(),
                                List.of(),
                                List.of(
                                        new SortKey(ofVersions("ID"), false),
                                        new SortKey(ofVersions("Version"), false))),
                        FIRST))
                .endsWith("&sort=ID,Moment&page=50,0");
    }

    @Test
    void asksForDeletionsOnlyWhereTheyEndVersions() {
        Column deletion =
                STORY_HISTORY.versions().flatMap(VersionColumns::deletion).orElseThrow();
        assertThat(rendered(versions(List.of(deletion), List.of(), List.of()), FIRST))
                .startsWith("GET rest-1.v1/Hist/Story?sel=IsDeleted&where=IsDeleted=%27true%27,%27false%27&");
        assertThat(rendered(versions(List.of(ofVersions("IsDeleted")), List.of(), List.of()), FIRST))
                .startsWith("GET rest-1.v1/Hist/Story?sel=IsDeleted&where=IsDeleted=%27false%27&");
    }

    @Test
    void asksForChangesSinceAMomentWithOneCondition() {
        Predicate later = new Predicate.Comparison(ofVersions("Version"), Operator.GT, new Operand.Literal(3423L));
        assertThat(rendered(versions(List.of(ofVersions("ID")), List.of(later), List.of()), FIRST))
                .isEqualTo(
                        "GET rest-1.v1/Hist/Story?sel=&where=IsDeleted=%27false%27;Moment%3E%273423%27&sort=ID,Moment&page=50,0");
    }

    @Test
    void asksForLinksOfATime() {
        EntityTable link = Metadata.link("Workitem", "Owners");
        NativeQuery query = new NativeQuery(link, DataScope.ALL, link.columns(), Optional.empty(), List.of(), List.of())
                .withAsOf(at("2024-07-15T04:00:00Z", NEW_YORK));
        assertThat(rendered(query, FIRST))
                .isEqualTo("GET rest-1.v1/Hist/Workitem?sel=Owners&where=IsDeleted=%27false%27;%2BOwners"
                        + "&asof=2024-07-15T00:00:00.000&sort=ID&page=50,0");
    }

    @Test
    void postsThePastAsWell() {
        Predicate quotes = compare("Name", Operator.EQ, "5\" o'clock");
        assertThat(rendered(where(quotes).withAsOf(at("2024-07-15T04:00:00Z", NEW_YORK)), FIRST))
                .isEqualTo(
                        "POST query.v1 {\"from\":\"Story\",\"asof\":\"2024-07-15T00:00:00.000\",\"filter\":[\"IsDeleted='false'\",\"Name=$v1\"],"
                                + "\"with\":{\"$v1\":\"5\\\" o'clock\"},\"sort\":[\"ID\"],\"page\":{\"start\":0,\"size\":50}}");
        Predicate ofVersion =
                new Predicate.Comparison(ofVersions("Name"), Operator.EQ, new Operand.Literal("5\" o'clock"));
        assertThat(rendered(versions(List.of(), List.of(ofVersion), List.of()), FIRST))
                .startsWith(
                        "POST query.v1 {\"from\":\"Story\",\"asof\":\"All\",\"filter\":[\"IsDeleted='false'\",\"Name=$v1\"],")
                .contains("\"sort\":[\"ID\",\"Moment\"]");
    }
}
