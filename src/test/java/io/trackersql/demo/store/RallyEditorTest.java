package io.trackersql.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of the Rally store: their times, what they leave alone, and what readers see meanwhile. */
class RallyEditorTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final String STORY = "HierarchicalRequirement";

    private final RallyStore store = RallyStore.seeded(60, 7, ZoneId.of("Europe/Berlin"));
    private final RallyEditor editor = store.editor(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Asset user = store.user("admin").orElseThrow();
    private final Asset workspace = store.defaultWorkspace(user);

    private Asset create(String type, Map<String, Object> values) {
        return editor.create(store.model().require(type), byAttribute(type, values), workspace, Optional.empty(), user);
    }

    private void update(Asset object, Map<String, Object> values) {
        editor.update(object, byAttribute(object.type().name(), values), Optional.empty(), user);
    }

    private Map<RallyAttribute, Object> byAttribute(String type, Map<String, Object> values) {
        Map<RallyAttribute, Object> found = new HashMap<>();
        values.forEach((name, value) ->
                found.put(store.model().require(type).attribute(name).orElseThrow(), value));
        return found;
    }

    @Test
    void changesHappenAtTheClocksTimeOneAfterTheOther() {
        Asset first = create("Defect", Map.of("Name", "first"));
        Asset second = create("Defect", Map.of("Name", "second"));
        update(first, Map.of("Name", "again"));
        assertThat(store.value(first.id(), "CreationDate")).isEqualTo(NOW);
        assertThat(store.value(second.id(), "CreationDate")).isEqualTo(NOW.plusMillis(1));
        assertThat(store.value(first.id(), "LastUpdateDate")).isEqualTo(NOW.plusMillis(2));
    }

    @Test
    void aClockBehindTheDataCountsOnFromThem() {
        RallyStore other = RallyStore.seeded(10, 7, ZoneOffset.UTC);
        Instant newest = Arrays.stream(other.objects(other.model().require("PersistableObject")))
                .map(object -> other.validFrom(object.current()))
                .max(Instant::compareTo)
                .orElseThrow();
        Asset admin = other.user("admin").orElseThrow();
        Asset made = other.editor(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .create(other.model().require("Tag"), Map.of(), other.defaultWorkspace(admin), Optional.empty(), admin);
        assertThat(other.validFrom(made.current())).isAfter(newest);
    }

    @Test
    void changesDoNotTouchThePastThatWasThereBefore() {
        RallyStore untouched = RallyStore.seeded(60, 7, ZoneId.of("Europe/Berlin"));
        Asset story = Arrays.stream(store.objects(store.model().require(STORY)))
                .filter(each -> store.reference(each, "Iteration").isPresent())
                .findFirst()
                .orElseThrow();
        update(story, Map.of("Name", "changed now"));
        create("Task", Map.of("Name", "new", "WorkProduct", story, "Estimate", BigDecimal.ONE));
        for (Asset artifact : untouched.all(untouched.model().require("Artifact"))) {
            List<Snapshot> before = untouched.snapshots(artifact);
            List<Snapshot> after = store.snapshots(same(artifact));
            assertThat(times(after).subList(0, before.size())).isEqualTo(times(before));
            assertThat(after.size() - before.size()).as(artifact.token()).isLessThanOrEqualTo(3);
        }
        List<Snapshot> all = store.snapshots(story);
        Snapshot last = all.get(all.size() - 1);
        assertThat(last.validFrom()).isEqualTo(NOW.plusMillis(1));
        assertThat(store.value(last.version(), "Name")).isEqualTo("changed now");
    }

    private Asset same(Asset artifact) {
        return Arrays.stream(store.all(store.model().require("Artifact")))
                .filter(each -> each.id() == artifact.id())
                .findFirst()
                .orElseThrow();
    }

    private static List<Instant> times(List<Snapshot> snapshots) {
        return snapshots.stream().map(Snapshot::validFrom).toList();
    }

    @Test
    void aNewTaskGivesItsStoryAnotherSnapshot() {
        Asset story = create(STORY, Map.of("Name", "with tasks"));
        assertThat(store.snapshots(story)).hasSize(1);
        Asset task = create("Task", Map.of("Name", "task", "WorkProduct", story));
        assertThat(store.snapshots(task)).hasSize(1);
        editor.delete(task, user);
        assertThat(store.snapshots(task))
                .extracting(Snapshot::kind)
                .containsExactly(Snapshot.Kind.CREATE, Snapshot.Kind.DELETE);
        assertThat(store.find(task.id())).isEmpty();
    }

    @Test
    void readersSeeEachChangeWhole() {
        Asset story = create(STORY, Map.of("Name", "read and written"));
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Integer>> readers = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> read(story, over), task -> new Thread(task).start()))
                .toList();
        for (int i = 0; i < 150; i++) {
            create("Task", Map.of("Name", "task " + i, "WorkProduct", story));
            assertThat((List<?>) store.value(story.id(), "Tasks")).hasSize(i + 1);
        }
        over.set(true);
        assertThat(readers).allMatch(reader -> reader.join() > 0);
    }

    private int read(Asset story, AtomicBoolean over) {
        int rounds = 0;
        int most = 0;
        while (!over.get() || rounds == 0) {
            int count = ((List<?>) store.value(story.id(), "Tasks")).size();
            assertThat(count).isGreaterThanOrEqualTo(most);
            most = count;
            assertThat(store.objects(store.model().require("Task"))).hasSizeGreaterThanOrEqualTo(count);
            rounds++;
        }
        return rounds;
    }
}
