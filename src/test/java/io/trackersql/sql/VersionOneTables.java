package io.trackersql.sql;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.AttributeSource;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.sql.ExpectedColumn.Kind;
import io.trackersql.sql.ExpectedColumn.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    // Most tests ask only about the present.
    private final Supplier<VersionOneSpans> spans;

    VersionOneTables(DemoStore store) {
        this.store = store;
        this.spans = Suppliers.memoize(() -> new VersionOneSpans(store));
    }

    /** Of an asset now, or at the beginning of a version. */
    private Object value(Object row, String attribute) {
        return row instanceof ExpectedVersion version
                ? store.value((String) version.asset(), attribute, version.from())
                : store.value((String) row, attribute);
    }

    /** What another asset has, at the time of the row. */
    private Object related(Object row, Object asset, String attribute) {
        return row instanceof ExpectedVersion version
                ? store.value((String) asset, attribute, version.from())
                : store.value((String) asset, attribute);
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
                new Link("Workitem", "Owners", "Member"),
                new Link("PrimaryWorkitem", "Dependencies", "Related"),
                new Link("BaseAsset", "TaggedWith", "Value"),
                new Link("Member", "OwnedWorkitems", "Workitem"));
    }

    @Override
    public List<?> targets(Link link, Object row) {
        return (List<?>) value(row, link.attribute());
    }

    @Override
    public List<String> pastTables() {
        return TYPES;
    }

    @Override
    public List<ExpectedVersion> versions(String table) {
        return all(table).flatMap(key -> spans.get().versions(key).stream()).toList();
    }

    @Override
    public List<ExpectedVersion> spans(String table) {
        return all(table).flatMap(key -> spans.get().spans(key).stream()).toList();
    }

    private Stream<String> all(String table) {
        return Arrays.stream(store.all(store.model().require(table))).map(Asset::token);
    }

    /** Ranks move when another asset is put in their place, and lists lose what is deleted. */
    @Override
    public boolean isGiven(String table, ExpectedColumn column) {
        return column.path().size() == 1
                && store.model()
                        .require(table)
                        .attribute(column.name())
                        .filter(a -> a.source() instanceof AttributeSource.Stored)
                        .filter(a -> !a.has(Flag.READ_ONLY) && a.kind() != AttributeKind.RANK && !a.multi())
                        .isPresent();
    }

    @Override
    public String key() {
        return "ID";
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
                columns.add(ExpectedColumn.kept(
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
    static boolean isShown(DemoAttribute attribute) {
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
        return ExpectedColumn.kept(name, kind(attribute), List.of(name), values);
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
                        .map(related -> related(key, related, property))
                        .toList())
                : key -> Optional.ofNullable(value(key, name))
                        .map(related -> related(key, related, property))
                        .orElse(null);
        return Optional.of(ExpectedColumn.kept(name + "_" + property, Kind.TEXT, List.of(name, property), values));
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
