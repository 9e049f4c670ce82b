package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.RowsOutcome;
import io.trackersql.backend.RowsWrite;
import io.trackersql.backend.WriteOptions;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Exchange;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultPlan;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes against the demo server, with api/asset and without: what was written is read back. */
class DemoWriteTest {
    private static final WriteOptions USUAL =
            new WriteOptions(DataScope.ALL, Optional.empty(), Optional.empty(), 500, true);

    private final RequestScope scope = Scopes.open();
    private DemoServer server;
    private VersionOneBackend backend;
    private MutationWriter writer;
    private EntityModel model;

    private void start(boolean hasBulk) {
        VersionOneQuirks quirks = VersionOneQuirks.standard();
        server = DemoServer.start(DemoOptions.standard()
                .withRows(40)
                .withQuirks(quirks.withWriting(quirks.writing().withBulk(hasBulk))));
        Credentials credentials = new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);
        backend = new VersionOneBackend(
                new Transport(TransportConfig.of("versionone", server.versionOneUri(), credentials)),
                VersionOneConfig.usual());
        writer = backend.writer().orElseThrow();
        model = backend.fetchModel(Optional.empty(), scope);
        server.ledger().clear();
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    private EntityTable table(String name) {
        return EntityTables.current(model, model.entity(name).orElseThrow());
    }

    private Column column(String table, String name) {
        EntityTable found = table(table);
        return found.columns().get(found.position(name));
    }

    private Change set(String table, String name, Object value) {
        return new Change.Assign(column(table, name), value);
    }

    private Change members(String table, String name, List<Object> added, List<Object> removed) {
        return new Change.Members(column(table, name), added, removed, Optional.empty());
    }

    private List<WriteOutcome> write(WriteOptions options, Mutation... mutations) {
        for (Mutation mutation : mutations) {
            writer.check(mutation, options);
        }
        return writer.write(List.of(mutations), options, scope);
    }

    private static String key(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
        return (String) ((WriteOutcome.Applied) outcome).key();
    }

    private static Failure failure(WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Unknown unknown
                ? unknown.failure().failure()
                : ((WriteOutcome.Failed) outcome).failure().failure();
    }

    private Mutation create(String table, int n, Change... changes) {
        return new Mutation.Create(table(table), table + ":@" + n, List.of(changes));
    }

    private Mutation update(String table, String key, Change... changes) {
        return new Mutation.Update(table(table), key, List.of(changes), Map.of());
    }

    private Mutation story(int n) {
        return create("Story", n, set("Story", "Name", "Story " + n), set("Story", "Scope", "Scope:0"));
    }

    private Mutation state(String table, String key, int from, int to) {
        Column state = column(table, "AssetState");
        return new Mutation.Update(
                table(table), key, List.of(new Change.Assign(state, (short) to)), Map.of(state, (short) from));
    }

    private Mutation operate(String table, String key, String name, Object... arguments) {
        return new Mutation.Operate(
                table(table),
                key,
                model.entity(table).orElseThrow().operations().stream()
                        .filter(o -> o.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                List.of(arguments));
    }

    /** The asset's values; null if it is not there. */
    private List<Object> read(String table, String key, String... columns) {
        NativeQuery query = new NativeQuery(
                table(table),
                DataScope.ALL,
                Stream.of(columns).map(c -> column(table, c)).toList(),
                Optional.empty(),
                List.of(new Predicate.Comparison(table(table).key(), Predicate.Operator.EQ, new Operand.Literal(key))),
                List.of());
        try (Page page = backend.fetchPage(query, new PageWindow(0, 10, false), scope)) {
            Object[] row = page.next();
            return row == null ? null : Arrays.asList(row);
        }
    }

    private List<String> posts() {
        return server.ledger().exchanges().stream()
                .filter(e -> e.method().equals("POST"))
                .map(Exchange::target)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesChangesAndDeletes(boolean hasBulk) {
        start(hasBulk);
        List<WriteOutcome> made = write(
                USUAL,
                create(
                        "Story",
                        1,
                        set("Story", "Name", "It's \"new\" & <odd> Ünicode \uD83D\uDE00"),
                        set("Story", "Scope", "Scope:0"),
                        set("Story", "Estimate", 2.5),
                        set("Story", "Description", "a\r\nb"),
                        members("Story", "Owners", List.of("Member:20"), List.of()),
                        members("Story", "TaggedWith", List.of("x", "y"), List.of())),
                create(
                        "Task",
                        2,
                        set("Task", "Name", "Do it"),
                        set("Task", "Parent", "Story:@1"),
                        set("Task", "Scope", "Scope:0")));
        String story = key(made.get(0));
        String task = key(made.get(1));
        assertThat(((WriteOutcome.Applied) made.get(0)).number()).isPresent();
        assertThat(read("Story", story, "Name", "Estimate", "Description", "Owners", "TaggedWith", "Number"))
                .containsExactly(
                        "It's \"new\" & <odd> Ünicode \uD83D\uDE00",
                        2.5,
                        "a\r\nb",
                        "Member:20",
                        "x, y",
                        ((WriteOutcome.Applied) made.get(0)).number().orElseThrow());
        assertThat(read("Task", task, "Parent", "Scope")).containsExactly(story, "Scope:0");
        List<WriteOutcome> changed = write(
                USUAL,
                update(
                        "Story",
                        story,
                        set("Story", "Name", "Old"),
                        set("Story", "Estimate", 3.0),
                        members("Story", "Owners", List.of(), List.of("Member:20")),
                        members("Story", "TaggedWith", List.of("z"), List.of("x"))),
                update("Task", task, set("Task", "Name", "Do it")));
        assertThat(changed)
                .containsExactly(
                        new WriteOutcome.Applied(story, Optional.empty()),
                        new WriteOutcome.Applied(task, Optional.empty()));
        assertThat(read("Story", story, "Name", "Estimate", "Owners", "TaggedWith"))
                .containsExactly("Old", 3.0, null, "y, z");
        write(USUAL, update("Story", story, set("Story", "Estimate", null), set("Story", "Description", null)));
        assertThat(read("Story", story, "Estimate", "Description")).containsExactly(null, null);
        assertThat(key(write(USUAL, new Mutation.Delete(table("Task"), task, Map.of()))
                        .get(0)))
                .isEqualTo(task);
        assertThat(read("Task", task, "Name")).isNull();
        assertThat(failure(write(USUAL, update("Task", task, set("Task", "Name", "x")))
                        .get(0)))
                .isEqualTo(Failure.NO_ASSET);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyTakeOneRequestWhereThereIsApiAsset(boolean hasBulk) {
        start(hasBulk);
        Mutation[] stories = IntStream.rangeClosed(1, 120).mapToObj(this::story).toArray(Mutation[]::new);
        List<WriteOutcome> outcomes = write(USUAL, stories);
        assertThat(posts()).hasSize(hasBulk ? 1 : 121);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(read("Story", key(outcomes.get(i)), "Name", "Number"))
                    .containsExactly(
                            "Story " + (i + 1),
                            ((WriteOutcome.Applied) outcomes.get(i)).number().orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void statesAndOperations(boolean hasBulk) {
        start(hasBulk);
        String story = key(write(USUAL, story(1)).get(0));
        key(write(USUAL, state("Story", story, 64, 128)).get(0));
        assertThat(read("Story", story, "AssetState")).containsExactly((short) 128);
        key(write(USUAL, state("Story", story, 128, 64)).get(0));
        assertThat(read("Story", story, "AssetState")).containsExactly((short) 64);
        String copy = key(write(USUAL, operate("Story", story, "Copy")).get(0));
        assertThat(copy).isNotEqualTo(story);
        assertThat(read("Story", copy, "Scope")).containsExactly("Scope:0");
        assertThat(key(write(USUAL, operate("Story", story, "QuickClose")).get(0)))
                .isEqualTo(story);
        WriteOutcome again = write(USUAL, operate("Story", story, "QuickClose")).get(0);
        assertThat(failure(again)).isEqualTo(Failure.RULE_VIOLATION);
        assertThat(((WriteOutcome.Failed) again).failure()).hasMessageContaining("CheckQuickClose");
        write(USUAL, new Mutation.Delete(table("Story"), copy, Map.of()));
        assertThat(read("Story", copy, "Name")).isNull();
        if (hasBulk) {
            assertThat(key(write(USUAL, operate("Story", copy, "Undelete")).get(0)))
                    .isEqualTo(copy);
            assertThat(read("Story", copy, "AssetState")).containsExactly((short) 64);
        }
    }

    @Test
    void anAssetIsPutBeforeOrAfterAnother() {
        start(true);
        List<WriteOutcome> made = write(USUAL, story(1), story(2), story(3));
        String first = key(made.get(0));
        String second = key(made.get(1));
        String third = key(made.get(2));
        assertThat(key(write(USUAL, operate("Story", third, "OrderBefore", first))
                        .get(0)))
                .isEqualTo(third);
        key(write(USUAL, operate("Story", first, "OrderAfter", second)).get(0));
        List<Long> ranks = Stream.of(third, second, first)
                .map(story -> (Long) read("Story", story, "Order").get(0))
                .toList();
        assertThat(ranks).isSorted().doesNotHaveDuplicates();
        assertThat(failure(write(USUAL, operate("Story", first, "OrderAfter", "Story:999999"))
                        .get(0)))
                .isEqualTo(Failure.RULE_VIOLATION);
    }

    @Test
    void aCopyIsToldWithItsNumber() {
        start(true);
        String story = key(write(USUAL, story(1)).get(0));
        WriteOptions numbers = new WriteOptions(DataScope.ALL, Optional.empty(), Optional.empty(), 500, true);
        WriteOutcome.Applied copy = (WriteOutcome.Applied)
                write(numbers, operate("Story", story, "Copy")).get(0);
        assertThat(copy.number())
                .contains((String) read("Story", (String) copy.key(), "Number").get(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusalsAreToldOneByOne(boolean hasBulk) {
        start(hasBulk);
        String story = key(write(USUAL, story(1)).get(0));
        assertThat(failure(write(USUAL, update("Story", story, set("Story", "Scope", "Scope:999999")))
                        .get(0)))
                .isEqualTo(Failure.INVALID_RELATION);
        assertThat(failure(write(USUAL, create("Story", 2, set("Story", "Name", "no scope")))
                        .get(0)))
                .isEqualTo(Failure.NOT_NULL);
        List<WriteOutcome> outcomes = write(
                USUAL,
                update("Story", story, set("Story", "Name", "first")),
                create("Story", 3, set("Story", "Name", "a"), set("Story", "Scope", "Scope:999999")),
                create("Task", 4, set("Task", "Name", "t"), set("Task", "Parent", "Story:@3")),
                update("Story", story, set("Story", "Estimate", 8.0)));
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Applied.class);
        assertThat(failure(outcomes.get(1))).isEqualTo(Failure.INVALID_RELATION);
        if (hasBulk) {
            assertThat(failure(outcomes.get(2))).isEqualTo(Failure.INVALID_RELATION);
            assertThat(outcomes.get(3)).isInstanceOf(WriteOutcome.Applied.class);
        } else {
            assertThat(outcomes.subList(2, 4)).containsOnly(new WriteOutcome.NotSent());
        }
        assertThat(read("Story", story, "Name", "Estimate")).containsExactly("first", hasBulk ? 8.0 : null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTrackerFindsRows(boolean hasBulk) {
        start(hasBulk);
        String first = key(write(USUAL, story(1)).get(0));
        String second = key(write(USUAL, story(2)).get(0));
        RowsWrite update = rows(List.of(first, second), set("Story", "Estimate", 5.0));
        server.ledger().clear();
        Optional<RowsOutcome> outcome =
                writer.canWriteRows(update, USUAL) ? writer.writeRows(update, USUAL, scope) : Optional.empty();
        assertThat(outcome.map(RowsOutcome::written)).isEqualTo(hasBulk ? Optional.of(2L) : Optional.empty());
        if (hasBulk) {
            assertThat(writer.writeRows(update, USUAL, scope).orElseThrow().written())
                    .isEqualTo(2);
            assertThat(posts()).hasSize(2);
            assertThat(read("Story", second, "Estimate")).containsExactly(5.0);
            assertThat(writer.writeRows(rows(List.of(first, second)), USUAL, scope)
                            .orElseThrow()
                            .written())
                    .isEqualTo(2);
            assertThat(read("Story", second, "Estimate")).isNull();
        } else {
            assertThat(read("Story", second, "Estimate")).containsExactly((Object) null);
        }
    }

    private RowsWrite rows(List<String> keys, Change... changes) {
        List<Operand> operands =
                keys.stream().<Operand>map(Operand.Literal::new).toList();
        return new RowsWrite(
                new NativeQuery(
                        table("Story"),
                        DataScope.ALL,
                        List.of(),
                        Optional.empty(),
                        List.of(new Predicate.In(table("Story").key(), operands)),
                        List.of()),
                List.of(changes));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void commentsAndContexts(boolean hasBulk) {
        start(hasBulk);
        WriteOptions commented =
                new WriteOptions(DataScope.ALL, Optional.of("so & 'so'"), Optional.of("Scope:0"), 500, true);
        String story = key(write(commented, create("Story", 1, set("Story", "Name", "In context")))
                .get(0));
        assertThat(read("Story", story, "Scope", "ChangeComment")).containsExactly("Scope:0", "so & 'so'");
        Map<Column, Object> template = writer.fetchTemplate(table("Story"), "Scope:0", scope);
        assertThat(template).containsEntry(column("Story", "Scope"), "Scope:0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokenConnectionIsNotTriedAgain(boolean hasBulk) {
        start(hasBulk);
        String story = key(write(USUAL, story(1)).get(0));
        for (Fault fault :
                new Fault[] {new Fault.Unserved(), new Fault.Cut(-1), new Fault.Cut(20), Fault.status(502)}) {
            server.ledger().clear();
            server.faults(FaultPlan.on("POST ", 1, fault));
            WriteOutcome outcome = write(USUAL, update("Story", story, set("Story", "Name", fault.toString())))
                    .get(0);
            assertThat(failure(outcome)).as(fault.toString()).isEqualTo(Failure.UNKNOWN_OUTCOME);
            assertThat(((WriteOutcome.Unknown) outcome).failure()).hasMessageContaining(story);
            assertThat(posts()).hasSize(1);
        }
        server.faults(FaultPlan.none());
    }

    @Test
    void aPreviewChangesNothing() {
        start(true);
        String story = key(write(USUAL, story(1)).get(0));
        List<Mutation> mutations = List.of(
                update("Story", story, set("Story", "Name", "other")),
                create("Story", 2, set("Story", "Name", "new"), set("Story", "Scope", "Scope:0")),
                new Mutation.Delete(table("Story"), story, Map.of()));
        List<String> lines = writer.preview(mutations, USUAL, scope);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains(story, "other");
        assertThat(read("Story", story, "Name")).containsExactly("Story 1");
    }

    @Test
    void aTemplateNeedsAContextThatIsThere() {
        start(true);
        assertThat(catchThrowableOfType(
                                TrackerException.class,
                                () -> writer.fetchTemplate(table("Story"), "Scope:999999", scope))
                        .failure())
                .isIn(Failure.NO_ASSET, Failure.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Attachment", "EmbeddedImage"})
    void contentsOfFiles(String type) {
        start(true);
        byte[] content = {0, 1, (byte) 0xff, '\r', '\n'};
        String file = key(write(USUAL, file(type, content)).get(0));
        assertThat(read(type, file, "ContentType", "Content", "Asset"))
                .containsExactly("image/png", content, "Scope:0");
        key(write(USUAL, update(type, file, set(type, "Content", new byte[] {7})))
                .get(0));
        assertThat(read(type, file, "Content")).containsExactly(new byte[] {7});
        server.faults(FaultPlan.on(".img/", 1, Fault.status(413)));
        WriteOutcome outcome = write(USUAL, file(type, content)).get(0);
        assertThat(outcome).isInstanceOf(WriteOutcome.Partly.class);
        String made = (String) outcome.made().orElseThrow().key();
        assertThat(read(type, made, "ContentType", "Content")).containsExactly("image/png", null);
    }

    private Mutation file(String type, byte[] content) {
        List<Change> changes = new ArrayList<>(List.of(
                set(type, "ContentType", "image/png"), set(type, "Content", content), set(type, "Asset", "Scope:0")));
        if (type.equals("Attachment")) {
            changes.add(set(type, "Name", "A picture"));
            changes.add(set(type, "Filename", "a.png"));
        }
        return create(type, 1, changes.toArray(Change[]::new));
    }
}
