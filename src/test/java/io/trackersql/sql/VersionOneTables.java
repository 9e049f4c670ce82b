package io.trackersql.sql;

import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.sql.ExpectedColumn.Kind;
import io.trackersql.sql.ExpectedColumn.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** VersionOne's tables: a column for each attribute, companions of relations, keys as text. */
final class VersionOneTables implements ExpectedTables {
    private static final List<String> TYPES = List.of(
            "Story",
            "Defect",
            "Epic",
            "Task",
            "Member",
            "Scope",
            "Timebox",
            "Workitem",
            "Actual",
            "Note",
            "StoryStatus",
            "MessageReceipt");
    private static final Set<String> ASIDE = Set.of("Now", "Prior", "History");
    private static final Set<String> DAYS = Set.of("BeginDate", "EndDate", "TargetDate", "PlannedStart", "PlannedEnd");
    private static final Map<Long, String> STATE_NAMES =
            Map.of(0L, "Future", 64L, "Active", 128L, "Closed", 200L, "Template", 208L, "Broken Down", 255L, "Deleted");
    private static final Comparator<String> KEY_ORDER =
            Comparator.comparing(VersionOneTables::number).thenComparing(key -> key.substring(0, key.indexOf(':')));

    private final DemoStore store;

    VersionOneTables(DemoStore store) {
        this.store = store;
    }

    private Object value(Object key, String attribute) {
        return store.value((String) key, attribute);
    }

    @Override
    public List<String> tables() {
        return TYPES;
    }

    @Override
    public List<?> keys(String table) {
        return store.keys(table);
    }

    @Override
    public List<Link> links() {
        return List.of(
                link("Workitem", "Owners", "Member"),
                link("PrimaryWorkitem", "Dependencies", "Related"),
                link("BaseAsset", "TaggedWith", "Value"),
                link("Member", "OwnedWorkitems", "Workitem"));
    }

    private Link link(String type, String attribute, String second) {
        List<List<Object>> pairs = new ArrayList<>();
        for (String key : store.keys(type)) {
            ((List<?>) value(key, attribute)).forEach(target -> pairs.add(List.of(key, target)));
        }
        return new Link(type + "_" + attribute, type, second, pairs);
    }

    @Override
    public Kind keyKind() {
        return Kind.KEY;
    }

    @Override
    public List<String> functions() {
        return List.of(
                "CREATE FUNCTION HAS(A VARCHAR(32000), B VARCHAR(32000)) RETURNS BOOLEAN CONTAINS SQL RETURN CASE WHEN A IS"
                        + " NULL OR B IS NULL THEN NULL WHEN POSITION(', ' || B || ', ' IN ', ' || A || ', ') > 0 THEN TRUE ELSE FALSE END",
                "CREATE FUNCTION TRACKER_TEXT(A VARCHAR(32000)) RETURNS VARCHAR(32000) CONTAINS SQL"
                        + " RETURN LOWER(UPPER(RTRIM(A)))",
                "CREATE FUNCTION TRACKER_KEY(A VARCHAR(32000)) RETURNS VARCHAR(32000) CONTAINS SQL RETURN CASE WHEN A IS NULL"
                        + " THEN NULL ELSE LPAD(CAST(1000000000000 + CAST(SUBSTRING(A FROM POSITION(':' IN A) + 1) AS BIGINT) AS"
                        + " VARCHAR(30)), 30, '0') || A END");
    }

    /** All columns of a type's table: attributes in the order of metadata, then companions unless an attribute has their name. */
    @Override
    public List<ExpectedColumn> columns(String table) {
        DemoType type = store.model().require(table);
        List<ExpectedColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<DemoAttribute> shown =
                type.attributes().stream().filter(VersionOneTables::isShown).toList();
        for (DemoAttribute attribute : shown) {
            columns.add(own(attribute));
            if (attribute.kind() == AttributeKind.STATE) {
                columns.add(new ExpectedColumn(
                        attribute.name() + "_Name",
                        Kind.TEXT,
                        List.of(attribute.name()),
                        key -> value(key, attribute.name()) instanceof Long code ? STATE_NAMES.get(code) : null));
            }
        }
        columns.forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
        for (DemoAttribute attribute : shown) {
            for (String property : List.of("Name", "Number")) {
                companion(type, attribute, property)
                        .filter(column -> names.add(column.name().toLowerCase(Locale.ROOT)))
                        .ifPresent(columns::add);
            }
        }
        return columns;
    }

    /** Passwords, bytes, other versions and closures are no columns here; of multi-valued attributes those that can be written are. */
    private static boolean isShown(DemoAttribute attribute) {
        String name = attribute.name();
        boolean isClosure = name.endsWith("AndUp") || name.endsWith("AndDown") || name.endsWith("AndMe");
        return attribute.kind() != AttributeKind.PASSWORD
                && attribute.kind() != AttributeKind.BLOB
                && !ASIDE.contains(name)
                && (!attribute.multi() || (!attribute.has(Flag.READ_ONLY) && !isClosure));
    }

    private ExpectedColumn own(DemoAttribute attribute) {
        String name = attribute.name();
        Values values =
                attribute.multi() ? key -> joined(sorted((List<?>) value(key, name))) : key -> shown(value(key, name));
        return new ExpectedColumn(name, kind(attribute), List.of(name), values);
    }

    private static Kind kind(DemoAttribute attribute) {
        if (attribute.multi()) {
            return attribute.relation() ? Kind.KEYS : Kind.TEXT;
        }
        return switch (attribute.kind()) {
            case BOOLEAN -> Kind.BOOLEAN;
            case NUMERIC -> Kind.DOUBLE;
            case RANK, LONG_INT -> Kind.BIGINT;
            case STATE -> Kind.SMALLINT;
            case DATE -> DAYS.contains(attribute.name()) ? Kind.DATE : Kind.TIMESTAMP;
            case OPAQUE -> Set.of("Key", "Moment").contains(attribute.name()) ? Kind.BIGINT : Kind.TEXT;
            case RELATION -> Kind.KEY;
            default -> Kind.TEXT;
        };
    }

    private Optional<ExpectedColumn> companion(DemoType type, DemoAttribute relation, String property) {
        if (!relation.relation()
                || relation.name().equals("ID")
                || type.model().require(relation.related()).attribute(property).isEmpty()) {
            return Optional.empty();
        }
        String name = relation.name();
        Values values = relation.multi()
                ? key -> joined(sorted((List<?>) value(key, name)).stream()
                        .map(related -> value(related, property))
                        .toList())
                : key -> Optional.ofNullable(value(key, name))
                        .map(related -> value(related, property))
                        .orElse(null);
        return Optional.of(new ExpectedColumn(name + "_" + property, Kind.TEXT, List.of(name, property), values));
    }

    /** Keys in numeric order, other values ascending. */
    private static List<?> sorted(List<?> values) {
        Comparator<Object> ascending = (left, right) -> left instanceof String l && isKey(l) && isKey((String) right)
                ? KEY_ORDER.compare(l, (String) right)
                : left instanceof Long number
                        ? number.compareTo((Long) right)
                        : left.toString().compareTo(right.toString());
        return values.stream().sorted(ascending).toList();
    }

    private static boolean isKey(String text) {
        return text.matches("\\w+:-?\\d+");
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(key.indexOf(':') + 1));
    }

    private static String joined(List<?> values) {
        return values.isEmpty()
                ? null
                : String.join(
                        ", ",
                        values.stream().map(v -> v == null ? "" : v.toString()).toList());
    }

    private static Object shown(Object value) {
        return value instanceof BigDecimal number ? (Object) number.doubleValue() : value;
    }
}
