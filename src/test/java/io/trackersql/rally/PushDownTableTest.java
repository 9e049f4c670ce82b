package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trackersql.backend.Decision;
import io.trackersql.backend.PushDown.OperatorVerdict;
import io.trackersql.backend.Verdict;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
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

/** Conditions beside their verdicts and what is asked instead of them. */
class PushDownTableTest {
    private static final PushDownTable TABLE = new PushDownTable();

    private static Predicate compare(String column, Operator operator, Object value) {
        return new Predicate.Comparison(Sample.column(column), operator, new Operand.Literal(value));
    }

    private static Predicate in(String column, Object... values) {
        return new Predicate.In(
                Sample.column(column),
                Stream.of(values).map(v -> (Operand) new Operand.Literal(v)).toList());
    }

    private static Predicate not(Predicate term) {
        return new Predicate.Not(term);
    }

    private static Predicate absent(String column) {
        return new Predicate.IsNull(Sample.column(column));
    }

    private static Predicate like(String column, String pattern) {
        return new Predicate.Like(Sample.column(column), new Operand.Literal(pattern), Optional.of('\\'));
    }

    private static Predicate has(String column, String value) {
        return new Predicate.Has(Sample.column(column), new Operand.Literal(value));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(keys(), text(), numbersAndTimes(), listed(), lists(), unusable())
                .flatMap(s -> s);
    }

    private static Stream<Arguments> keys() {
        return Stream.of(
                arguments(compare("ObjectID", Operator.EQ, 5L), Verdict.EXACT, "(ObjectID = 5)"),
                arguments(compare("ObjectID", Operator.EQ, -51038L), Verdict.EXACT, "(ObjectID = -51038)"),
                arguments(compare("ObjectID", Operator.NE, 5L), Verdict.EXACT, "(ObjectID != 5)"),
                arguments(compare("ObjectID", Operator.GT, 5L), Verdict.EXACT, "(ObjectID > 5)"),
                arguments(absent("ObjectID"), Verdict.EXACT, "FALSE"),
                arguments(not(absent("ObjectID")), Verdict.EXACT, "TRUE"),
                arguments(compare("Owner", Operator.EQ, 7L), Verdict.EXACT, "(Owner.ObjectID = 7)"),
                arguments(
                        compare("Owner", Operator.NE, 7L),
                        Verdict.EXACT,
                        "((Owner.ObjectID != 7) AND (Owner != null))"),
                arguments(compare("Owner", Operator.LT, 7L), Verdict.NONE, ""),
                arguments(in("Owner", 7L, 8L, 7L), Verdict.EXACT, "((Owner.ObjectID = 7) OR (Owner.ObjectID = 8))"),
                arguments(
                        not(in("Owner", 7L, 8L)),
                        Verdict.EXACT,
                        "(((Owner.ObjectID != 7) AND (Owner.ObjectID != 8)) AND (Owner != null))"),
                arguments(in("Owner", Stream.iterate(1L, i -> i + 1).limit(1001).toArray()), Verdict.NONE, ""),
                arguments(absent("Owner"), Verdict.SUPERSET, "(Owner = null)"),
                arguments(not(absent("Owner")), Verdict.SUPERSET, "(Owner != null)"),
                arguments(compare("FormattedID", Operator.EQ, "DE12"), Verdict.SUPERSET, "(FormattedID = DE12)"),
                arguments(compare("FormattedID", Operator.EQ, "12"), Verdict.NONE, ""),
                arguments(compare("FormattedID", Operator.EQ, "DE12 x"), Verdict.NONE, ""),
                arguments(compare("FormattedID", Operator.NE, "DE12"), Verdict.NONE, ""),
                arguments(compare("FormattedID", Operator.GT, "DE12"), Verdict.NONE, ""),
                arguments(like("FormattedID", "DE1%"), Verdict.NONE, ""),
                arguments(absent("FormattedID"), Verdict.NONE, ""),
                arguments(
                        in("Feature_Number", "F1", "F2"),
                        Verdict.SUPERSET,
                        "((Feature.FormattedID = F1) OR (Feature.FormattedID = F2))"));
    }

    private static Stream<Arguments> text() {
        return Stream.of(
                arguments(compare("Name", Operator.EQ, "a(b) & c"), Verdict.SUPERSET, "(Name = \"a(b) & c\")"),
                arguments(compare("Name", Operator.EQ, "say \"x\""), Verdict.NONE, ""),
                arguments(compare("Name", Operator.EQ, "a\\b"), Verdict.NONE, ""),
                arguments(compare("Name", Operator.EQ, ""), Verdict.NONE, ""),
                arguments(compare("Name", Operator.EQ, "x "), Verdict.NONE, ""),
                arguments(compare("Name", Operator.EQ, "Null"), Verdict.NONE, ""),
                arguments(compare("Name", Operator.EQ, "currentuser"), Verdict.NONE, ""),
                arguments(in("Name", "a", "b\""), Verdict.NONE, ""),
                arguments(compare("Name", Operator.NE, "a"), Verdict.NONE, ""),
                arguments(compare("Name", Operator.LT, "a"), Verdict.NONE, ""),
                arguments(not(in("Name", "a")), Verdict.NONE, ""),
                arguments(like("Name", "100\\%"), Verdict.SUPERSET, "(Name = \"100%\")"),
                arguments(like("Name", "%in_stall%"), Verdict.SUPERSET, "(Name contains \"stall\")"),
                arguments(like("Name", "%50\\% off%"), Verdict.SUPERSET, "(Name contains \"50% off\")"),
                arguments(like("Name", "%a\"bcd\\\\e%"), Verdict.SUPERSET, "(Name contains \"bcd\")"),
                arguments(like("Name", "% x %"), Verdict.SUPERSET, "(Name contains \"x\")"),
                arguments(like("Name", "%null%"), Verdict.NONE, ""),
                arguments(like("Name", "%_"), Verdict.NONE, ""),
                arguments(not(like("Name", "%a%")), Verdict.NONE, ""),
                arguments(absent("Name"), Verdict.SUPERSET, "((Name = null) OR (Name = \"\"))"),
                arguments(not(absent("Name")), Verdict.NONE, ""),
                arguments(compare("Owner_Name", Operator.EQ, "Ann"), Verdict.SUPERSET, "(Owner.DisplayName = \"Ann\")"),
                arguments(
                        absent("Owner_Name"),
                        Verdict.SUPERSET,
                        "(((Owner = null) OR (Owner.DisplayName = null)) OR (Owner.DisplayName = \"\"))"),
                arguments(compare("Description", Operator.EQ, "x"), Verdict.NONE, ""),
                arguments(
                        like("Description", "%a <b>crash</b>%"), Verdict.SUPERSET, "(Description contains \"crash\")"),
                arguments(absent("Description"), Verdict.NONE, ""),
                arguments(not(absent("Description")), Verdict.NONE, ""));
    }

    private static Stream<Arguments> numbersAndTimes() {
        return Stream.of(
                arguments(compare("PlanEstimate", Operator.GE, 2.5), Verdict.EXACT, "(PlanEstimate >= 2.5)"),
                arguments(compare("PlanEstimate", Operator.EQ, 3.0), Verdict.EXACT, "(PlanEstimate = 3)"),
                arguments(
                        compare("PlanEstimate", Operator.NE, 2.0),
                        Verdict.EXACT,
                        "((PlanEstimate != 2) AND (PlanEstimate != null))"),
                arguments(compare("PlanEstimate", Operator.EQ, Double.NaN), Verdict.NONE, ""),
                arguments(compare("Rank", Operator.LT, -7L), Verdict.EXACT, "(Rank < -7)"),
                arguments(absent("PlanEstimate"), Verdict.SUPERSET, "(PlanEstimate = null)"),
                arguments(not(absent("PlanEstimate")), Verdict.SUPERSET, "(PlanEstimate != null)"),
                arguments(
                        compare("CreationDate", Operator.EQ, 0L),
                        Verdict.EXACT,
                        "((CreationDate >= 1970-01-01T00:00:00.000Z) AND (CreationDate < 1970-01-01T00:00:00.001Z))"),
                arguments(
                        compare("CreationDate", Operator.NE, 0L),
                        Verdict.EXACT,
                        "((CreationDate < 1970-01-01T00:00:00.000Z) OR (CreationDate >= 1970-01-01T00:00:00.001Z))"),
                arguments(
                        compare("CreationDate", Operator.LE, 0L),
                        Verdict.EXACT,
                        "(CreationDate < 1970-01-01T00:00:00.001Z)"),
                arguments(compare("CreationDate", Operator.EQ, Long.MAX_VALUE), Verdict.NONE, ""),
                arguments(compare("Blocked", Operator.EQ, true), Verdict.EXACT, "(Blocked = true)"),
                arguments(compare("Blocked", Operator.NE, true), Verdict.EXACT, "(Blocked = false)"),
                arguments(compare("Blocked", Operator.LT, false), Verdict.EXACT, "FALSE"),
                arguments(
                        compare("Blocked", Operator.GE, false),
                        Verdict.EXACT,
                        "((Blocked = false) OR (Blocked = true))"),
                arguments(not(in("Blocked", true, false)), Verdict.EXACT, "FALSE"),
                arguments(absent("Blocked"), Verdict.NONE, ""),
                arguments(not(absent("Blocked")), Verdict.NONE, ""));
    }

    private static Stream<Arguments> listed() {
        return Stream.of(
                arguments(compare("State", Operator.EQ, "Open"), Verdict.EXACT, "(State = \"Open\")"),
                arguments(compare("State", Operator.EQ, "open"), Verdict.SUPERSET, "(State = \"open\")"),
                arguments(compare("State", Operator.EQ, "Retired"), Verdict.SUPERSET, "(State = \"Retired\")"),
                arguments(in("State", "Open", "Closed"), Verdict.EXACT, "((State = \"Open\") OR (State = \"Closed\"))"),
                arguments(in("State", "Open", "Lost"), Verdict.SUPERSET, "((State = \"Open\") OR (State = \"Lost\"))"),
                arguments(compare("State", Operator.NE, "Open"), Verdict.NONE, ""),
                arguments(compare("State", Operator.LT, "Open"), Verdict.NONE, ""),
                arguments(like("State", "O%"), Verdict.NONE, ""),
                arguments(absent("State"), Verdict.SUPERSET, "((State = null) OR (State = \"\"))"),
                arguments(not(absent("State")), Verdict.NONE, ""),
                arguments(compare("Priority", Operator.EQ, "Low"), Verdict.EXACT, "(Priority = \"Low\")"),
                arguments(compare("Priority", Operator.EQ, "High"), Verdict.SUPERSET, "(Priority = \"High\")"),
                arguments(
                        compare("Priority", Operator.EQ, "None"),
                        Verdict.SUPERSET,
                        "((Priority = \"\") OR (Priority = None))"),
                arguments(
                        in("Priority", "None", "Low"),
                        Verdict.SUPERSET,
                        "(((Priority = \"\") OR (Priority = None)) OR (Priority = \"Low\"))"),
                arguments(not(in("Priority", "Low")), Verdict.NONE, ""),
                arguments(absent("Priority"), Verdict.NONE, ""),
                arguments(not(absent("Priority")), Verdict.NONE, ""),
                arguments(compare("c_Colour", Operator.EQ, "Red"), Verdict.EXACT, "(c_Colour = \"Red\")"),
                arguments(compare("c_Colour", Operator.EQ, ""), Verdict.NONE, ""),
                arguments(absent("c_Colour"), Verdict.SUPERSET, "((c_Colour = null) OR (c_Colour = \"\"))"),
                arguments(not(absent("c_Colour")), Verdict.SUPERSET, "((c_Colour != null) AND (c_Colour != \"\"))"));
    }

    private static Stream<Arguments> lists() {
        return Stream.of(
                arguments(has("Tags", "123"), Verdict.SUPERSET, "(Tags.ObjectID = 123)"),
                arguments(has("Tags", "0123"), Verdict.EXACT, "FALSE"),
                arguments(has("Tags", "ux"), Verdict.EXACT, "FALSE"),
                arguments(has("Tags", "1, 2"), Verdict.SUPERSET, "((Tags.ObjectID = 1) AND (Tags.ObjectID = 2))"),
                arguments(not(has("Tags", "123")), Verdict.NONE, ""),
                arguments(
                        compare("Tags", Operator.EQ, "1, 2"),
                        Verdict.SUPERSET,
                        "((Tags.ObjectID = 1) AND (Tags.ObjectID = 2))"),
                arguments(compare("Tags", Operator.NE, "1"), Verdict.NONE, ""),
                arguments(in("Tags", "1", "2"), Verdict.NONE, ""),
                arguments(like("Tags", "%1%"), Verdict.NONE, ""),
                arguments(absent("Tags"), Verdict.SUPERSET, "(Tags.ObjectID = null)"),
                arguments(not(absent("Tags")), Verdict.SUPERSET, "(Tags.ObjectID != null)"),
                arguments(has("Tags_Name", "ux"), Verdict.SUPERSET, "(Tags.Name contains \"ux\")"),
                arguments(has("Tags_Name", "a, bcd"), Verdict.SUPERSET, "(Tags.Name contains \"bcd\")"),
                arguments(like("Tags_Name", "%a, bcd%"), Verdict.SUPERSET, "(Tags.Name contains \"bcd\")"),
                arguments(like("Tags_Name", "%, %"), Verdict.NONE, ""),
                arguments(not(has("Tags_Name", "ux")), Verdict.NONE, ""),
                arguments(absent("Tags_Name"), Verdict.NONE, ""),
                arguments(not(absent("Tags_Name")), Verdict.SUPERSET, "(Tags.ObjectID != null)"));
    }

    private static Stream<Arguments> unusable() {
        return Stream.of(
                arguments(compare("Tags_Count", Operator.GT, 1L), Verdict.NONE, ""),
                arguments(compare("Owner_Type", Operator.EQ, "User"), Verdict.NONE, ""),
                arguments(compare("c_Link_LinkID", Operator.EQ, "x"), Verdict.NONE, ""),
                arguments(compare("c_Link_Label", Operator.EQ, "x"), Verdict.NONE, ""),
                arguments(compare("c_Map", Operator.EQ, "x"), Verdict.NONE, ""),
                arguments(absent("c_Map"), Verdict.NONE, ""),
                arguments(compare("Hidden", Operator.EQ, "x"), Verdict.NONE, ""),
                arguments(compare("Unfiltered", Operator.EQ, 1.0), Verdict.NONE, ""),
                arguments(compare("Unsorted", Operator.EQ, 1.0), Verdict.EXACT, "(Unsorted = 1)"));
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
        return pushed instanceof Predicate.Constant ? pushed.toString() : FilterRenderer.render(pushed);
    }

    @Test
    void aLinkTableAsksForAssetsOfWhichSomeValueFits() {
        for (String attribute : List.of("Tags", "Duplicates")) {
            Column related = Sample.link(attribute).unnested().orElseThrow();
            Operand key = new Operand.Literal(20L);
            Decision decision = TABLE.filter(new Predicate.Comparison(related, Operator.EQ, key));
            assertThat(decision.verdict()).isEqualTo(Verdict.SUPERSET);
            assertThat(decision.pushed().map(PushDownTableTest::text)).contains("(" + attribute + ".ObjectID = 20)");
            assertThat(TABLE.filter(new Predicate.Comparison(related, Operator.NE, key))
                            .verdict())
                    .isEqualTo(Verdict.NONE);
            assertThat(TABLE.filter(new Predicate.IsNull(related)).pushed().map(PushDownTableTest::text))
                    .contains("FALSE");
        }
    }

    private static Verdict sort(boolean trackerText, String... names) {
        List<SortKey> keys =
                Stream.of(names).map(n -> new SortKey(Sample.column(n), false)).toList();
        return TABLE.sort(keys, trackerText).verdict();
    }

    @Test
    void sortsByItsKeyAndByWhatCanBeAskedApartFromNull() {
        assertThat(sort(false, "ObjectID")).isEqualTo(Verdict.EXACT);
        for (String name : List.of("PlanEstimate", "Rank", "CreationDate")) {
            assertThat(sort(false, name)).as(name).isEqualTo(Verdict.SUPERSET);
        }
        for (String name : List.of("Name", "Owner_Name")) {
            assertThat(sort(true, name)).as(name).isEqualTo(Verdict.SUPERSET);
            assertThat(sort(false, name)).as(name).isEqualTo(Verdict.NONE);
        }
        for (String name : List.of(
                "Owner",
                "State",
                "Priority",
                "c_Colour",
                "Blocked",
                "FormattedID",
                "Description",
                "Tags",
                "Tags_Name",
                "Tags_Count",
                "Owner_Type",
                "Hidden",
                "Unsorted",
                "Unfiltered")) {
            assertThat(sort(true, name)).as(name).isEqualTo(Verdict.NONE);
        }
    }

    @Test
    void sortsBySeveralKeysOnlyIfNullCanBeInTheFirstAlone() {
        assertThat(sort(true, "PlanEstimate", "ObjectID")).isEqualTo(Verdict.SUPERSET);
        assertThat(sort(true, "ObjectID", "PlanEstimate")).isEqualTo(Verdict.NONE);
        assertThat(sort(true, "PlanEstimate", "Rank")).isEqualTo(Verdict.NONE);
        assertThat(sort(true, "Name", "ObjectID")).isEqualTo(Verdict.NONE);
        assertThat(sort(true, "CreationDate", "ObjectID")).isEqualTo(Verdict.NONE);
    }

    /** A row with NULL in the first key must be found by the question for such rows. */
    @Test
    void whateverIsSortedCanBeAskedForNull() {
        for (Column column : Sample.table("Defect").columns()) {
            if (TABLE.sort(List.of(new SortKey(column, false)), true).verdict() == Verdict.SUPERSET) {
                assertThat(TABLE.filter(new Predicate.IsNull(column)).pushed())
                        .as(column.name())
                        .isPresent();
            }
        }
    }

    @Test
    void searchesNothing() {
        Operand text = new Operand.Literal("x");
        assertThat(TABLE.find(new Find(Sample.column("Name"), text)).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void tellsAVerdictForEveryOperatorOfEveryColumn() {
        for (Column column : Sample.table("Defect").columns()) {
            List<OperatorVerdict> verdicts = TABLE.verdicts(column);
            assertThat(verdicts).hasSizeGreaterThanOrEqualTo(11).allSatisfy(v -> assertThat(v.reason())
                    .isNotBlank());
        }
    }

    @Test
    void neverSendsMoreValuesThanAnybodyHasTried() {
        Object[] values = Collections.nCopies(1001, 0).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) i;
        }
        assertThat(TABLE.filter(in("PlanEstimate", values)).verdict()).isEqualTo(Verdict.NONE);
    }
}
