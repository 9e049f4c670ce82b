package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.RowsOutcome;
import io.trackersql.backend.RowsWrite;
import io.trackersql.backend.WriteOptions;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What writes through api/asset look like on the wire, and what its answers are taken to mean. */
class WriterTest extends WriterFixture {
    @Test
    void makesAnAssetWithOneCommand() {
        server.thenJson(answer("\"Story:2001\"", "", "", "", ""));
        List<WriteOutcome> outcomes = writer.write(
                List.of(create(
                        "Story",
                        "Story:@1",
                        set("Story", "Name", "It's \"new\""),
                        set("Story", "Scope", "Scope:0"),
                        set("Story", "Estimate", 2.5),
                        set("Story", "Description", null),
                        new Change.Members(
                                column("Story", "Owners"), List.of("Member:20"), List.of(), Optional.empty()))),
                USUAL,
                scope);
        assertThat(outcomes).containsExactly(new WriteOutcome.Applied("Story:2001", Optional.empty()));
        assertThat(server.requests().get(0)).startsWith("POST /Instance/api/asset HTTP/1.1");
        assertThat(body(0))
                .isEqualTo("[{\"@new1\":{\"AssetType\":\"Story\",\"Name\":\"It's \\\"new\\\"\",\"Scope\":\"Scope:0\","
                        + "\"Estimate\":\"2.5\",\"Owners\":[\"Member:20\"]}}]");
    }

    @Test
    void asksForTheKeysOfSeveralAndUsesOneWithinTheRequest() {
        server.thenJson(answer(
                "\"Story:2002\",\"Story:2001\"",
                "",
                "",
                "",
                "[{\"_oid\":\"Story:2001\",\"Number\":\"S-01\"}],[{\"_oid\":\"Story:2002\",\"Number\":\"S-02\"}]"));
        List<WriteOutcome> outcomes = writer.write(
                List.of(
                        create("Story", "Story:@1", set("Story", "Name", "a")),
                        create("Story", "Story:@2", set("Story", "Name", "b"), set("Story", "SplitFrom", "Story:@1"))),
                new WriteOptions(DataScope.ALL, Optional.empty(), Optional.empty(), 500, true),
                scope);
        assertThat(outcomes)
                .containsExactly(
                        new WriteOutcome.Applied("Story:2001", Optional.of("S-01")),
                        new WriteOutcome.Applied("Story:2002", Optional.of("S-02")));
        assertThat(body(0))
                .contains("\"SplitFrom\":\"@new1\"", "{\"@ask1\":{\"from\":\"@new1\",\"select\":[\"Number\"]}}");
    }

    @Test
    void tellsWhichOfSeveralFailed() {
        server.thenJson(answer(
                "",
                "\"Story:1\",\"Story:4\"",
                "\"Story:3\"",
                "{\"@do1\":{\"oid\":\"Story:2\"},\"error\":{\"message\":\"Violation'Invalid'Story.Scope\","
                        + "\"sourceCommandIndex\":1}}",
                "[{\"_oid\":\"Story:1\"},{\"_oid\":\"Story:2\"},{\"_oid\":\"Story:4\"},{\"_oid\":\"Story:5\"}]"));
        List<WriteOutcome> outcomes = writer.write(
                List.of(
                        update("Story", "Story:1", set("Story", "Name", "a")),
                        update("Story", "Story:2", set("Story", "Scope", "Scope:9")),
                        delete("Story", "Story:3"),
                        update("Story", "Story:4", set("Story", "Name", "b")),
                        update("Story", "Story:5", set("Story", "Name", "as it was")),
                        update("Story", "Story:6", set("Story", "Name", "gone")),
                        delete("Story", "Story:7")),
                USUAL,
                scope);
        assertThat(outcomes)
                .extracting(o -> o.getClass().getSimpleName())
                .containsExactly("Applied", "Failed", "Applied", "Applied", "Applied", "Failed", "Failed");
        assertThat(failure(outcomes.get(1)).failure()).isEqualTo(Failure.INVALID_RELATION);
        assertThat(failure(outcomes.get(1)))
                .hasMessageContaining("Violation'Invalid'Story.Scope")
                .hasMessageContaining("UPDATE Story Story:2")
                .hasMessageContaining("column Scope");
        assertThat(failure(outcomes.get(5)).failure()).isEqualTo(Failure.NO_ASSET);
        assertThat(failure(outcomes.get(6)).failure()).isEqualTo(Failure.NO_ASSET);
        assertThat(body(0))
                .contains(
                        "{\"@do2\":{\"from\":\"Story:3\",\"execute\":\"Delete\"}}",
                        "\"filter\":[\"ID='Story:1','Story:2','Story:4','Story:5','Story:6'\"]");
    }

    @Test
    void sendsNothingMoreAfterAFailure() {
        server.thenJson(answer(
                "",
                "",
                "",
                "{\"@do0\":{\"oid\":\"Story:1\"},\"error\":{\"message\":\"Violation'Required'Story.Name\"}}",
                ""));
        List<WriteOutcome> outcomes = writer.write(
                List.of(
                        update("Story", "Story:1", set("Story", "Estimate", 1.0)),
                        update("Story", "Story:2", set("Story", "Estimate", 1.0))),
                new WriteOptions(DataScope.ALL, Optional.empty(), Optional.empty(), 1, false),
                scope);
        assertThat(failure(outcomes.get(0)).failure()).isEqualTo(Failure.NOT_NULL);
        assertThat(outcomes.get(1)).isEqualTo(new WriteOutcome.NotSent());
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aServerThatTellsNoFailuresIsNotTrusted() {
        server.thenJson("{\"assetsCreated\":{\"oidTokens\":[],\"count\":0},"
                + "\"assetsModified\":{\"oidTokens\":[\"Story:1\"],\"count\":1}}");
        List<WriteOutcome> outcomes = writer.write(
                List.of(
                        update("Story", "Story:1", set("Story", "Name", "a")),
                        update("Story", "Story:2", set("Story", "Name", "a"))),
                USUAL,
                scope);
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Applied.class);
        assertThat(failure(outcomes.get(1)).failure()).isEqualTo(Failure.UNKNOWN_OUTCOME);
    }

    @Test
    void aLostAnswerNamesTheAssetsToCheck() {
        server.then((socket, out) -> socket.close());
        List<WriteOutcome> outcomes = writer.write(
                List.of(update("Story", "Story:1", set("Story", "Name", "a")), delete("Story", "Story:2")),
                USUAL,
                scope);
        assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(WriteOutcome.Unknown.class));
        assertThat(failure(outcomes.get(1))).hasMessageContaining("DELETE Story Story:2");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatWasNeverSentIsThrown() {
        scope.cancellation().stop(Failure.CANCELLED, "Enough.");
        assertThat(catchThrowableOfType(
                                TrackerException.class,
                                () -> writer.write(List.of(delete("Story", "Story:2")), USUAL, scope))
                        .failure())
                .isEqualTo(Failure.CANCELLED);
    }

    @Test
    void argumentsGoThroughApiAsset() {
        assertThat(writer.render(
                        List.of(operate("Member", "Member:20", "AssignToScopeWithRole", "Scope:0", "Role:3", true)),
                        USUAL))
                .containsExactly(NativeRequest.post(
                        "api/asset",
                        "[{\"@do0\":{\"from\":\"Member:20\",\"execute\":{\"op\":\"AssignToScopeWithRole\","
                                + "\"args\":{\"Scope\":\"Scope:0\",\"Role\":\"Role:3\",\"IsOwner\":true}}}}]"));
        assertThat(writer.render(List.of(operate("Story", "Story:7", "Undelete")), USUAL))
                .containsExactly(NativeRequest.post(
                        "api/asset",
                        "[{\"@do0\":{\"from\":\"Story:7\",\"where\":{\"IsDeleted\":true},\"execute\":\"Undelete\"}}]"));
    }

    private static Mutation state(String table, String key, int from, int to) {
        Column state = column(table, "AssetState");
        return new Mutation.Update(
                WriteMetadata.table(table), key, List.of(new Change.Assign(state, (short) to)), Map.of(state, (short)
                        from));
    }

    @Test
    void statesAreChangedByOperations() {
        Column state = column("Story", "AssetState");
        assertThat(state.readOnly()).isFalse();
        assertThat(writer.presentColumns(WriteMetadata.table("Story"), Set.of(state, column("Story", "Name"))))
                .containsExactly(state);
        assertThat(writer.render(
                        List.of(state("Story", "Story:7", 64, 128), state("Story", "Story:8", 128, 64)), USUAL))
                .singleElement()
                .asString()
                .contains("\"execute\":\"Inactivate\"", "\"execute\":\"Reactivate\"");
        assertThat(writer.render(List.of(state("Story", "Story:7", 64, 64)), USUAL))
                .isEmpty();
        assertThat(writer.write(List.of(state("Story", "Story:7", 64, 64)), USUAL, scope))
                .containsExactly(new WriteOutcome.Applied("Story:7", Optional.empty()));
        assertThat(writer.render(
                        List.of(
                                state("Timebox", "Timebox:7", 64, 128),
                                state("Timebox", "Timebox:8", 0, 64),
                                state("Timebox", "Timebox:9", 64, 0)),
                        USUAL))
                .singleElement()
                .asString()
                .contains("\"execute\":\"Close\"", "\"execute\":\"Activate\"", "\"execute\":\"MakeFuture\"");
        assertFails(Failure.RULE_VIOLATION, "from state 64 (Active) to 208", state("Story", "Story:7", 64, 208));
    }

    private void assertFails(Failure failure, String words, Mutation mutation) {
        TrackerException found = catchThrowableOfType(TrackerException.class, () -> writer.check(mutation, USUAL));
        assertThat(found).as(mutation.toString()).isNotNull().hasMessageContaining(words);
        assertThat(found.failure()).isEqualTo(failure);
    }

    @Test
    void refusesWhatCannotBeRight() {
        writer.check(create("Story", "Story:@1", set("Story", "Name", "a")), USUAL);
        assertFails(Failure.NOT_NULL, "column Name", create("Story", "Story:@1", set("Story", "Scope", "Scope:0")));
        assertFails(Failure.NOT_NULL, "column Name", update("Story", "Story:1", set("Story", "Name", null)));
        assertFails(Failure.NOT_NULL, "column Name", update("Story", "Story:1", set("Story", "Name", "")));
        assertFails(Failure.TOO_LONG, "4001", update("Story", "Story:1", set("Story", "Name", "x".repeat(4001))));
        assertFails(Failure.BAD_VALUE, "Name", update("Story", "Story:1", set("Story", "Name", "a\u0000b")));
        assertFails(
                Failure.INVALID_RELATION,
                "no key of an asset",
                update("Story", "Story:1", set("Story", "Scope", "All")));
        assertFails(Failure.NOT_WRITABLE, "rank", update("Story", "Story:1", set("Story", "Order", 5L)));
        assertFails(Failure.NOT_WRITABLE, "abstract", create("Workitem", "Workitem:@1", set("Workitem", "Name", "a")));
        assertFails(Failure.BAD_VALUE, "no key of Story", delete("Story", "Timebox:1"));
        assertFails(Failure.BAD_VALUE, "no key of Story", delete("Story", "xyz"));
        writer.check(delete("Workitem", "Story:1"), USUAL);
        assertFails(Failure.BAD_VALUE, "1e15", update("Story", "Story:1", set("Story", "Estimate", 1e300)));
        assertFails(Failure.NOT_NULL, "Role", operate("Member", "Member:20", "AssignToScopeWithRole", "Scope:0"));
    }

    private static RowsWrite rows(Predicate filter, Change... changes) {
        return new RowsWrite(
                new NativeQuery(
                        WriteMetadata.table("Story"),
                        DataScope.ALL,
                        List.of(),
                        Optional.empty(),
                        List.of(filter),
                        List.of()),
                List.of(changes));
    }

    private static Predicate isIn(String column, String value) {
        return new Predicate.Comparison(column("Story", column), Predicate.Operator.EQ, new Operand.Literal(value));
    }

    @Test
    void theTrackerFindsAndChangesRowsItself() {
        RowsWrite write = rows(isIn("Scope", "Scope:0"), set("Story", "Estimate", 3.0));
        assertThat(writer.canWriteRows(write, USUAL)).isTrue();
        assertThat(writer.canWriteRows(write, COMMENTED)).isFalse();
        server.thenJson(answer(
                "",
                "\"Story:1\"",
                "",
                "{\"@x\":{\"oid\":\"Story:2\",\"update\":{}},\"error\":{\"message\":\"Violation'Invalid'Story.Estimate\"}}",
                "[{\"_oid\":\"Story:1\"},{\"_oid\":\"Story:2\"},{\"_oid\":\"Story:3\"}]"));
        RowsOutcome outcome = writer.writeRows(write, USUAL, scope).orElseThrow();
        assertThat(outcome.written()).isEqualTo(2);
        assertThat(outcome.failures()).singleElement().satisfies(f -> {
            assertThat(f.key()).isEqualTo("Story:2");
            assertThat(f.failure().failure()).isEqualTo(Failure.RULE_VIOLATION);
        });
        assertThat(body(0))
                .isEqualTo(
                        "[{\"from\":\"Story\",\"filter\":[\"Scope='Scope:0'\"]},"
                                + "{\"@write\":{\"from\":\"Story\",\"filter\":[\"Scope='Scope:0'\"],\"update\":{\"Estimate\":\"3\"}}}]");
        assertThat(writer.render(rows(isIn("Scope", "Scope:0")), USUAL).body())
                .contains(
                        "[{\"@write\":{\"from\":\"Story\",\"filter\":[\"Scope='Scope:0'\"],\"execute\":\"Delete\"}}]");
    }

    @Test
    void rowsThatApiAssetCannotChangeAlikeAreLeftToTheStatement() {
        Predicate inScope = isIn("Scope", "Scope:0");
        assertThat(writer.canWriteRows(rows(inScope, set("Story", "Estimate", null)), USUAL))
                .isFalse();
        assertThat(writer.canWriteRows(rows(inScope, set("Story", "AssetState", (short) 128)), USUAL))
                .isFalse();
        assertThat(writer.canWriteRows(rows(isIn("Name", "it's \"so\""), set("Story", "Estimate", 1.0)), USUAL))
                .isFalse();
        server.then(404, "text/html", "", new byte[0]);
        RowsWrite write = rows(inScope, set("Story", "Estimate", 3.0));
        assertThat(writer.writeRows(write, USUAL, scope)).isEmpty();
        assertThat(writer.canWriteRows(write, USUAL)).isFalse();
    }

    @Test
    void previewsWithoutQueries() {
        server.thenJson("[{\"@2b9d\":{\"oid\":\"Story:1\",\"update\":{\"Name\":{\"add\":[\"a\"],\"remove\":[]}}}}]");
        assertThat(writer.preview(List.of(update("Story", "Story:1", set("Story", "Name", "a"))), USUAL, scope))
                .containsExactly(
                        "{\"@2b9d\":{\"oid\":\"Story:1\",\"update\":{\"Name\":{\"add\":[\"a\"],\"remove\":[]}}}}");
        assertThat(server.requests().get(0))
                .startsWith("POST /Instance/api/asset?previewOnly=true ")
                .endsWith("[{\"@do0\":{\"from\":\"Story:1\",\"update\":{\"Name\":\"a\"}}}]");
    }

    @Test
    void longTextsAreSpreadOverRequests() {
        String text = "x".repeat(600_000);
        assertThat(writer.render(
                        List.of(
                                update("Story", "Story:1", set("Story", "Description", text)),
                                update("Story", "Story:2", set("Story", "Description", text)),
                                update("Story", "Story:3", set("Story", "Name", "short"))),
                        USUAL))
                .hasSize(2);
    }
}
