package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which rows a filter, a search or a sort gives; the expected ones are worked out from the store. */
class FilterTest {
    private static DemoServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        http = new Http(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void textIsComparedWithoutCaseAndTrailingBlanks() throws Exception {
        assertFilter("Name='CASE pair  '", key -> "case pair".equals(folded(key, "Name")));
        assertThat(http.keys("Story", "where", "Name='trailing'")).hasSizeGreaterThan(2);
        assertFilter("Name='search','x'", key -> List.of("search", "x").contains(folded(key, "Name")));
    }

    @Test
    void textMayHoldAnyCharacterThatIsNotItsQuote() throws Exception {
        assertFilter("Name=\"'\"", key -> "'".equals(value(key, "Name")));
        assertFilter("Name='a;b|c,d&e#f+g%h\\i=j'", key -> "a;b|c,d&e#f+g%h\\i=j".equals(value(key, "Name")));
        assertFilter("Name='漢字かな交じり文'", key -> "漢字かな交じり文".equals(value(key, "Name")));
        assertFilter("Name='O''Brien said \"hi\"'", key -> "O'Brien said \"hi\"".equals(value(key, "Name")));
    }

    @Test
    void filtersAreEvaluatedFromLeftToRight() throws Exception {
        String all = "+Name|ID='Story:1'";
        assertFilter(all + ";Estimate='5'", key -> isNumber(key, "5"));
        assertFilter("Estimate='5';-Name|Estimate='8'", key -> isNumber(key, "8"));
    }

    @Test
    void numbersAreComparedAsNumbers() throws Exception {
        assertFilter("Estimate='5.0'", key -> isNumber(key, "5"));
        assertFilter("Estimate>'10'", key -> number(key) != null && number(key).compareTo(BigDecimal.TEN) > 0);
        assertFilter("Estimate<='-1'", key -> number(key) != null && number(key).signum() < 0);
    }

    @Test
    void nullIsAskedForBySignsAndByEmptyText() throws Exception {
        assertFilter("+Estimate", key -> number(key) != null);
        assertFilter("-Estimate", key -> number(key) == null);
        assertFilter("Estimate=''", key -> number(key) == null);
        assertFilter("Estimate!=''", key -> number(key) != null);
        assertFilter("Reference=''", key -> value(key, "Reference") == null);
        assertFilter("(-Reference|Reference='')", key -> value(key, "Reference") == null);
    }

    @Test
    void emptyTextHasAValueButEqualsNone() throws Exception {
        List<String> missing = http.keys("Story", "where", "-Reference");
        List<String> empty = http.keys("Story", "where", "Reference=''");
        assertThat(empty).containsAll(missing).hasSizeGreaterThan(missing.size());
    }

    @Test
    void nullMatchesNotEqualsOnlyIfTheServerSaysSo() throws Exception {
        assertFilter("Estimate!='5'", key -> !isNumber(key, "5"));
        assertFilter("Estimate!='5';+Estimate", key -> number(key) != null && !isNumber(key, "5"));
        VersionOneQuirks strict = VersionOneQuirks.standard().withNullMatchesNotEquals(false);
        try (DemoServer other = DemoServer.start(DemoOptions.standard().withQuirks(strict))) {
            assertThat(new Http(other).keys("Story", "where", "Estimate!='5'"))
                    .isEqualTo(http.keys("Story", "where", "Estimate!='5';+Estimate"));
        }
    }

    @Test
    void relationsAreComparedByKeyAndNull() throws Exception {
        String scope = (String) value(keys().get(0), "Scope");
        assertFilter("Scope='" + scope + "'", key -> scope.equals(value(key, "Scope")));
        assertFilter("Scope='" + scope + ":99'", key -> scope.equals(value(key, "Scope")));
        assertFilter(
                "Customer='NULL','Member:20'",
                key -> value(key, "Customer") == null || value(key, "Customer").equals("Member:20"));
        assertThat(http.keys("Story", "where", "Scope='Scope:999999'")).isEmpty();
        assertThat(http.keys("BaseAsset", "where", "ID='Scope:0','Member:20'")).containsExactly("Scope:0", "Member:20");
    }

    @Test
    void aFilterOnAMultiRelationHoldsIfOneElementMatches() throws Exception {
        assertFilter("Owners='Member:20'", key -> list(key, "Owners").contains("Member:20"));
        assertFilter("-Owners", key -> list(key, "Owners").isEmpty());
        assertFilter("-Owners[ID='Member:20']", key -> !list(key, "Owners").contains("Member:20"));
        assertFilter("Owners.Name='administrator'", key -> list(key, "Owners").contains("Member:20"));
        assertFilter("Owners.@Count>'2'", key -> list(key, "Owners").size() > 2);
        assertFilter("TaggedWith='UI'", key -> list(key, "TaggedWith").stream()
                .anyMatch(tag -> tag.toString().equalsIgnoreCase("ui")));
    }

    @Test
    void statesAreNamedOrNumbered() throws Exception {
        assertFilter("AssetState='Closed'", key -> value(key, "AssetState").equals(128L));
        assertFilter("AssetState='64'", key -> value(key, "AssetState").equals(64L));
        assertFilter("AssetState='Dead'", key -> (Long) value(key, "AssetState") >= 192);
        assertFilter("IsClosed", key -> value(key, "AssetState").equals(128L));
        assertThat(http.keys("Story", "where", "AssetState='255'")).isEmpty();
    }

    @Test
    void deletedAssetsShowWhenAskedForOnly() throws Exception {
        List<String> deleted = http.keys("Story", "where", "IsDeleted='true'");
        assertThat(deleted).isNotEmpty().doesNotContainAnyElementsOf(keys());
        assertThat(http.keys("Story", "deleted", "true")).hasSize(keys().size() + deleted.size());
        assertThat(http.keys("Story", "where", "AssetState='Dead'"))
                .doesNotContainAnyElementsOf(deleted)
                .isNotEmpty();
        assertThat(http.get("/rest-1.v1/Data/Story/" + deleted.get(0).split(":")[1])
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void storedTimesAreFinerThanShown() throws Exception {
        String key = keys().stream()
                .filter(each -> !shown(each, "Custom_Due"))
                .findFirst()
                .orElseThrow();
        String time = Http.json(http.data("Story", "where", "ID='" + key + "'", "sel", "Custom_Due"))
                .at("/Assets/0/Attributes/Custom_Due/value")
                .asText();
        assertThat(LocalDateTime.parse(time)).isEqualTo(value(key, "Custom_Due"));
        assertThat(http.keys("Story", "where", "Custom_Due='" + time + "'")).doesNotContain(key);
        assertThat(http.keys("Story", "where", "Custom_Due>='" + time + "'")).contains(key);
    }

    @Test
    void likeMatchesWholeTextWithWildcards() throws Exception {
        assertFilter("Name~='%story%'", key -> folded(key, "Name").contains("story"));
    }

    @Test
    void subtypesAndDowncastsUnlockTheirAttributes() throws Exception {
        assertThat(http.keys("PrimaryWorkitem", "where", "AssetType='Defect'"))
                .isEqualTo(server.store().keys("Defect"));
        List<String> expected =
                keys().stream().filter(key -> isNumber(key, "5")).toList();
        assertThat(http.keys("BaseAsset", "where", "Story.Estimate='5'")).isEqualTo(expected);
        assertThat(http.keys("Story", "where", "Story.Estimate='5'")).isEqualTo(expected);
        assertThat(http.keys("Scope", "where", "Workitems:Story[Estimate='5']")).isEqualTo(scopesOf(expected));
        assertThat(http.keys("Scope", "where", "+Workitems:Story[Estimate='5']"))
                .isEqualTo(scopesOf(expected));
    }

    @Test
    void theContextAssetIsTheRow() throws Exception {
        assertThat(http.keys("Scope", "where", "Workitems:Story[Scope=$]")).isEqualTo(scopesOf(keys()));
        assertThat(http.keys("Scope", "where", "-Workitems:Story[Scope!=$]"))
                .isEqualTo(server.store().keys("Scope"));
    }

    @Test
    void variablesHoldLists() throws Exception {
        assertThat(http.keys("Story", "where", "Estimate=$E", "with", "$E=5,8|$Unused=x"))
                .isEqualTo(http.keys("Story", "where", "Estimate='5','8'"));
    }

    @Test
    void findLooksForWholeWords() throws Exception {
        List<String> found = http.keys("Story", "find", "search", "findin", "Name");
        assertThat(found).isNotEmpty().allMatch(key -> folded(key, "Name").matches("(.*\\W)?search(\\W.*)?"));
        assertThat(http.keys("Story", "find", "searc", "findin", "Name")).isEmpty();
        assertThat(http.keys("Story", "find", "paragraph")).isNotEmpty();
    }

    @Test
    void sortPutsNullsFirstAndTextByCollation() throws Exception {
        Comparator<String> byNumber =
                Comparator.comparing(FilterTest::number, Comparator.nullsFirst(Comparator.naturalOrder()));
        assertThat(http.keys("Story", "sort", "Estimate,ID")).isEqualTo(sorted(byNumber.thenComparing(FilterTest::id)));
        assertThat(http.keys("Story", "sort", "-Estimate,ID"))
                .isEqualTo(sorted(byNumber.reversed().thenComparing(FilterTest::id)));
        Comparator<String> byName = Comparator.comparing(key -> folded(key, "Name"));
        assertThat(http.keys("Story", "sort", "Name,-ID"))
                .isEqualTo(sorted(byName.thenComparing(
                        Comparator.comparing(FilterTest::id).reversed())));
    }

    @Test
    void relationsAreSortedByTheOrderOfTheirType() throws Exception {
        Comparator<String> byStatus = Comparator.comparing(
                key -> value(key, "Status") == null ? null : (Long) value((String) value(key, "Status"), "Order"),
                Comparator.nullsFirst(Comparator.naturalOrder()));
        assertThat(http.keys("Story", "sort", "Status,ID")).isEqualTo(sorted(byStatus.thenComparing(FilterTest::id)));
    }

    @Test
    void pagesAreCutOutOfTheWhole() throws Exception {
        assertThat(http.keys("Story", "page", "7,20")).isEqualTo(keys().subList(20, 27));
        assertThat(http.keys("Story", "page", "7")).isEqualTo(keys().subList(0, 7));
        assertThat(http.keys("Story", "page", "7,100000")).isEmpty();
        assertThat(http.keys("Story", "page", "0,0")).isEmpty();
    }

    private static void assertFilter(String where, Predicate<String> expected)
            throws IOException, InterruptedException {
        assertThat(http.keys("Story", "where", where))
                .as(where)
                .isNotEmpty()
                .isEqualTo(keys().stream().filter(expected).toList());
    }

    private static List<String> scopesOf(List<String> stories) {
        List<Object> scopes = stories.stream().map(key -> value(key, "Scope")).toList();
        return server.store().keys("Scope").stream().filter(scopes::contains).toList();
    }

    private static List<String> sorted(Comparator<String> order) {
        List<String> keys = new ArrayList<>(keys());
        Collections.sort(keys, order);
        return keys;
    }

    private static List<String> keys() {
        return server.store().keys("Story");
    }

    private static Object value(String key, String attribute) {
        return server.store().value(key, attribute);
    }

    private static List<?> list(String key, String attribute) {
        return (List<?>) value(key, attribute);
    }

    private static String folded(String key, String attribute) {
        return Objects.toString(value(key, attribute), "").stripTrailing().toLowerCase(Locale.ROOT);
    }

    private static BigDecimal number(String key) {
        return (BigDecimal) value(key, "Estimate");
    }

    private static boolean isNumber(String key, String number) {
        return number(key) != null && number(key).compareTo(new BigDecimal(number)) == 0;
    }

    private static boolean shown(String key, String attribute) {
        return Objects.equals(server.store().exact(key, attribute), value(key, attribute));
    }

    private static long id(String key) {
        return Long.parseLong(key.split(":")[1]);
    }
}
