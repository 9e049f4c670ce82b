package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.WriteOptions;
import io.trackersql.http.Credentials;
import io.trackersql.http.ScriptedServer;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent for writes, and what becomes of answers that no usual server gives. */
class RallyWriterTest {
    private static final DataScope IN_PROJECT =
            new DataScope(Metadata.SCOPE.workspace(), Optional.of(new DataScope.Place("7", "Shop")), false, true);

    private final ScriptedServer server = new ScriptedServer();
    private final RallyBackend backend = Metadata.opened(server);
    private final int before = server.requests().size();
    private final List<String> warnings = new ArrayList<>();
    private final RequestScope scope =
            new RequestScope(new Cancellation(), new RequestLog(e -> {}), new RequestBudget(0), warnings::add);

    @BeforeEach
    void know() {
        backend.useModel(Metadata.MODEL);
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private static WriteOptions options(DataScope dataScope) {
        return new WriteOptions(dataScope, Optional.empty(), Optional.empty(), 100, true);
    }

    private MutationWriter writer() {
        return backend.writer().orElseThrow();
    }

    private static Change set(String table, String column, Object value) {
        return new Change.Assign(Metadata.column(table, column), value);
    }

    private static Mutation create(long n, String table, Change... changes) {
        Object key = Addresses.provisionalKey(Metadata.table(table).entity(), n);
        return new Mutation.Create(Metadata.table(table), key, List.of(changes));
    }

    private static Mutation.Update update(String table, long key, Change... changes) {
        return new Mutation.Update(Metadata.table(table), key, List.of(changes), Map.of());
    }

    private static Mutation rename(long key) {
        return update("Defect", key, set("Defect", "Name", "N" + key));
    }

    private List<String> rendered(Mutation... mutations) {
        return writer().render(List.of(mutations), options(Metadata.SCOPE)).stream()
                .map(NativeRequest::toString)
                .toList();
    }

    private List<WriteOutcome> write(Mutation... mutations) {
        return writer().write(List.of(mutations), options(Metadata.SCOPE), scope);
    }

    private List<String> asked() {
        return server.requests().stream().skip(before).toList();
    }

    private static String result(String errors, String warnings, String object) {
        return "{\"Errors\":[" + errors + "],\"Warnings\":[" + warnings + "]"
                + (object.isEmpty() ? "" : ",\"Object\":" + object) + "}";
    }

    private static String defect(long key) {
        return "{\"_ref\":\"https://host/slm/webservice/v2.0/defect/" + key + "\",\"ObjectID\":" + key
                + ",\"FormattedID\":\"DE" + key + "\"}";
    }

    private static String made(long key) {
        return result("", "", defect(key));
    }

    private static String batch(String... results) {
        return "{\"BatchResult\":{\"Errors\":[],\"Warnings\":[],\"Results\":[" + String.join(",", results) + "]}}";
    }

    private static String operation(String result) {
        return "{\"OperationResult\":" + result + "}";
    }

    private static final String CONFLICT =
            "\"Concurrency conflict: [Object has been modified since being read for update in this context] - ConcurrencyConflictException\"";

    @Test
    void spellsValuesAsTheServiceWantsThem() {
        assertThat(rendered(create(
                        1,
                        "Defect",
                        set("Defect", "Name", "A \"quoted\" name"),
                        set("Defect", "Owner", 20L),
                        set("Defect", "PlanEstimate", 1e21),
                        set("Defect", "Ready", false),
                        set("Defect", "Requirement", null),
                        set("Defect", "Description", null),
                        set("Defect", "Priority", null),
                        set("Defect", "State", "Open"))))
                .containsExactly(
                        "POST webservice/v2.0/defect/create?fetch=ObjectID,FormattedID&workspace=workspace/41 {\"Defect\":{"
                                + "\"Name\":\"A \\\"quoted\\\" name\",\"Owner\":\"/user/20\",\"PlanEstimate\":1000000000000000000000,"
                                + "\"Ready\":false,\"Requirement\":null,\"Description\":\"\",\"Priority\":\"\",\"State\":\"Open\"}}");
        assertThat(rendered(new Mutation.Delete(Metadata.table("Feature"), 5L, Map.of())))
                .containsExactly("DELETE webservice/v2.0/portfolioitem/feature/5?workspace=workspace/41");
    }

    @Test
    void newAssetsGoToTheProjectInScopeUnlessTheyNameOne() {
        Mutation named = create(1, "Defect", set("Defect", "Name", "A"), set("Defect", "Project", 8L));
        Mutation unnamed = create(2, "Defect", set("Defect", "Name", "A"));
        assertThat(writer().render(List.of(named), options(IN_PROJECT)).get(0).target())
                .doesNotContain("project=");
        assertThat(writer().render(List.of(unnamed), options(IN_PROJECT)).get(0).target())
                .endsWith("&project=project/7");
        assertThat(writer().render(List.of(rename(5)), options(IN_PROJECT))
                        .get(0)
                        .target())
                .doesNotContain("project=");
    }

    @Test
    void aPartOfALinkKeepsTheOther() {
        Column id = Metadata.column("Defect", "c_Link_LinkID");
        Column label = Metadata.column("Defect", "c_Link_Label");
        assertThat(writer().presentColumns(Metadata.table("Defect"), Set.of(id)))
                .containsExactly(label);
        assertThat(writer().presentColumns(Metadata.table("Defect"), Set.of(id, label)))
                .isEmpty();
        Mutation update = new Mutation.Update(
                Metadata.table("Defect"), 5L, List.of(new Change.Assign(id, "77")), Map.of(label, "Ticket"));
        assertThat(rendered(update).get(0))
                .endsWith("{\"Defect\":{\"c_Link\":{\"DisplayString\":\"Ticket\",\"LinkID\":\"77\"}}}");
    }

    @Test
    void assetsOfAnAbstractTypeAreWrittenByTheirOwn() {
        Column type = Metadata.column("PortfolioItem", "_type");
        assertThat(writer().presentColumns(Metadata.table("PortfolioItem"), Set.of()))
                .containsExactly(type);
        Mutation delete =
                new Mutation.Delete(Metadata.table("PortfolioItem"), 5L, Map.of(type, "PortfolioItem/Feature"));
        assertThat(rendered(delete))
                .containsExactly("DELETE webservice/v2.0/portfolioitem/feature/5?workspace=workspace/41");
    }

    @Test
    void writesThatDependOnOthersFollowThem() {
        Mutation story = create(1, "HierarchicalRequirement", set("HierarchicalRequirement", "Name", "S"));
        Mutation task = create(2, "Task", set("Task", "Name", "T"), set("Task", "WorkProduct", story.key()));
        List<String> requests = rendered(
                story, task, rename(5), rename(5), new Mutation.Delete(Metadata.table("Defect"), 6L, Map.of()));
        assertThat(requests).hasSize(5);
        assertThat(requests.get(0)).startsWith("POST webservice/v2.0/hierarchicalrequirement/create");
        assertThat(requests.get(1)).startsWith("POST webservice/v2.0/defect/5");
        assertThat(requests.get(2))
                .startsWith("POST webservice/v2.0/task/create")
                .contains("\"WorkProduct\":\"/hierarchicalrequirement/" + story.key() + "\"");
        assertThat(requests.get(3)).startsWith("POST webservice/v2.0/defect/5");
        assertThat(requests.get(4)).startsWith("DELETE webservice/v2.0/defect/6");
    }

    @Test
    void ofABatchOnlyTheEntryThatMetAConflictIsSentAgain() {
        server.thenJson(batch(made(1), result(CONFLICT, "", ""), made(3))).thenJson(operation(made(2)));
        List<WriteOutcome> outcomes = write(rename(1), rename(2), rename(3));
        assertThat(outcomes).allMatch(WriteOutcome.Applied.class::isInstance);
        assertThat(((WriteOutcome.Applied) outcomes.get(2)).number()).contains("DE3");
        assertThat(asked()).hasSize(2);
        assertThat(asked().get(0))
                .startsWith("POST /Instance/webservice/v2.0/batch?")
                .endsWith(
                        "{\"Batch\":[{\"Entry\":{\"Path\":\"/defect/1\",\"Method\":\"POST\",\"Body\":{\"Defect\":{\"Name\":\"N1\"}}}},"
                                + "{\"Entry\":{\"Path\":\"/defect/2\",\"Method\":\"POST\",\"Body\":{\"Defect\":{\"Name\":\"N2\"}}}},"
                                + "{\"Entry\":{\"Path\":\"/defect/3\",\"Method\":\"POST\",\"Body\":{\"Defect\":{\"Name\":\"N3\"}}}}]}");
        assertThat(asked().get(1)).startsWith("POST /Instance/webservice/v2.0/defect/2?");
    }

    @Test
    void aConflictIsNotTriedAgainBesideAFailureOrForAWholeBatch() {
        server.thenJson(batch(result(CONFLICT, "", ""), result("\"Validation error: Defect.Name is bad\"", "", "")));
        List<WriteOutcome> outcomes = write(rename(1), rename(2));
        assertThat(failure(outcomes.get(0)).failure()).isEqualTo(Failure.CONFLICT);
        assertThat(failure(outcomes.get(1)).failure()).isEqualTo(Failure.RULE_VIOLATION);
        assertThat(failure(outcomes.get(1))).hasMessageContaining("Defect 2").hasMessageContaining("column Name");
        server.thenJson(operation(result(CONFLICT, "", "")));
        assertThat(write(rename(1), rename(2)))
                .allMatch(outcome -> failure(outcome).failure() == Failure.CONFLICT);
        assertThat(asked()).hasSize(2);
    }

    private static TrackerException failure(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Failed.class);
        return ((WriteOutcome.Failed) outcome).failure();
    }

    @Test
    void anAnswerThatDoesNotTellWhatBecameOfEachEntryIsNotTrusted() {
        server.thenJson(batch(made(1)));
        assertThat(write(rename(1), rename(2))).allMatch(WriteOutcome.Unknown.class::isInstance);
        server.thenJson("{\"BatchResult\":{\"Errors\":[\"odd\"],\"Results\":[" + made(1) + "," + made(2) + "]}}");
        assertThat(write(rename(1), rename(2))).allMatch(WriteOutcome.Unknown.class::isInstance);
        server.thenJson(operation(result("", "", "")));
        WriteOutcome unnamed =
                write(create(1, "Defect", set("Defect", "Name", "A"))).get(0);
        assertThat(unnamed).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(((WriteOutcome.Unknown) unnamed).failure()).hasMessageContaining("the new Defect");
        server.thenJson("{}");
        assertThat(write(rename(1)).get(0)).isInstanceOf(WriteOutcome.Unknown.class);
    }

    @Test
    void aBrokenConnectionLeavesTheOutcomeUnknownAndNothingIsSentAgain() {
        server.then((socket, out) -> {});
        List<WriteOutcome> outcomes =
                write(rename(1), rename(2), new Mutation.Delete(Metadata.table("Defect"), 3L, Map.of()));
        assertThat(outcomes.subList(0, 2)).allMatch(WriteOutcome.Unknown.class::isInstance);
        assertThat(((WriteOutcome.Unknown) outcomes.get(1)).failure().failure()).isEqualTo(Failure.UNKNOWN_OUTCOME);
        assertThat(((WriteOutcome.Unknown) outcomes.get(1)).failure()).hasMessageContaining("Defect 2");
        assertThat(outcomes.get(2)).isInstanceOf(WriteOutcome.NotSent.class);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void whatTheServiceLeftOutIsAFailureAndOtherWarningsAreShown() {
        String ignored = "\"Ignored JSON element defect.Ready during processing of this request.\"";
        server.thenJson(operation(result("", ignored + ",\"Mind this.\"", defect(5))));
        WriteOutcome outcome = write(update("Defect", 5, set("Defect", "Name", "A"), set("Defect", "Ready", true)))
                .get(0);
        assertThat(outcome).isInstanceOf(WriteOutcome.Partly.class);
        WriteOutcome.Partly partly = (WriteOutcome.Partly) outcome;
        assertThat(partly.part().key()).isEqualTo(5L);
        assertThat(partly.failure().failure()).isEqualTo(Failure.NOT_WRITABLE);
        assertThat(partly.failure()).hasMessageContaining("left out Ready");
        assertThat(warnings).containsExactly("Rally says: Mind this.");
        server.thenJson("{\"BatchResult\":{\"Errors\":[],\"Warnings\":[" + ignored + "],\"Results\":[" + made(1) + ","
                + made(2) + "]}}");
        List<WriteOutcome> outcomes = write(rename(1), update("Defect", 2, set("Defect", "Ready", true)));
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Applied.class);
        assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Partly.class);
    }

    @Test
    void aTokenThatIsNoLongerTheSessionsIsAskedForAgainOnce() {
        TransportConfig config = TransportConfig.of("rally", server.base(), new Credentials.Basic("ann", "passw0rd"));
        String refused = operation(result("\"Not authorized to perform action: Invalid key\"", "", ""));
        try (RallyBackend other = new RallyBackend(new Transport(config))) {
            other.useModel(Metadata.MODEL);
            server.thenJson("{\"OperationResult\":{\"Errors\":[],\"Warnings\":[],\"SecurityToken\":\"t0ken+1\"}}")
                    .thenJson(refused)
                    .thenJson("{\"OperationResult\":{\"Errors\":[],\"Warnings\":[],\"SecurityToken\":\"t0ken+2\"}}")
                    .thenJson(operation(made(1)))
                    .thenJson(refused)
                    .thenJson("{\"OperationResult\":{\"Errors\":[],\"Warnings\":[],\"SecurityToken\":\"t0ken+3\"}}")
                    .thenJson(refused);
            MutationWriter writer = other.writer().orElseThrow();
            assertThat(writer.write(List.of(rename(1)), options(Metadata.SCOPE), scope)
                            .get(0))
                    .isInstanceOf(WriteOutcome.Applied.class);
            TrackerException failure = failure(writer.write(List.of(rename(1)), options(Metadata.SCOPE), scope)
                    .get(0));
            assertThat(failure.failure()).isEqualTo(Failure.AUTHENTICATION);
            assertThat(failure).hasMessageNotContaining("t0ken");
        }
        assertThat(asked()).hasSize(7);
        assertThat(asked().get(1)).contains("&key=t0ken%2B1 HTTP");
        assertThat(asked().get(3)).contains("&key=t0ken%2B2 HTTP");
        assertThat(scope.log().entries()).hasSize(7).noneMatch(e -> e.toString().contains("t0ken"));
    }

    private Failure said(Mutation mutation, String error) {
        server.thenJson(operation(result("\"" + error + "\"", "", "")));
        TrackerException failure = failure(write(mutation).get(0));
        assertThat(failure).hasMessageContaining(error);
        return failure.failure();
    }

    @Test
    void errorsOfWritesHaveTheirMeaning() {
        assertThat(said(rename(5), "Validation error: Defect.Plan Estimate should not be null"))
                .isEqualTo(Failure.NOT_NULL);
        assertThat(said(rename(5), "Validation error: Defect.Name contained invalid input. Search 'HTML Whitelist'"))
                .isEqualTo(Failure.RULE_VIOLATION);
        assertThat(said(rename(5), "Could not read: Could not read Defect 5 to update."))
                .isEqualTo(Failure.NO_ASSET);
        assertThat(said(new Mutation.Delete(Metadata.table("Defect"), 5L, Map.of()), "Object to delete cannot be null"))
                .isEqualTo(Failure.NO_ASSET);
        Mutation owned = update("Defect", 5, set("Defect", "Owner", 999L));
        assertThat(said(owned, "Could not read: Could not read User 999")).isEqualTo(Failure.INVALID_RELATION);
        assertThat(said(owned, "Not authorized to update Defect")).isEqualTo(Failure.PERMISSION);
        assertThat(said(owned, "Something else")).isEqualTo(Failure.REFUSED);
        server.then(405, "text/html", "", new byte[0]);
        assertThat(failure(write(rename(5)).get(0)).failure()).isEqualTo(Failure.NOT_WRITABLE);
    }

    private TrackerException checked(Mutation mutation) {
        return catchThrowableOfType(TrackerException.class, () -> writer().check(mutation, options(Metadata.SCOPE)));
    }

    @Test
    void whatIsKnownToBeWrongIsRefusedBeforeAnythingIsAsked() {
        assertThat(checked(create(1, "Defect", set("Defect", "State", "Open"))).failure())
                .isEqualTo(Failure.NOT_NULL);
        assertThat(checked(create(1, "PortfolioItem", set("PortfolioItem", "Name", "A"))))
                .hasMessageContaining("Epic, Feature");
        assertThat(checked(update("Defect", 5, set("Defect", "Name", "x".repeat(257))))
                        .failure())
                .isEqualTo(Failure.TOO_LONG);
        TrackerException outside = checked(update("Defect", 5, set("Defect", "State", "open")));
        assertThat(outside.failure()).isEqualTo(Failure.RULE_VIOLATION);
        assertThat(outside).hasMessageContaining("Open");
        assertThat(checked(update("Defect", 5, set("Defect", "Priority", "None"))))
                .isNull();
        assertThat(checked(update("Defect", 5, set("Defect", "PlanEstimate", Double.NaN)))
                        .failure())
                .isEqualTo(Failure.BAD_VALUE);
        assertThat(checked(update("Defect", 5, set("Defect", "Tasks_Count", 1L)))
                        .failure())
                .isEqualTo(Failure.NOT_WRITABLE);
        assertThat(checked(update("Task", 5, set("Task", "WorkProduct_Type", "Defect"))))
                .hasMessageContaining("both");
        Column tasks =
                Metadata.link("HierarchicalRequirement", "Tasks").unnested().orElseThrow();
        TrackerException owned = checked(update(
                "HierarchicalRequirement", 5, new Change.Members(tasks, List.of(6L), List.of(), Optional.empty())));
        assertThat(owned.failure()).isEqualTo(Failure.NOT_WRITABLE);
        assertThat(owned).hasMessageContaining("Task.WorkProduct");
        assertThat(asked()).isEmpty();
    }

    @Test
    void aKeyThatWasNeverCreatedIsNotSent() {
        Object lost = Addresses.provisionalKey(Metadata.table("Defect").entity(), 9);
        List<WriteOutcome> outcomes = write(
                update("Defect", 4, set("Defect", "Name", "a")),
                update("Defect", 5, set("Defect", "Requirement", lost)));
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.NotSent.class);
        assertThat(((WriteOutcome.Failed) outcomes.get(1)).failure().failure()).isEqualTo(Failure.INVALID_RELATION);
        assertThat(asked()).isEmpty();
    }
}
