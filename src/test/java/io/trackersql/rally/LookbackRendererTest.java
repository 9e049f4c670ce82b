package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Place;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries about the past beside the requests that they become. */
class LookbackRendererTest {
    private static final PageWindow FIRST = new PageWindow(0, 50, true);
    private static final Optional<Place> WORKSPACE = Optional.of(new Place("11", "W"));
    private static final DataScope WHOLE = new DataScope(WORKSPACE, Optional.empty(), false, false);
    private static final AsOf THEN = new AsOf(Instant.parse("2024-03-01T00:00:00.5Z"), Optional.empty());
    private static final String HEAD = "\"_TypeHierarchy\":\"Defect\"";
    private static final String AT = ",\"__At\":\"2024-03-01T00:00:00.500Z\"";
    private static final String NO_DELETIONS =
            ",\"_SnapshotType\":{\"$nin\":[\"DELETE\",\"Delete\",\"DELETED\",\"Deleted\"]}";

    private static Column of(EntityTable table, String name) {
        return table.columns().get(table.position(name));
    }

    private static NativeQuery past(List<Predicate> filter) {
        return query(Sample.table("Defect"), List.of(), filter, List.of()).withAsOf(THEN);
    }

    private static NativeQuery query(
            EntityTable table, List<Column> columns, List<Predicate> filter, List<SortKey> sort) {
        return new NativeQuery(table, WHOLE, columns, Optional.empty(), filter, sort);
    }

    private static String rendered(NativeQuery query, PageWindow window) {
        return new LookbackRenderer(query, Map.of("22", List.of("21", "20")))
                .render(window)
                .toString()
                .replace('"', '\'');
    }

    private static String find(NativeQuery query) {
        String text = rendered(query, FIRST);
        return text.substring(text.indexOf("{'find':") + 8, text.indexOf(",'fields'"));
    }

    private static Predicate compare(String name, Operator operator, Object value) {
        return new Predicate.Comparison(Sample.column(name), operator, new Operand.Literal(value));
    }

    private static Predicate isNull(String name) {
        return new Predicate.IsNull(Sample.column(name));
    }

    private static Predicate in(String name, Object... values) {
        return new Predicate.In(
                Sample.column(name),
                Stream.of(values).map(v -> (Operand) new Operand.Literal(v)).toList());
    }

    @Test
    void asksForTheStateOfATime() {
        NativeQuery query = query(
                        Sample.table("Defect"),
                        Stream.of("FormattedID", "Name", "State", "Owner", "Tags")
                                .map(Sample::column)
                                .toList(),
                        List.of(compare("State", Operator.EQ, "Open"), isNull("Owner")),
                        List.of(new SortKey(Sample.column("PlanEstimate"), true)))
                .withAsOf(THEN);
        assertThat(rendered(query, new PageWindow(20_000, 100_000, true)))
                .isEqualTo(("POST ../analytics/v2.0/service/rally/workspace/11/artifact/snapshot/query {'find':{" + HEAD
                                + AT
                                + NO_DELETIONS + ",'State':'Open','Owner':null},"
                                + "'fields':['ObjectID','FormattedID','Name','State','Owner','Tags'],'hydrate':['State'],"
                                + "'sort':{'PlanEstimate':-1,'ObjectID':1},'start':20000,'pagesize':20000,"
                                + "'removeUnauthorizedSnapshots':true}")
                        .replace('"', '\''));
    }

    static Stream<Arguments> conditions() {
        Predicate tag = new Predicate.Has(Sample.column("Tags"), new Operand.Literal("7"));
        Predicate present = new Predicate.Not(isNull("Owner"));
        Predicate or = new Predicate.Or(List.of(compare("Blocked", Operator.EQ, true), isNull("Rank")));
        return Stream.of(
                arguments(List.of(compare("PlanEstimate", Operator.EQ, 1.5)), "'PlanEstimate':1.5"),
                arguments(List.of(compare("PlanEstimate", Operator.EQ, 1e10)), "'PlanEstimate':10000000000"),
                arguments(
                        List.of(compare("Rank", Operator.GE, 1L), compare("Rank", Operator.LT, 9L)),
                        "'Rank':{'$gte':1,'$lt':9}"),
                arguments(
                        List.of(compare("Rank", Operator.LE, 1L), compare("Rank", Operator.GT, 9L)),
                        "'Rank':{'$lte':1,'$gt':9}"),
                arguments(
                        List.of(compare("Rank", Operator.GE, 1L), compare("Rank", Operator.GE, 2L)),
                        "'Rank':{'$gte':1},'$or':[{'$and':[{'Rank':{'$gte':2}}]}]"),
                arguments(
                        List.of(compare("Owner", Operator.NE, 5L), present),
                        "'Owner':{'$exists':true,'$nin':[5,null]}"),
                arguments(
                        List.of(new Predicate.And(List.of(
                                compare("Owner", Operator.NE, 5L), compare("Owner", Operator.NE, 6L), present))),
                        "'Owner':{'$nin':[5,6,null],'$exists':true}"),
                arguments(List.of(in("Name", "a\"b", "c\\d")), "'Name':{'$in':['a\\'b','c\\\\d']}"),
                arguments(List.of(in("FormattedID", "DE12", "US007")), "'_UnformattedID':{'$in':[12,7]}"),
                arguments(
                        List.of(compare("CreationDate", Operator.LT, 1_000L)),
                        "'CreationDate':{'$lt':'1970-01-01T00:00:01.000Z'}"),
                arguments(List.of(tag), "'Tags':7"),
                arguments(List.of(or), "'$or':[{'Blocked':true},{'Rank':null}]"),
                arguments(
                        List.of(or, new Predicate.Or(List.of(tag, present))),
                        "'$or':[{'$and':[{'$or':[{'Tags':7},{'Owner':{'$exists':true,'$ne':null}}]},"
                                + "{'$or':[{'Blocked':true},{'Rank':null}]}]}]"),
                arguments(
                        List.of(new Predicate.Or(List.of(
                                new Predicate.And(List.of(
                                        compare("Rank", Operator.EQ, 1L), compare("Rank", Operator.EQ, 2L), tag)),
                                present))),
                        "'$or':[{'Rank':1,'Tags':7,'$and':[{'Rank':2}]},{'Owner':{'$exists':true,'$ne':null}}]"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void spellsConditionsWithEachNameOnceInADocument(List<Predicate> filter, String document) {
        assertThat(find(past(filter)))
                .isEqualTo(("{" + HEAD + AT + NO_DELETIONS).replace('"', '\'') + "," + document + "}");
    }

    @Test
    void keepsConditionsAwayFromWhereTheServicePutsItsOwn() {
        EntityTable table = Sample.history();
        Column from = of(table, "ValidFrom");
        NativeQuery query = query(
                table,
                List.of(of(table, "Name"), of(table, "ValidTo")),
                List.of(new Predicate.Comparison(from, Operator.LT, new Operand.Literal(0L))),
                List.of());
        assertThat(rendered(query, FIRST))
                .contains("'$or':[{'$and':[{'_ValidFrom':{'$lt':'1970-01-01T00:00:00.000Z'}}]}]")
                .doesNotContain("__At")
                .contains("'fields':['ObjectID','_SnapshotNumber','Name','_ValidTo']")
                .contains("'sort':{'ObjectID':1,'_SnapshotNumber':1}");
        assertThat(rendered(query(table, List.of(), List.of(), List.of(new SortKey(from, true))), FIRST))
                .contains("'sort':{'_ValidFrom':-1,'ObjectID':1,'_SnapshotNumber':1}");
    }

    @Test
    void asksForOneRowOfNothingIfOnlyTheTotalIsWanted() {
        assertThat(rendered(
                        query(Sample.table("Defect"), List.of(Sample.column("State")), List.of(), List.of())
                                .withAsOf(THEN),
                        new PageWindow(0, 0, true)))
                .contains("'fields':['ObjectID'],'sort'")
                .contains("'pagesize':1,")
                .doesNotContain("hydrate");
    }

    @Test
    void readsOnlyAssetsThatHaveLinks() {
        EntityTable link = Sample.link("Tags");
        NativeQuery query = query(link, link.columns(), List.of(), List.of()).withAsOf(THEN);
        assertThat(rendered(query, FIRST))
                .contains("'Tags':{'$exists':true,'$ne':null}}")
                .contains("'fields':['ObjectID','Tags']");
    }

    static Stream<Arguments> scopes() {
        return Stream.of(
                arguments(false, false, "'Project':22"),
                arguments(false, true, "'_ProjectHierarchy':22"),
                arguments(true, false, "'Project':{'$in':[22,21,20]}"),
                arguments(true, true, "'$or':[{'_ProjectHierarchy':22},{'Project':{'$in':[21,20]}}]"));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void readsTheProjectOfTheScope(boolean up, boolean down, String document) {
        NativeQuery query = scoped("22", up, down);
        assertThat(find(query)).endsWith("," + document + "}");
    }

    private static NativeQuery scoped(String project, boolean up, boolean down) {
        DataScope scope = new DataScope(WORKSPACE, Optional.of(new Place(project, "A // B")), up, down);
        return new NativeQuery(Sample.table("Defect"), scope, List.of(), Optional.empty(), List.of(), List.of())
                .withAsOf(THEN);
    }

    @Test
    void refusesAScopeWhoseProjectsAreNotKnown() {
        TrackerException failure =
                catchThrowableOfType(TrackerException.class, () -> rendered(scoped("23", true, false), FIRST));
        assertThat(failure.failure()).isEqualTo(Failure.UNSUPPORTED);
        assertThat(failure).hasMessageContaining("above A // B").hasMessageContaining("SET projectScopeUp = false");
    }

    @Test
    void asksForWhatStillHoldsByAnEarlierTimeThanItsStoredEnd() {
        AsOf late = new AsOf(Instant.parse("9999-06-01T00:00:00Z"), Optional.empty());
        assertThat(find(query(Sample.table("Defect"), List.of(), List.of(), List.of())
                        .withAsOf(late)))
                .contains("'__At':'9998-12-31T23:59:59.999Z'");
    }
}
