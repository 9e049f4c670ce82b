package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Place;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
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
    private static final PageWindow FIRST = new PageWindow(0, 50, false);
    private static final Optional<Place> WORKSPACE = Optional.of(new Place("11", "W"));
    private static final DataScope WHOLE = new DataScope(WORKSPACE, Optional.empty(), false, false);
    private static final String WHOLE_TEXT =
            "&workspace=workspace/11&project=null&projectScopeUp=false&projectScopeDown=false";

    private static Predicate compare(String name, Operator operator, Object value) {
        return new Predicate.Comparison(Sample.column(name), operator, new Operand.Literal(value));
    }

    private static NativeQuery query(List<String> columns, List<Predicate> filter, List<SortKey> sort) {
        return new NativeQuery(
                Sample.table("Defect"),
                WHOLE,
                columns.stream().map(Sample::column).toList(),
                Optional.empty(),
                filter,
                sort);
    }

    private static String rendered(NativeQuery query, PageWindow window) {
        return new QueryRenderer(query).render(window).toString();
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                arguments(List.of(), "ObjectID"),
                arguments(List.of("ObjectID"), "ObjectID"),
                arguments(List.of("Name", "PlanEstimate"), "Name,PlanEstimate"),
                arguments(List.of("Owner"), "Owner"),
                arguments(List.of("Owner_Name", "Owner"), "Owner,DisplayName"),
                arguments(List.of("Name", "Feature_Name", "Feature_Number"), "Name,Feature,FormattedID"),
                arguments(List.of("Owner_Type"), "Owner"),
                arguments(List.of("Tags", "Tags_Name", "Tags_Count"), "Tags"),
                arguments(List.of("Duplicates_Count"), "Duplicates"),
                arguments(List.of("c_Link_LinkID", "c_Link_Label"), "c_Link"));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void fetchesOnlyWhatIsAskedAndWhatLeadsThere(List<String> columns, String fetch) {
        assertThat(rendered(query(columns, List.of(), List.of()), FIRST))
                .isEqualTo("GET webservice/v2.0/Defect?fetch=" + fetch + "&order=ObjectID&start=1&pagesize=50"
                        + WHOLE_TEXT);
    }

    @Test
    void namesTheScopeInFull() {
        Optional<Place> project = Optional.of(new Place("22", "A // B"));
        NativeQuery query = new NativeQuery(
                Sample.table("Feature"),
                new DataScope(WORKSPACE, project, true, true),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
        assertThat(rendered(query, FIRST))
                .isEqualTo("GET webservice/v2.0/PortfolioItem/Feature?fetch=ObjectID&order=ObjectID&start=1&pagesize=50"
                        + "&workspace=workspace/11&project=project/22&projectScopeUp=true&projectScopeDown=true");
    }

    @Test
    void joinsConditionsAndSortsByTheKeyLast() {
        NativeQuery query = query(
                List.of("Name"),
                List.of(compare("PlanEstimate", Operator.GT, 5.0), compare("Name", Operator.EQ, "a&b +%")),
                List.of(new SortKey(Sample.column("PlanEstimate"), true)));
        assertThat(rendered(query, new PageWindow(100, 5000, true)))
                .isEqualTo(
                        "GET webservice/v2.0/Defect?query=((PlanEstimate%20%3E%205)%20AND%20(Name%20=%20%22a%26b%20%2B%25%22))"
                                + "&fetch=Name&order=PlanEstimate%20desc,ObjectID&start=101&pagesize=2000"
                                + WHOLE_TEXT);
        assertThat(rendered(query(List.of(), List.of(), List.of(new SortKey(Sample.column("ObjectID"), true))), FIRST))
                .contains("&order=ObjectID%20desc&start");
    }

    @Test
    void asksForATotalByOneRowOfNothing() {
        NativeQuery query = query(
                List.of("Name"),
                List.of(compare("Blocked", Operator.EQ, true)),
                List.of(new SortKey(Sample.column("PlanEstimate"), false)));
        assertThat(rendered(query, new PageWindow(0, 0, true)))
                .isEqualTo("GET webservice/v2.0/Defect?query=(Blocked%20=%20true)&fetch=ObjectID&order=ObjectID"
                        + "&start=1&pagesize=1" + WHOLE_TEXT);
    }

    @Test
    void asksForUsersByAConditionSinceThePathAloneMeansTheUserWhoAsks() {
        EntityTable users = Sample.table("User");
        NativeQuery query = new NativeQuery(users, WHOLE, List.of(), Optional.empty(), List.of(), List.of());
        assertThat(rendered(query, FIRST)).startsWith("GET webservice/v2.0/User?query=(ObjectID%20!=%200)&fetch=");
        assertThat(rendered(query, new PageWindow(0, 0, true))).contains("?query=(ObjectID%20!=%200)&");
    }

    @Test
    void readsOnlyAssetsThatHaveLinks() {
        EntityTable link = Sample.link("Tags");
        NativeQuery query = new NativeQuery(link, WHOLE, link.columns(), Optional.empty(), List.of(), List.of());
        assertThat(rendered(query, FIRST))
                .startsWith("GET webservice/v2.0/Defect?query=(Tags.ObjectID%20!=%20null)&fetch=ObjectID,Tags&order=");
    }

    @Test
    void readsOneAssetsCollectionInTheWholeWorkspace() {
        EntityTable link = Sample.link("Duplicates");
        DataScope project = new DataScope(WORKSPACE, Optional.of(new Place("22", "A")), false, true);
        NativeQuery query = new NativeQuery(link, project, link.columns(), Optional.empty(), List.of(), List.of());
        assertThat(QueryRenderer.renderCollection(
                                query,
                                "99",
                                link.unnested().orElseThrow(),
                                Optional.empty(),
                                new PageWindow(2000, 2000, true))
                        .toString())
                .isEqualTo(
                        "GET webservice/v2.0/Defect/99/Duplicates?fetch=ObjectID&order=ObjectID&start=2001&pagesize=2000"
                                + WHOLE_TEXT);
    }

    @Test
    void postsWhatAUrlCannotHold() {
        List<Operand> keys = Stream.iterate(1000L, i -> i + 1)
                .limit(200)
                .map(i -> (Operand) new Operand.Literal(i))
                .toList();
        NativeQuery query = query(List.of("Name"), List.of(new Predicate.In(Sample.column("Owner"), keys)), List.of());
        assertThat(new QueryRenderer(query).needsPost()).isTrue();
        assertThat(rendered(query, FIRST))
                .startsWith(
                        "POST webservice/v2.0/Defect _method=GET&query=(((((((((Owner.ObjectID%20=%201000)%20OR%20(Owner")
                .endsWith("&fetch=Name&order=ObjectID&start=1&pagesize=50" + WHOLE_TEXT);
    }

    @Test
    void neverMakesAUrlThatIsTooLong() {
        for (int length = 1; length < 700; length += 7) {
            String text = String.join("", Collections.nCopies(length, "\u00e9"));
            QueryRenderer renderer = new QueryRenderer(
                    query(List.of("ObjectID"), List.of(compare("Name", Operator.EQ, text)), List.of()));
            if (!renderer.needsPost()) {
                String target = renderer.render(new PageWindow(Long.MAX_VALUE - 1, Integer.MAX_VALUE, true))
                        .target();
                assertThat(target.length() - target.indexOf('?') - 1)
                        .isLessThanOrEqualTo(QueryRenderer.QUERY_CHARACTERS_MAX);
            }
        }
    }
}
