package io.trackersql.exec;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.History;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.SortKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables to read in tests: stories with a number, a size and a name, all their versions, and the link table of their owners. */
final class Rows {
    static final EntityTable STORY;
    static final EntityTable STORIES;
    static final EntityTable OWNERS;
    static final Column ID;
    static final Column NUMBER;
    static final Column SIZE;
    static final Column NAME;
    static final Column OWNER;
    static final Column FROM;
    static final Column TO;
    static final Column VERSION;
    static final Column STORY_NAME;

    static {
        Attribute owners = attribute("Owners", ValueType.VARCHAR, Optional.of("Member"), true);
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
                        attribute("ID", ValueType.VARCHAR, Optional.of("Story"), false),
                        attribute("Number", ValueType.BIGINT, Optional.empty(), false),
                        attribute("Size", ValueType.DOUBLE, Optional.empty(), false),
                        attribute("Name", ValueType.VARCHAR, Optional.empty(), false),
                        owners),
                Optional.of(new History(
                        attribute("From", ValueType.TIMESTAMP_UTC, Optional.empty(), false),
                        Optional.empty(),
                        attribute("Moment", ValueType.BIGINT, Optional.empty(), false),
                        attribute("By", ValueType.VARCHAR, Optional.empty(), false),
                        Optional.of(attribute("Gone", ValueType.BOOLEAN, Optional.empty(), false)))),
                List.of(),
                Writes.ALL,
                "");
        EntityModel model = new EntityModel("1", Map.of("Story", story));
        STORY = EntityTables.current(model, story);
        STORIES = EntityTables.history(model, story);
        FROM = STORIES.columns().get(STORIES.position("ValidFrom"));
        TO = STORIES.columns().get(STORIES.position("ValidTo"));
        VERSION = STORIES.columns().get(STORIES.position("Version"));
        STORY_NAME = STORIES.columns().get(STORIES.position("Name"));
        OWNERS = EntityTables.link(story, owners);
        ID = STORY.columns().get(STORY.position("ID"));
        NUMBER = STORY.columns().get(STORY.position("Number"));
        SIZE = STORY.columns().get(STORY.position("Size"));
        NAME = STORY.columns().get(STORY.position("Name"));
        OWNER = OWNERS.columns().get(1);
    }

    private Rows() {}

    /** Row n of a table of stories: number n, a size that repeats and is sometimes NULL, a name. */
    static Object[] plain(int n) {
        return new Object[] {"Story:" + n, (long) n, n % 7 == 0 ? null : n % 7 / 2.0, "name " + n % 10};
    }

    /** A row of the table of all versions, with what it says of deletion behind its columns. */
    static Object[] version(String id, long from, long number, boolean isDeletion, String name) {
        Object[] row = new Object[STORIES.columns().size() + 1];
        row[STORIES.position("ValidFrom")] = from;
        row[STORIES.position("Version")] = number;
        row[STORIES.position("ID")] = id;
        row[STORIES.position("Name")] = name;
        row[row.length - 1] = isDeletion;
        return row;
    }

    /** Row n of the owners of stories: n % 3 of them. */
    static Object[] owners(int n) {
        Object[] owners = new Object[n % 3];
        for (int i = 0; i < owners.length; i++) {
            owners[i] = "Member:" + (n + i);
        }
        return new Object[] {"Story:" + n, owners};
    }

    static Predicate compare(Column column, Predicate.Operator operator, Object value) {
        return new Predicate.Comparison(column, operator, new Operand.Literal(value));
    }

    static Predicate equal(Column column, Object value) {
        return compare(column, Predicate.Operator.EQ, value);
    }

    static Predicate like(Column column, String pattern) {
        return new Predicate.Like(column, new Operand.Literal(pattern), Optional.empty());
    }

    /** NULL low, as trackers and this driver sort. */
    @SuppressWarnings("unchecked") // columns of these tables are comparable
    static Comparator<Object[]> order(SortKey key, EntityTable table) {
        int index = table.columns().indexOf(key.column());
        Comparator<Object[]> order = Comparator.comparing(
                row -> (Comparable<Object>) row[index], Comparator.nullsFirst(Comparator.naturalOrder()));
        return key.descending() ? order.reversed() : order;
    }

    private static Attribute attribute(String name, ValueType type, Optional<String> related, boolean multiValued) {
        return new Attribute(
                name,
                type,
                related.isPresent() ? "Relation" : "Text",
                0,
                related,
                "Story",
                multiValued,
                false,
                false,
                !multiValued,
                multiValued,
                Usage.FREE,
                List.of(),
                "");
    }
}
