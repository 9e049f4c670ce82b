package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Wanted;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.WriteOptions;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.Operation;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes to a server that was written from Rally's protocol alone, and reads back what became of them. */
class DemoWritesTest {
    private final DemoServer server = DemoServer.start(DemoOptions.standard());
    private final RallyBackend backend =
            backend(new Credentials.ApiKey(RallyConfig.KEY_HEADER, DemoServer.RALLY_API_KEY));
    private final DataScope whole = backend.fetchDataScope(Wanted.ALL, Scopes.open());
    private final EntityModel model = backend.fetchModel(Optional.empty(), Scopes.open());
    private final RequestScope scope = Scopes.open();
    private long created;

    private RallyBackend backend(Credentials credentials) {
        TransportConfig config = TransportConfig.of("rally", RallyConfig.base(server.rallyUri()), credentials);
        RallyBackend opened = new RallyBackend(new Transport(config));
        opened.fetchUser(Scopes.open());
        return opened;
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    private WriteOptions options() {
        return new WriteOptions(whole, Optional.empty(), Optional.empty(), 100, true);
    }

    private EntityTable table(String name) {
        return EntityTables.current(model, model.entity(name).orElseThrow());
    }

    private Column column(String table, String name) {
        int position = table(table).position(name);
        assertThat(position).as(table + "." + name).isNotNegative();
        return table(table).columns().get(position);
    }

    private Change set(String table, String column, Object value) {
        return new Change.Assign(column(table, column), value);
    }

    private Mutation.Create create(String table, Change... changes) {
        created++;
        Object key = backend.writer()
                .orElseThrow()
                .provisionalKey(model.entity(table).orElseThrow(), created);
        return new Mutation.Create(table(table), key, List.of(changes));
    }

    private Mutation.Update update(String table, Object key, Change... changes) {
        return new Mutation.Update(table(table), key, List.of(changes), Map.of());
    }

    private List<WriteOutcome> write(Mutation... mutations) {
        return backend.writer().orElseThrow().write(List.of(mutations), options(), scope);
    }

    private static WriteOutcome.Applied made(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
        return (WriteOutcome.Applied) outcome;
    }

    private static TrackerException refused(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Failed.class);
        return ((WriteOutcome.Failed) outcome).failure();
    }

    private Object[] row(String table, Object key, String... columns) {
        List<Column> wanted = Stream.of(columns).map(c -> column(table, c)).toList();
        NativeQuery query = new NativeQuery(
                table(table),
                whole,
                wanted,
                Optional.empty(),
                List.of(new Predicate.In(table(table).key(), List.of(new Operand.Literal(key)))),
                List.of());
        try (Page page = backend.fetchPage(query, new PageWindow(0, 10, true), Scopes.open())) {
            return page.next();
        }
    }

    private Object anyKey(String table) {
        NativeQuery query = new NativeQuery(
                table(table), whole, List.of(table(table).key()), Optional.empty(), List.of(), List.of());
        try (Page page = backend.fetchPage(query, new PageWindow(0, 1, true), Scopes.open())) {
            return page.next()[0];
        }
    }

    private List<String> sent() {
        return scope.log().entries().stream()
                .map(entry -> entry.request().withoutParameters().replace(QueryRenderer.PATH, ""))
                .toList();
    }

    @Test
    void createsChangesAndDeletesWithARequestEach() {
        Object owner = anyKey("User");
        WriteOutcome.Applied made = made(write(create(
                        "Defect",
                        set("Defect", "Name", "Broken"),
                        set("Defect", "Owner", owner),
                        set("Defect", "PlanEstimate", 3.5),
                        set("Defect", "Blocked", true),
                        set("Defect", "TargetDate", 1_700_000_000_000L),
                        set("Defect", "Priority", "High")))
                .get(0));
        assertThat(made.number()).get().asString().startsWith("DE");
        assertThat(row("Defect", made.key(), "Name", "Owner", "PlanEstimate", "Blocked", "TargetDate", "Priority"))
                .containsExactly("Broken", owner, 3.5, true, 1_700_000_000_000L, "High");

        made(write(update(
                        "Defect",
                        made.key(),
                        set("Defect", "Owner", null),
                        set("Defect", "PlanEstimate", null),
                        set("Defect", "TargetDate", null),
                        set("Defect", "Priority", null),
                        set("Defect", "Description", null)))
                .get(0));
        assertThat(row("Defect", made.key(), "Name", "Owner", "PlanEstimate", "TargetDate", "Priority", "Description"))
                .containsExactly("Broken", null, null, null, "None", "");

        made(write(new Mutation.Delete(table("Defect"), made.key(), Map.of())).get(0));
        assertThat(row("Defect", made.key(), "Name")).isNull();
        assertThat(sent())
                .containsExactly("POST defect/create", "POST defect/" + made.key(), "DELETE defect/" + made.key());
    }

    @Test
    void manyWritesShareARequest() {
        Mutation[] defects = IntStream.range(0, 150)
                .mapToObj(i -> create("Defect", set("Defect", "Name", "D" + i)))
                .toArray(Mutation[]::new);
        List<WriteOutcome> outcomes = write(defects);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(row("Defect", made(outcomes.get(i)).key(), "Name")).containsExactly("D" + i);
        }
        assertThat(sent()).containsExactly("POST batch", "POST batch");
    }

    @Test
    void whatDependsOnNewAssetsFollowsInALaterRequest() {
        Mutation story = create("HierarchicalRequirement", set("HierarchicalRequirement", "Name", "Parent"));
        Mutation first = create("Task", set("Task", "Name", "1"), set("Task", "WorkProduct", story.key()));
        Mutation second = create("Task", set("Task", "Name", "2"), set("Task", "WorkProduct", story.key()));
        Mutation other = create("Defect", set("Defect", "Name", "Other"));
        List<WriteOutcome> outcomes =
                write(story, first, second, other, update("Task", first.key(), set("Task", "Name", "One")));
        Object parent = made(outcomes.get(0)).key();
        assertThat(row("Task", made(outcomes.get(1)).key(), "Name", "WorkProduct"))
                .containsExactly("One", parent);
        assertThat(row("Task", made(outcomes.get(2)).key(), "WorkProduct")).containsExactly(parent);
        assertThat(made(outcomes.get(4)).key()).isEqualTo(made(outcomes.get(1)).key());
        assertThat(sent())
                .containsExactly(
                        "POST batch",
                        "POST batch",
                        "POST task/" + made(outcomes.get(1)).key());
    }

    @Test
    void theTypeOfARelatedAssetIsLookedUpOnceForAll() {
        Object defect = anyKey("Defect");
        Object story = anyKey("HierarchicalRequirement");
        List<WriteOutcome> outcomes = write(
                create("Task", set("Task", "Name", "1"), set("Task", "WorkProduct", defect)),
                create("Task", set("Task", "Name", "2"), set("Task", "WorkProduct", story)));
        assertThat(row("Task", made(outcomes.get(0)).key(), "WorkProduct", "WorkProduct_Type"))
                .containsExactly(defect, "Defect");
        assertThat(row("Task", made(outcomes.get(1)).key(), "WorkProduct", "WorkProduct_Type"))
                .containsExactly(story, "HierarchicalRequirement");
        assertThat(sent()).containsExactly("GET Artifact", "POST batch");
        made(write(create(
                        "Task",
                        set("Task", "Name", "3"),
                        set("Task", "WorkProduct", defect),
                        set("Task", "WorkProduct_Type", "Defect")))
                .get(0));
        assertThat(sent()).endsWith("POST task/create").hasSize(3);
        assertThatThrownBy(() ->
                        write(create("Task", set("Task", "Name", "4"), set("Task", "WorkProduct", 4_711_000_000_000L))))
                .hasMessageContaining("WorkProduct")
                .hasMessageContaining("Nothing was written");
    }

    @Test
    void multipleValuesAreSentWholeOrAddedAndRemoved() {
        Object tag =
                made(write(create("Tag", set("Tag", "Name", "fast"))).get(0)).key();
        Object other =
                made(write(create("Tag", set("Tag", "Name", "slow"))).get(0)).key();
        Column tags = column("Defect", "Tags");
        Object defect = made(write(create(
                                "Defect",
                                set("Defect", "Name", "Tagged"),
                                new Change.Members(tags, List.of(tag), List.of(), Optional.of(List.of(tag)))))
                        .get(0))
                .key();
        assertThat(row("Defect", defect, "Tags_Name")).containsExactly("fast");
        made(write(update("Defect", defect, new Change.Members(tags, List.of(other), List.of(tag), Optional.empty())))
                .get(0));
        assertThat(row("Defect", defect, "Tags_Name")).containsExactly("slow");
        assertThat(sent()).endsWith("POST defect/" + defect + "/Tags/remove", "POST defect/" + defect + "/Tags/add");
        made(write(update(
                        "Defect", defect, new Change.Members(tags, List.of(), List.of(other), Optional.of(List.of()))))
                .get(0));
        assertThat(row("Defect", defect, "Tags_Name")).containsExactly((Object) null);
    }

    @Test
    void aFailureEndsTheRunAndSaysWhatBecameOfEach() {
        Object defect =
                made(write(create("Defect", set("Defect", "Name", "A"))).get(0)).key();
        Mutation story = create("HierarchicalRequirement", set("HierarchicalRequirement", "Name", "S"));
        List<WriteOutcome> outcomes = write(
                update("Defect", defect, set("Defect", "Name", "B")),
                update("Defect", 4_711_000_000_000L, set("Defect", "Name", "C")),
                story,
                create("Task", set("Task", "Name", "T"), set("Task", "WorkProduct", story.key())));
        made(outcomes.get(0));
        assertThat(refused(outcomes.get(1)).failure()).isEqualTo(Failure.NO_ASSET);
        assertThat(refused(outcomes.get(1))).hasMessageContaining("Defect 4711000000000");
        assertThat(outcomes.get(3)).isInstanceOf(WriteOutcome.NotSent.class);
        assertThat(row("Defect", defect, "Name")).containsExactly("B");
        assertThat(refused(write(new Mutation.Delete(table("Defect"), 4_711_000_000_000L, Map.of()))
                                .get(0))
                        .failure())
                .isEqualTo(Failure.NO_ASSET);
    }

    @Test
    void sessionsOfUserAndPasswordBringTheTokenAlongAndNobodySeesIt() {
        try (RallyBackend other = backend(new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD))) {
            other.fetchDataScope(Wanted.ALL, Scopes.open());
            other.useModel(model);
            for (String name : List.of("A", "B")) {
                made(other.writer()
                        .orElseThrow()
                        .write(List.of(create("Defect", set("Defect", "Name", name))), options(), scope)
                        .get(0));
            }
        }
        assertThat(sent()).containsExactly("GET security/authorize", "POST defect/create", "POST defect/create");
        assertThat(scope.log().entries())
                .noneMatch(entry -> entry.request().toString().contains("key="));
    }

    @Test
    void copiesAndRanks() {
        Object first =
                made(write(create("Defect", set("Defect", "Name", "A"))).get(0)).key();
        Object second =
                made(write(create("Defect", set("Defect", "Name", "B"))).get(0)).key();
        WriteOutcome.Applied copy = made(write(operate(first, "Copy")).get(0));
        assertThat(copy.key()).isNotEqualTo(first);
        assertThat(copy.number()).isPresent();
        assertThat(row("Defect", copy.key(), "Name")[0].toString()).contains("A");
        made(write(operate(first, "RankToTop")).get(0));
        made(write(operate(second, "RankAbove", first)).get(0));
        String rank = row("Defect", first, "DragAndDropRank")[0].toString();
        assertThat(row("Defect", second, "DragAndDropRank")[0].toString()).isLessThan(rank);
        made(write(operate(second, "RankBelow", first)).get(0));
        assertThat(row("Defect", second, "DragAndDropRank")[0].toString()).isGreaterThan(rank);
        made(write(operate(first, "RankToBottom")).get(0));
        assertThat(row("Defect", first, "DragAndDropRank")[0].toString())
                .isGreaterThan(row("Defect", second, "DragAndDropRank")[0].toString());
    }

    private Mutation operate(Object key, String name, Object... arguments) {
        Operation operation = model.entity("Defect").orElseThrow().operations().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Mutation.Operate(table("Defect"), key, operation, new ArrayList<>(List.of(arguments)));
    }

    @Test
    void anAttributeThatWasLeftOutIsAFailure() {
        Column computed = column("Defect", "TestCaseCount");
        WriteOutcome outcome = write(create("Defect", set("Defect", "Name", "A"), new Change.Assign(computed, 3L)))
                .get(0);
        assertThat(outcome).isInstanceOf(WriteOutcome.Partly.class);
        WriteOutcome.Partly partly = (WriteOutcome.Partly) outcome;
        assertThat(partly.failure().failure()).isEqualTo(Failure.NOT_WRITABLE);
        assertThat(partly.failure()).hasMessageContaining("TestCaseCount").hasMessageContaining("was made");
        assertThat(row("Defect", partly.part().key(), "Name")).containsExactly("A");
    }

    private Mutation.Create attachment(byte[] content, Object artifact) {
        return create(
                "Attachment",
                set("Attachment", "Name", "a.bin"),
                set("Attachment", "Content", content),
                set("Attachment", "ContentType", "application/octet-stream"),
                set("Attachment", "Artifact", artifact),
                set("Attachment", "Artifact_Type", "Defect"));
    }

    @Test
    void attachmentsAreWrittenAndReadAsBytes() {
        byte[] content = new byte[100_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        Object defect =
                made(write(create("Defect", set("Defect", "Name", "A"))).get(0)).key();
        Object key = made(write(attachment(content, defect)).get(0)).key();
        assertThat(sent())
                .containsExactly("POST defect/create", "POST attachmentcontent/create", "POST attachment/create");
        assertThat(scope.log().entries().get(1).request().body())
                .get()
                .asString()
                .contains("100000 bytes");
        Object[] row = row("Attachment", key, "Content", "Size", "Artifact", "User");
        assertThat((byte[]) row[0]).isEqualTo(content);
        assertThat(row[1]).isEqualTo(100_000L);
        assertThat(row[2]).isEqualTo(defect);
        assertThat(row[3]).isNotNull();
        assertThat(row("Defect", defect, "Attachments_Count")).containsExactly(1L);
    }

    @Test
    void whatAFailureBehindStoredContentLeavesIsTold() {
        TrackerException failure =
                refused(write(attachment(new byte[] {1}, 4_711_000_000_000L)).get(0));
        assertThat(failure).hasMessageContaining("Its content was stored before, as AttachmentContent ");
        assertThat(failure.failure()).isEqualTo(Failure.INVALID_RELATION);
    }

    @Test
    void entriesOfTheRecycleBinCanBePurged() {
        Object defect = made(write(create("Defect", set("Defect", "Name", "Doomed")))
                        .get(0))
                .key();
        made(write(new Mutation.Delete(table("Defect"), defect, Map.of())).get(0));
        Object entry = anyKey("RecycleBinEntry");
        made(write(new Mutation.Delete(table("RecycleBinEntry"), entry, Map.of()))
                .get(0));
        assertThat(row("RecycleBinEntry", entry, "Name")).isNull();
        assertThatThrownBy(() -> backend.writer()
                        .orElseThrow()
                        .check(create("RecycleBinEntry", set("RecycleBinEntry", "Name", "A")), options()))
                .hasMessageContaining("RecycleBinEntry");
    }
}
