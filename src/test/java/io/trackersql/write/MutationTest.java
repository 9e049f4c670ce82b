package io.trackersql.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
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

/** How messages speak of writes, and what takes the place of provisional keys in them. */
class MutationTest {
    private static final EntityTable STORY = story();
    private static final Column NAME = STORY.columns().get(1);
    private static final Column SUPER = STORY.columns().get(2);

    @Test
    void aNewAssetIsShownByTheNameThatItIsGiven() {
        assertThat(named("New login")).hasToString("INSERT Story 'New login' (Story:@5)");
        assertThat(named("two\n  lines ")).hasToString("INSERT Story 'two lines' (Story:@5)");
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        String smileys = "\uD83D\uDE00".repeat(41);

        assertThat(named(smileys)).hasToString("INSERT Story '" + smileys.substring(0, 80) + "...' (Story:@5)");
        assertThat(named("x".repeat(40))).hasToString("INSERT Story '" + "x".repeat(40) + "' (Story:@5)");
    }

    @Test
    void whatGetsNoNameIsShownByItsKey() {
        assertThat(create(new Change.Assign(SUPER, "Story:1"))).hasToString("INSERT Story Story:@5");
        assertThat(named(null)).hasToString("INSERT Story Story:@5");
        assertThat(named(" ")).hasToString("INSERT Story Story:@5");
        assertThat(new Mutation.Update(STORY, "Story:1", List.of(new Change.Assign(NAME, "x")), Map.of()))
                .hasToString("UPDATE Story Story:1");
    }

    @Test
    void onlyRelationsAreGivenOtherKeys() {
        Mutation mutation = new Mutation.Update(
                STORY,
                "Story:@1",
                List.of(new Change.Assign(SUPER, "Story:@2"), new Change.Assign(NAME, "Story:@2")),
                Map.of());

        assertThat(mutation.withKeys(Map.of("Story:@1", "Story:11", "Story:@2", "Story:12")))
                .isEqualTo(new Mutation.Update(
                        STORY,
                        "Story:11",
                        List.of(new Change.Assign(SUPER, "Story:12"), new Change.Assign(NAME, "Story:@2")),
                        Map.of()));
    }

    private static Mutation.Create named(String name) {
        return create(new Change.Assign(NAME, name));
    }

    private static Mutation.Create create(Change... changes) {
        return new Mutation.Create(STORY, "Story:@5", List.of(changes));
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
                        attribute("ID", Optional.of("Story")),
                        attribute("Name", Optional.empty()),
                        attribute("Super", Optional.of("Story"))),
                Optional.empty(),
                List.of(),
                Writes.ALL,
                "");
        return EntityTables.current(new EntityModel("1", Map.of("Story", story)), story);
    }

    private static Attribute attribute(String name, Optional<String> related) {
        return new Attribute(
                name,
                ValueType.VARCHAR,
                "Text",
                0,
                related,
                "Story",
                false,
                false,
                false,
                true,
                false,
                Usage.FREE,
                List.of(),
                "");
    }
}
