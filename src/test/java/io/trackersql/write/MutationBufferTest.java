package io.trackersql.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Operation;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the buffer joins, and what it must keep apart. */
class MutationBufferTest {
    private static final EntityTable STORY = story();
    private static final Column NAME = STORY.columns().get(1);
    private static final Column SUPER = STORY.columns().get(2);
    private static final Column OWNERS = STORY.columns().get(3);

    private final MutationBuffer buffer = new MutationBuffer();

    @Test
    void changesOfOneAssetAreOneWrite() {
        add(update("Story:1", assign(NAME, "a")), update("Story:2", assign(NAME, "b")));
        add(update("Story:1", assign(NAME, "c"), assign(SUPER, "Epic:1")));

        assertThat(mutations())
                .containsExactly(
                        update("Story:1", assign(NAME, "c"), assign(SUPER, "Epic:1")),
                        update("Story:2", assign(NAME, "b")));
    }

    @Test
    void changesOfNewAssetsArePartOfMakingThem() {
        add(create("Story:@1", assign(NAME, "a")), update("Story:@1", assign(SUPER, "Epic:1")));

        assertThat(mutations()).containsExactly(create("Story:@1", assign(NAME, "a"), assign(SUPER, "Epic:1")));
    }

    @Test
    void aChangeThatNamesALaterAssetStaysBehindIt() {
        add(create("Story:@1", assign(NAME, "a")), create("Story:@2", assign(NAME, "b")));
        add(update("Story:@1", assign(SUPER, "Story:@2")));

        assertThat(mutations())
                .containsExactly(
                        create("Story:@1", assign(NAME, "a")),
                        create("Story:@2", assign(NAME, "b")),
                        update("Story:@1", assign(SUPER, "Story:@2")));
    }

    @Test
    void nothingMovesBeforeAnOperationOrADeletion() {
        Mutation close = new Mutation.Operate(
                STORY, "Story:9", new Operation("Close", Optional.empty(), List.of(), ""), List.of());
        add(update("Story:1", assign(NAME, "a")), close, update("Story:1", assign(NAME, "b")));

        assertThat(mutations())
                .containsExactly(update("Story:1", assign(NAME, "a")), close, update("Story:1", assign(NAME, "b")));
    }

    @Test
    void aNewAssetThatIsDeletedAgainIsNeverSent() {
        add(create("Story:@1", assign(NAME, "a")), update("Story:@1", assign(NAME, "b")), delete("Story:@1"));

        assertThat(mutations()).isEmpty();
        assertThat(buffer.isCreated("t", "Story:@1")).isFalse();
    }

    @Test
    void aNewAssetThatOthersNameIsDeletedAfterThem() {
        add(create("Story:@1"), create("Story:@2", assign(SUPER, "Story:@1")), delete("Story:@1"));

        assertThat(mutations()).hasSize(3).endsWith(delete("Story:@1"));
        assertThat(buffer.isDeleted("t", "Story:@1")).isTrue();
    }

    @Test
    void addedAndRemovedMembersAddUp() {
        add(update("Story:1", members(List.of("a", "b"), List.of("c"), Optional.empty())));
        add(update("Story:1", members(List.of("c"), List.of("a"), Optional.empty())));

        assertThat(mutations())
                .containsExactly(update("Story:1", members(List.of("b", "c"), List.of("a"), Optional.empty())));
    }

    @Test
    void membersThatAreAddedLaterBelongToTheWhole() {
        add(update("Story:1", members(List.of("a"), List.of("x"), Optional.of(List.of("a", "y")))));
        add(update("Story:1", members(List.of("b"), List.of("y"), Optional.empty())));

        assertThat(mutations())
                .containsExactly(update(
                        "Story:1", members(List.of("a", "b"), List.of("x", "y"), Optional.of(List.of("a", "b")))));
    }

    @Test
    void aListThatIsChangedBackIsLeftAsItIs() {
        add(update("Story:1", members(List.of("a"), List.of("b"), Optional.of(List.of("a")))));
        add(update("Story:1", assign(NAME, "n"), members(List.of(), List.of(), Optional.of(List.of("b")))));

        assertThat(mutations()).containsExactly(update("Story:1", assign(NAME, "n")));
    }

    @Test
    void aLinkAndAListOfOneAttributeAreOneChange() {
        Column link = EntityTables.link(
                        STORY.entity(), STORY.entity().attribute("Owners").orElseThrow())
                .unnested()
                .orElseThrow();
        add(create("Story:@1", members(List.of("a"), List.of(), Optional.of(List.of("a")))));
        add(update("Story:@1", new Change.Members(link, List.of("b"), List.of(), Optional.empty())));

        assertThat(mutations())
                .containsExactly(
                        create("Story:@1", members(List.of("a", "b"), List.of(), Optional.of(List.of("a", "b")))));
    }

    @Test
    void aListThatIsChangedAgainBehindAnOperationIsToldAsItWillBeThen() {
        Mutation copy = new Mutation.Operate(
                STORY, "Story:9", new Operation("Copy", Optional.empty(), List.of(), ""), List.of());
        add(update("Story:1", members(List.of("a"), List.of("b", "c"), Optional.of(List.of("a")))), copy);
        add(update("Story:1", members(List.of("d"), List.of("b"), Optional.of(List.of("c", "d")))));

        assertThat(mutations())
                .endsWith(update("Story:1", members(List.of("d", "c"), List.of("a"), Optional.of(List.of("c", "d")))));
    }

    @Test
    void whatAStatementFoundFirstIsWhatTheAssetHad() {
        buffer.add("t", new Mutation.Update(STORY, "Story:1", List.of(assign(NAME, "b")), Map.of(NAME, "a")));
        buffer.add("t", new Mutation.Update(STORY, "Story:1", List.of(assign(NAME, "c")), Map.of(NAME, "b")));

        assertThat(((Mutation.Update) mutations().get(0)).present()).containsEntry(NAME, "a");
    }

    @Test
    void theSameKeyInAnotherTrackerIsAnotherAsset() {
        buffer.add("t", update("Story:1", assign(NAME, "a")));
        buffer.add("u", update("Story:1", assign(NAME, "b")));

        assertThat(mutations()).hasSize(2);
        assertThat(buffer.changed("u", "Story:1")).containsExactly(NAME.path());
    }

    @Test
    void aMarkBringsBackWhatWaitedThen() {
        add(create("Story:@1", assign(NAME, "a")));
        MutationBuffer.Mark mark = buffer.mark();
        add(update("Story:@1", assign(NAME, "b")), create("Story:@2"));

        buffer.reset(mark);

        assertThat(mutations()).containsExactly(create("Story:@1", assign(NAME, "a")));
        assertThat(buffer.isCreated("t", "Story:@2")).isFalse();
        assertThat(buffer.isCreated("t", "Story:@1")).isTrue();
    }

    private void add(Mutation... mutations) {
        for (Mutation mutation : mutations) {
            buffer.add("t", mutation);
        }
    }

    private List<Mutation> mutations() {
        return buffer.pending().stream().map(MutationBuffer.Pending::mutation).toList();
    }

    private static Mutation create(String key, Change... changes) {
        return new Mutation.Create(STORY, key, List.of(changes));
    }

    private static Mutation update(String key, Change... changes) {
        return new Mutation.Update(STORY, key, List.of(changes), Map.of());
    }

    private static Mutation delete(String key) {
        return new Mutation.Delete(STORY, key, Map.of());
    }

    private static Change assign(Column column, Object value) {
        return new Change.Assign(column, value);
    }

    private static Change members(List<Object> added, List<Object> removed, Optional<List<Object>> whole) {
        return new Change.Members(OWNERS, added, removed, whole);
    }

    private static EntityTable story() {
        Entity story = new Entity(
                "Story",
                "Story",
                List.of(),
                false,
                Optional.empty(),
                "ID",
                Optional.of("Name"),
                Optional.empty(),
                List.of(
                        attribute("ID", Optional.empty(), false),
                        attribute("Name", Optional.empty(), false),
                        attribute("Super", Optional.of("Story"), false),
                        attribute("Owners", Optional.of("Story"), true)),
                Optional.empty(),
                List.of(),
                Writes.ALL,
                "");
        return EntityTables.current(new EntityModel("1", Map.of("Story", story)), story);
    }

    private static Attribute attribute(String name, Optional<String> related, boolean isMulti) {
        return new Attribute(
                name,
                ValueType.VARCHAR,
                "Text",
                0,
                related,
                "Story",
                isMulti,
                false,
                false,
                true,
                isMulti,
                Usage.FREE,
                List.of(),
                "");
    }
}
