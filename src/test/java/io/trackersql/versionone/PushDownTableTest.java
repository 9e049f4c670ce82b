package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown.OperatorVerdict;
import io.trackersql.backend.Verdict;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions beside their verdicts and what is asked instead of them. */
class PushDownTableTest {
    private static final PushDownTable TABLE =
            new PushDownTable(Metadata.MODEL.entities().keySet(), Tense.PRESENT);

    private static final PushDownTable PAST =
            new PushDownTable(Metadata.MODEL.entities().keySet(), Tense.VERSIONS);

    private static Column column(String name) {
        return Metadata.column("Story", name);
    }

    private static Predicate compare(String column, Operator operator, Object value) {
        return new Predicate.Comparison(column(column), operator, new Operand.Literal(value));
    }

    private static Predicate in(String column, Object... values) {
        return new Predicate.In(
                column(column),
                Stream.of(values).map(v -> (Operand) new Operand.Literal(v)).toList());
    }

    private static Predicate not(Predicate term) {
        return new Predicate.Not(term);
    }

    private static Predicate absent(String column) {
        return new Predicate.IsNull(column(column));
    }

    private static Predicate like(String column, String pattern) {
        return new Predicate.Like(column(column), new Operand.Literal(pattern), Optional.of('\\'));
    }

    private static Predicate has(String column, String value) {
        return new Predicate.Has(column(column), new Operand.Literal(value));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(keys(), text(), numbersAndTimes(), states(), lists()).flatMap(s -> s);
    }

    private static Stream<Arguments> keys() {
        return Stream.of(
                arguments(compare("ID", Operator.EQ, "Story:1005"), Verdict.EXACT, "ID='Story:1005'"),
                arguments(compare("ID", Operator.EQ, "Story:1005:77"), Verdict.EXACT, "FALSE"),
                arguments(compare("ID", Operator.EQ, "Story:01005"), Verdict.EXACT, "FALSE"),
                arguments(compare("ID", Operator.EQ, "story:1005"), Verdict.EXACT, "FALSE"),
                arguments(compare("ID", Operator.NE, "rubbish"), Verdict.EXACT, "TRUE"),
                arguments(compare("ID", Operator.GT, "Story:1005"), Verdict.NONE, ""),
                arguments(absent("ID"), Verdict.EXACT, "FALSE"),
                arguments(compare("Scope", Operator.EQ, "Scope:0"), Verdict.EXACT, "Scope='Scope:0'"),
                arguments(compare("Super", Operator.EQ, "Epic:-5"), Verdict.EXACT, "Super='Epic:-5'"),
                arguments(compare("Super", Operator.EQ, "Animal:5"), Verdict.EXACT, "FALSE"),
                arguments(compare("Super", Operator.NE, "Animal:5"), Verdict.EXACT, "+Super"),
                arguments(compare("Super", Operator.NE, "Epic:5"), Verdict.EXACT, "(Super!='Epic:5';+Super)"),
                arguments(compare("Super", Operator.LT, "Epic:5"), Verdict.SUPERSET, "+Super"),
                arguments(in("Scope", "Scope:0", "x", "Scope:1"), Verdict.EXACT, "Scope='Scope:0','Scope:1'"),
                arguments(not(in("Scope", "Scope:0", "x")), Verdict.EXACT, "(Scope!='Scope:0';+Scope)"),
                arguments(like("Scope", "Scope:0"), Verdict.EXACT, "Scope='Scope:0'"),
                arguments(like("Scope", "Scope:%"), Verdict.SUPERSET, "+Scope"),
                arguments(absent("Super"), Verdict.EXACT, "-Super"));
    }

    private static Stream<Arguments> text() {
        return Stream.of(
                arguments(compare("Name", Operator.EQ, "abc"), Verdict.SUPERSET, "Name='abc'"),
                arguments(compare("Name", Operator.EQ, ""), Verdict.EXACT, "FALSE"),
                arguments(compare("Name", Operator.EQ, "a\nb"), Verdict.SUPERSET, "+Name"),
                arguments(compare("Name", Operator.NE, "abc"), Verdict.SUPERSET, "+Name"),
                arguments(compare("Name", Operator.LT, "abc"), Verdict.SUPERSET, "+Name"),
                arguments(in("Name", "a", "", "b"), Verdict.SUPERSET, "Name='a','b'"),
                arguments(not(in("Name", "a")), Verdict.SUPERSET, "+Name"),
                arguments(like("Name", "100\\%"), Verdict.SUPERSET, "Name='100%'"),
                arguments(like("Name", "a%"), Verdict.SUPERSET, "+Name"),
                arguments(not(like("Name", "a%")), Verdict.SUPERSET, "+Name"),
                arguments(absent("Reference"), Verdict.SUPERSET, "(-Reference|Reference='')"),
                arguments(not(absent("Reference")), Verdict.SUPERSET, "+Reference"),
                arguments(compare("Scope_Name", Operator.EQ, "All"), Verdict.SUPERSET, "Scope.Name='All'"),
                arguments(compare("Description", Operator.EQ, "x"), Verdict.SUPERSET, "+Description"),
                arguments(absent("Description"), Verdict.NONE, ""),
                arguments(compare("AssetType", Operator.EQ, "Story"), Verdict.SUPERSET, "AssetType='Story'"),
                arguments(compare("AssetType", Operator.EQ, "Animal"), Verdict.SUPERSET, "+AssetType"),
                arguments(compare("Payload", Operator.EQ, "nonsense"), Verdict.SUPERSET, "+Payload"),
                arguments(compare("Custom_Spent", Operator.EQ, "2 Days"), Verdict.SUPERSET, "+Custom_Spent"),
                arguments(compare("Custom_Colour", Operator.EQ, "red"), Verdict.NONE, ""));
    }

    private static Stream<Arguments> numbersAndTimes() {
        return Stream.of(
                arguments(compare("Estimate", Operator.GE, 2.5), Verdict.EXACT, "Estimate>='2.5'"),
                arguments(compare("Estimate", Operator.NE, 2.0), Verdict.EXACT, "(Estimate!='2';+Estimate)"),
                arguments(compare("Estimate", Operator.EQ, Double.NaN), Verdict.SUPERSET, "+Estimate"),
                arguments(not(in("Estimate", 1.0, 2.0)), Verdict.EXACT, "(Estimate!='1';Estimate!='2';+Estimate)"),
                arguments(absent("Estimate"), Verdict.EXACT, "-Estimate"),
                arguments(compare("Moment", Operator.GT, 77L), Verdict.EXACT, "Moment>'77'"),
                arguments(compare("Key", Operator.EQ, 77L), Verdict.SUPERSET, "Key='77'"),
                arguments(compare("Order", Operator.EQ, 77L), Verdict.SUPERSET, "+Order"),
                arguments(
                        compare("CreateDate", Operator.EQ, 0L),
                        Verdict.EXACT,
                        "(CreateDate>='1970-01-01T00:00:00.000';CreateDate<'1970-01-01T00:00:00.001')"),
                arguments(
                        compare("CreateDate", Operator.LE, 0L), Verdict.EXACT, "CreateDate<'1970-01-01T00:00:00.001'"),
                arguments(
                        compare("CreateDate", Operator.GT, 0L), Verdict.EXACT, "CreateDate>='1970-01-01T00:00:00.001'"),
                arguments(
                        compare("CreateDate", Operator.NE, 0L),
                        Verdict.EXACT,
                        "(CreateDate<'1970-01-01T00:00:00.000'|CreateDate>='1970-01-01T00:00:00.001')"));
    }

    private static Stream<Arguments> states() {
        short active = 64;
        return Stream.of(
                arguments(compare("AssetState", Operator.EQ, active), Verdict.EXACT, "AssetState='Active'"),
                arguments(
                        compare("AssetState", Operator.NE, active),
                        Verdict.EXACT,
                        "(AssetState!='Active';+AssetState)"),
                arguments(compare("AssetState", Operator.EQ, (short) 255), Verdict.EXACT, "FALSE"),
                arguments(compare("AssetState", Operator.NE, (short) 255), Verdict.EXACT, "+AssetState"),
                arguments(compare("AssetState", Operator.EQ, (short) 200), Verdict.SUPERSET, "AssetState='Dead'"),
                arguments(compare("AssetState", Operator.NE, (short) 200), Verdict.SUPERSET, "+AssetState"),
                arguments(compare("AssetState", Operator.EQ, (short) 5), Verdict.SUPERSET, "+AssetState"),
                arguments(
                        compare("AssetState", Operator.LT, (short) 128), Verdict.EXACT, "AssetState='Future','Active'"),
                arguments(compare("AssetState", Operator.GT, active), Verdict.SUPERSET, "AssetState='Closed','Dead'"),
                arguments(compare("AssetState_Name", Operator.EQ, "Active"), Verdict.EXACT, "AssetState='Active'"),
                arguments(compare("AssetState_Name", Operator.EQ, "active"), Verdict.EXACT, "FALSE"),
                arguments(like("AssetState_Name", "%e"), Verdict.SUPERSET, "AssetState='Future','Active','Dead'"),
                arguments(compare("FakeAssetState", Operator.EQ, active), Verdict.SUPERSET, "+FakeAssetState"),
                arguments(compare("IsClosed", Operator.NE, true), Verdict.EXACT, "IsClosed='false'"),
                arguments(compare("IsClosed", Operator.LT, true), Verdict.EXACT, "IsClosed='false'"),
                arguments(in("IsClosed", true, false), Verdict.EXACT, "+IsClosed"),
                arguments(compare("IsDeleted", Operator.EQ, true), Verdict.NONE, ""),
                arguments(absent("IsDeleted"), Verdict.NONE, ""));
    }

    private static Stream<Arguments> lists() {
        return Stream.of(
                arguments(has("Owners", "Member:20"), Verdict.SUPERSET, "Owners='Member:20'"),
                arguments(has("Owners", "Danny"), Verdict.EXACT, "FALSE"),
                arguments(has("Owners", "Member:20, Member:21"), Verdict.SUPERSET, "+Owners"),
                arguments(not(has("Owners", "Member:20")), Verdict.SUPERSET, "+Owners"),
                arguments(has("Owners_Name", "Danny"), Verdict.SUPERSET, "+Owners"),
                arguments(
                        compare("Owners", Operator.EQ, "Member:20, Member:21"),
                        Verdict.SUPERSET,
                        "(Owners='Member:20';Owners='Member:21')"),
                arguments(absent("Owners"), Verdict.SUPERSET, "-Owners"),
                arguments(absent("Owners_Name"), Verdict.NONE, ""),
                arguments(has("TaggedWith", "ux"), Verdict.SUPERSET, "+TaggedWith"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionHasItsVerdict(Predicate condition, Verdict verdict, String asked) {
        Decision decision = TABLE.filter(condition);
        assertThat(decision.verdict()).as(decision.toString()).isEqualTo(verdict);
        assertThat(decision.pushed().map(PushDownTableTest::text).orElse("")).isEqualTo(asked);
        assertThat(decision.reason()).isNotBlank().doesNotEndWith(".");
    }

    private static String text(Predicate pushed) {
        return pushed instanceof Predicate.Constant ? pushed.toString() : new FilterRenderer().render(pushed);
    }

    @Test
    void aLinkTableAsksForAssetsOfWhichSomeValueFits() {
        Column member = Metadata.link("Workitem", "Owners").unnested().orElseThrow();
        Operand key = new Operand.Literal("Member:20");
        Decision decision = TABLE.filter(new Predicate.Comparison(member, Operator.EQ, key));
        assertThat(decision.verdict()).isEqualTo(Verdict.SUPERSET);
        assertThat(decision.pushed().map(PushDownTableTest::text)).contains("Owners='Member:20'");
        assertThat(TABLE.filter(new Predicate.Comparison(member, Operator.NE, key))
                        .verdict())
                .isEqualTo(Verdict.NONE);
        assertThat(TABLE.filter(new Predicate.IsNull(member)).pushed().map(PushDownTableTest::text))
                .contains("FALSE");
    }

    @Test
    void withoutAModelOnlyKeysOfTheRelatedTypeAreAskedFor() {
        PushDownTable unaware = new PushDownTable(Set.of(), Tense.PRESENT);
        assertThat(unaware.filter(compare("Super", Operator.EQ, "Epic:5")).verdict())
                .isEqualTo(Verdict.EXACT);
        assertThat(unaware.filter(compare("Super", Operator.EQ, "Animal:5"))
                        .pushed()
                        .map(PushDownTableTest::text))
                .contains("+Super");
    }

    @Test
    void sortsOnlyByWhatHasTheSameOrderInSql() {
        for (String name : List.of("Estimate", "CreateDate", "IsClosed", "Order", "Moment")) {
            assertThat(TABLE.sort(List.of(new SortKey(column(name), true)), false)
                            .verdict())
                    .as(name)
                    .isEqualTo(Verdict.EXACT);
        }
        for (String name : List.of("Name", "Scope_Name", "ID")) {
            assertThat(TABLE.sort(List.of(new SortKey(column(name), false)), true)
                            .verdict())
                    .as(name)
                    .isEqualTo(Verdict.EXACT);
            assertThat(TABLE.sort(List.of(new SortKey(column(name), false)), false)
                            .verdict())
                    .as(name)
                    .isEqualTo(Verdict.NONE);
        }
        for (String name :
                List.of("Scope", "AssetState", "AssetState_Name", "Owners", "Owners_Name", "Description", "Key")) {
            assertThat(TABLE.sort(List.of(new SortKey(column(name), false)), true)
                            .verdict())
                    .as(name)
                    .isEqualTo(Verdict.NONE);
        }
    }

    @Test
    void searchesOnlyInTextOfTheAssetItself() {
        assertThat(find("Name", "x").verdict()).isEqualTo(Verdict.EXACT);
        assertThat(find("Description", "x").verdict()).isEqualTo(Verdict.EXACT);
        assertThat(find("Scope_Name", "x").verdict()).isEqualTo(Verdict.NONE);
        assertThat(find("Number", " ").verdict()).isEqualTo(Verdict.NONE);
        assertThat(find("Estimate", "x").verdict()).isEqualTo(Verdict.NONE);
    }

    private static Decision find(String column, String text) {
        return TABLE.find(new Find(column(column), new Operand.Literal(text)));
    }

    @Test
    void tellsAVerdictForEveryOperatorOfEveryColumn() {
        for (var entity : Metadata.MODEL.entities().values()) {
            for (Column column : Metadata.table(entity.name()).columns()) {
                List<OperatorVerdict> verdicts = TABLE.verdicts(column);
                assertThat(verdicts).hasSizeGreaterThanOrEqualTo(11).allSatisfy(v -> assertThat(v.reason())
                        .isNotBlank());
            }
        }
    }

    private static Column ofVersions(String name) {
        EntityTable table = Metadata.history("Story");
        return table.columns().get(table.position(name));
    }

    static Stream<Arguments> conditionsOnVersions() {
        return Stream.of(
                arguments("Version", Operator.GT, 3423L, Verdict.EXACT, "Moment>'3423'"),
                arguments("Version", Operator.EQ, 3423L, Verdict.EXACT, "Moment='3423'"),
                arguments("ValidFrom", Operator.GT, 0L, Verdict.EXACT, "ChangeDateUTC>='1970-01-01T00:00:00.001'"),
                arguments("ValidFrom", Operator.LE, 0L, Verdict.EXACT, "ChangeDateUTC<'1970-01-01T00:00:00.001'"),
                arguments("ChangedBy", Operator.EQ, "Member:20", Verdict.EXACT, "ChangedBy='Member:20'"),
                arguments("ID", Operator.EQ, "Story:1005", Verdict.EXACT, "ID='Story:1005'"),
                arguments("ID", Operator.EQ, "Story:1005:77", Verdict.EXACT, "FALSE"),
                arguments("Name", Operator.EQ, "a", Verdict.SUPERSET, "Name='a'"),
                arguments("IsDeleted", Operator.EQ, true, Verdict.NONE, ""),
                arguments("ValidTo", Operator.GT, 0L, Verdict.NONE, ""));
    }

    @ParameterizedTest
    @MethodSource("conditionsOnVersions")
    void aConditionOnVersionsHasItsVerdict(
            String column, Operator operator, Object value, Verdict verdict, String asked) {
        Decision decision =
                PAST.filter(new Predicate.Comparison(ofVersions(column), operator, new Operand.Literal(value)));
        assertThat(decision.verdict()).as(decision.toString()).isEqualTo(verdict);
        assertThat(decision.pushed().map(PushDownTableTest::text).orElse("")).isEqualTo(asked);
    }

    @Test
    void sortsByStartAndNumberOfVersionsButNotByTheEnd() {
        for (String name : List.of("ValidFrom", "Version")) {
            assertThat(PAST.sort(List.of(new SortKey(ofVersions(name), true)), false)
                            .verdict())
                    .as(name)
                    .isEqualTo(Verdict.EXACT);
        }
        List<SortKey> versionAfterVersion =
                List.of(new SortKey(ofVersions("ID"), false), new SortKey(ofVersions("Version"), false));
        assertThat(PAST.sort(versionAfterVersion, true).verdict()).isEqualTo(Verdict.EXACT);
        List<SortKey> versionsByTime =
                List.of(new SortKey(ofVersions("ValidFrom"), false), new SortKey(ofVersions("Version"), false));
        assertThat(PAST.sort(versionsByTime, true).verdict()).isEqualTo(Verdict.NONE);
        Decision end = PAST.sort(List.of(new SortKey(ofVersions("ValidTo"), true)), false);
        assertThat(end.verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void doesNotSearchThePast() {
        assertThat(PAST.find(new Find(column("Name"), new Operand.Literal("x"))).verdict())
                .isEqualTo(Verdict.NONE);
    }
}
