package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
}
