package io.trackersql.sql;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeSource;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyAttribute.AttributeType;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.RallyType;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.WebLink;
import io.trackersql.sql.ExpectedColumn.Kind;
import io.trackersql.sql.ExpectedColumn.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Rally's tables in a scope: a column for each attribute that is no collection, parts of values, then companions of references. Texts
 * keep the difference between empty and null, drop-downs have none of it, and ratings say 'None'.
 */
final class RallyTables implements ExpectedTables {
    private static final List<String> TYPES = List.of(
            "HierarchicalRequirement",
            "Defect",
            "Task",
            "TestCase",
            "Iteration",
            "Release",
            "Project",
            "User",
            "PortfolioItem/Feature",
            "PortfolioItem",
            "Artifact",
            "Milestone",
            "Tag",
            "TestCaseResult");
    /** The types whose objects are found together under a name that the schema does not list. */
    private static final Set<String> UNLISTED = Set.of("Requirement", "SchedulableArtifact", "Artifact");

    private static final List<String> NAMES = List.of("Name", "DisplayName", "UserName");
    private static final Set<String> FOLLOWING = Set.of("FlowState");
    private static final String NO_RATING = "None";

    private final RallyStore store;
    private final Asset workspace;
    private final Optional<Set<Asset>> projects;

    /** @param projects the projects that are in scope; empty for all of the workspace */
    RallyTables(RallyStore store, Asset workspace, Optional<Set<Asset>> projects) {
        this.store = store;
        this.workspace = workspace;
        this.projects = projects;
    }

    @Override
    public List<String> tables() {
        return TYPES.stream().map(RallyTables::table).toList();
    }

    private static String table(String typePath) {
        return typePath.substring(typePath.indexOf('/') + 1);
    }

    private RallyType type(String table) {
        return store.model()
                .require(TYPES.stream()
                        .filter(type -> table(type).equals(table))
                        .findFirst()
                        .orElse(table));
    }

    /** What belongs to no workspace or project is in every scope. */
    @Override
    public List<Long> keys(String table) {
        List<Long> keys = new ArrayList<>();
        for (Asset object : store.objects(type(table))) {
            Optional<Asset> home = store.reference(object, "Workspace");
            Optional<Asset> project = store.reference(object, "Project");
            boolean isHere = home.isEmpty() || home.get() == workspace;
            boolean isInScope =
                    project.isEmpty() || projects.isEmpty() || projects.get().contains(project.get());
            if (isHere && isInScope) {
                keys.add(object.id());
            }
        }
        return keys;
    }

    @Override
    public List<Link> links() {
        return List.of(
                new Link("Defect", "Tags", "Tag"),
                new Link("Defect", "Milestones", "Milestone"),
                new Link("HierarchicalRequirement", "Tags", "Tag"),
                new Link("HierarchicalRequirement", "Tasks", "Task"),
                new Link("HierarchicalRequirement", "Predecessors", "Related"),
                new Link("Project", "Iterations", "Iteration"),
                new Link("Defect", "c_RootCauses", "Value"));
    }

    @Override
    public List<?> targets(Link link, Object row) {
        return (List<?>) value(row, link.attribute());
    }

    @Override
    public List<String> pastTables() {
        RallyType artifact = store.model().require("Artifact");
        return TYPES.stream()
                .filter(type -> store.model().require(type).isA(artifact))
                .map(RallyTables::table)
                .toList();
    }

    @Override
    public List<ExpectedVersion> versions(String table) {
        List<ExpectedVersion> found = new ArrayList<>();
        for (Asset object : store.all(type(table))) {
            List<Version> all = store.versions(object.id());
            for (int i = 0; i < all.size(); i++) {
                Version version = all.get(i);
                Instant end = i + 1 < all.size() ? store.validFrom(all.get(i + 1)) : ExpectedVersion.NEVER;
                ExpectedVersion row = new ExpectedVersion(
                        object.id(),
                        store.validFrom(version),
                        end,
                        store.snapshotNumber(version),
                        store.changedBy(version),
                        version);
                if (!version.deleted() && isInScope(object, row)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    /** A snapshot holds all that its rows show, so nothing changes before the next one. */
    @Override
    public List<ExpectedVersion> spans(String table) {
        return versions(table);
    }

    /** Objects do not move between workspaces. */
    private boolean isInScope(Asset object, ExpectedVersion version) {
        return store.reference(object, "Workspace").filter(workspace::equals).isPresent()
                && (projects.isEmpty()
                        || projects.get().stream()
                                .anyMatch(each -> Objects.equals(value(version, "Project"), each.id())));
    }

    /** The flow state follows the schedule state, and lists lose what is deleted. */
    @Override
    public boolean isGiven(String table, ExpectedColumn column) {
        return column.path().size() == 1
                && type(table)
                        .attribute(column.name())
                        .filter(a -> a.stored().source() instanceof AttributeSource.Stored)
                        .filter(a -> !a.readOnly() && !FOLLOWING.contains(a.name()))
                        .filter(a -> a.type() != AttributeType.COLLECTION)
                        .isPresent();
    }

    @Override
    public String key() {
        return "ObjectID";
    }

    @Override
    public Kind keyKind() {
        return Kind.BIGINT;
    }

    @Override
    public List<String> functions() {
        return List.of(
                "CREATE FUNCTION HAS(A VARCHAR(32000), B BIGINT) RETURNS BOOLEAN CONTAINS SQL RETURN CASE WHEN A IS NULL OR"
                        + " B IS NULL THEN NULL WHEN POSITION(', ' || CAST(B AS VARCHAR(30)) || ', ' IN ', ' || A || ', ') > 0"
                        + " THEN TRUE ELSE FALSE END",
                "CREATE FUNCTION TRACKER_TEXT(A VARCHAR(32000)) RETURNS VARCHAR(32000) CONTAINS SQL"
                        + " RETURN LOWER(UPPER(RTRIM(A)))");
    }

    @Override
    public List<ExpectedColumn> columns(String table) {
        List<RallyAttribute> attributes = attributes(type(table));
        List<ExpectedColumn> columns = new ArrayList<>();
        attributes.stream()
                .filter(each -> each.type() != AttributeType.WEB_LINK && !isBytes(each))
                .filter(each -> each.type() != AttributeType.COLLECTION || each.namesItems())
                .forEach(each -> columns.add(own(each)));
        if (type(table).isAbstract()) {
            columns.add(ExpectedColumn.kept("_type", Kind.TEXT, List.of("_type"), this::typePath));
        }
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
        List<ExpectedColumn> beside = new ArrayList<>();
        attributes.forEach(each -> beside.addAll(parts(type(table), each)));
        attributes.forEach(each -> beside.addAll(companions(each)));
        beside.stream()
                .filter(column -> names.add(column.name().toLowerCase(Locale.ROOT)))
                .forEach(columns::add);
        return columns;
    }

    /** The schema lists types by ObjectID. A type that it does not list has what all its subtypes have, as the first of them orders it. */
    private List<RallyAttribute> attributes(RallyType type) {
        if (!UNLISTED.contains(type.typePath())) {
            return type.list();
        }
        List<RallyType> subtypes = store.model().concrete(type).stream()
                .filter(each -> each.offers('Q'))
                .sorted(Comparator.comparing(RallyType::definition))
                .toList();
        return subtypes.get(0).list().stream()
                .filter(each -> subtypes.stream().allMatch(subtype -> subtype.attribute(each.name())
                        .filter(same -> same.type() == each.type() && same.constrained() == each.constrained())
                        .isPresent()))
                .toList();
    }

    /** Of an object now, or in a version. */
    private Object value(Object row, String attribute) {
        return row instanceof ExpectedVersion version
                ? store.value((Version) version.stored(), attribute)
                : store.value((Long) row, attribute);
    }

    private Object typePath(Object row) {
        return row instanceof ExpectedVersion version
                ? store.typeOf(((Version) version.stored()).asset()).typePath()
                : store.typeOf(store.find((Long) row).orElseThrow()).typePath();
    }

    /** Bytes, which are no columns here, or a reference to them, which the driver shows as the bytes. */
    private static boolean isBytes(RallyAttribute attribute) {
        return attribute.type() == AttributeType.BINARY_DATA
                || attribute.target().filter("AttachmentContent"::equals).isPresent();
    }

    private ExpectedColumn own(RallyAttribute attribute) {
        String name = attribute.name();
        Kind kind =
                switch (attribute.type()) {
                    case BOOLEAN -> Kind.BOOLEAN;
                    case INTEGER, OBJECT -> Kind.BIGINT;
                    case DECIMAL, QUANTITY -> Kind.DOUBLE;
                    case DATE -> Kind.TIMESTAMP;
                    case COLLECTION -> Kind.KEYS;
                    default -> Kind.TEXT;
                };
        Values values =
                switch (attribute.type()) {
                    case COLLECTION -> key -> joined(sorted(key, name));
                    case RATING -> key -> isNothing(value(key, name)) ? NO_RATING : value(key, name);
                    case STATE, STRING ->
                        key -> attribute.constrained() && isNothing(value(key, name)) ? null : value(key, name);
                    default -> key -> shown(value(key, name));
                };
        return new ExpectedColumn(name, kind, List.of(name), values, store.keeps(attribute));
    }

    private static boolean isNothing(Object value) {
        return value == null || value.equals("");
    }

    private static Object shown(Object value) {
        if (value instanceof BigDecimal number) {
            return number.doubleValue();
        }
        return value instanceof Instant time ? LocalDateTime.ofInstant(time, ZoneOffset.UTC) : value;
    }

    private List<Long> sorted(Object key, String collection) {
        return ((List<?>) value(key, collection))
                .stream().map(Long.class::cast).sorted().toList();
    }

    private static String joined(List<?> values) {
        return values.isEmpty()
                ? null
                : String.join(
                        ", ", values.stream().map(v -> Objects.toString(v, "")).toList());
    }

    /** Sizes of collections, the two texts of a link, the type of what a reference leads to if it can be several. */
    private List<ExpectedColumn> parts(RallyType type, RallyAttribute attribute) {
        String name = attribute.name();
        List<ExpectedColumn> parts = new ArrayList<>();
        if (attribute.type() == AttributeType.COLLECTION && attribute.namesItems()) {
            parts.add(part(
                    name,
                    "Name",
                    key -> joined(sorted(key, name).stream()
                            .map(item -> name(item).orElse(null))
                            .toList())));
        }
        if (attribute.type() == AttributeType.COLLECTION) {
            parts.add(new ExpectedColumn(
                    name + "_Count",
                    Kind.BIGINT,
                    List.of(name),
                    key -> (long) ((List<?>) value(key, name)).size(),
                    false));
        } else if (attribute.type() == AttributeType.WEB_LINK) {
            parts.add(part(name, "LinkID", key -> value(key, name) instanceof WebLink link ? link.linkId() : null));
            parts.add(
                    part(name, "Label", key -> value(key, name) instanceof WebLink link ? link.displayString() : null));
        } else if (isPolymorphic(type, attribute)) {
            parts.add(part(name, "Type", key -> value(key, name) instanceof Long target ? typePath(target) : null));
        }
        return parts;
    }

    private static ExpectedColumn part(String attribute, String name, Values values) {
        return new ExpectedColumn(attribute + "_" + name, Kind.TEXT, List.of(attribute), values, false);
    }

    private boolean isPolymorphic(RallyType type, RallyAttribute attribute) {
        if (attribute.type() != AttributeType.OBJECT) {
            return false;
        }
        long targets = store.model().concrete(type).stream()
                .flatMap(each -> each.attribute(attribute.name()).flatMap(RallyAttribute::target).stream())
                .distinct()
                .count();
        return targets > 1
                || attribute
                        .target()
                        .map(store.model()::require)
                        .map(RallyType::isAbstract)
                        .orElse(true);
    }

    /** What an object is called: it is also what its allowed value says. */
    private Optional<String> name(Long id) {
        RallyType type = store.typeOf(store.find(id).orElseThrow());
        return List.of("Name", "StringValue").stream()
                .filter(attribute -> type.attribute(attribute).isPresent())
                .map(attribute -> (String) store.value(id, attribute))
                .findFirst();
    }

    private List<ExpectedColumn> companions(RallyAttribute reference) {
        if (reference.type() != AttributeType.OBJECT || reference.target().isEmpty()) {
            return List.of();
        }
        RallyType target = store.model().require(reference.target().get());
        if (!target.offers('Q') && !UNLISTED.contains(target.typePath())) {
            return List.of();
        }
        List<ExpectedColumn> companions = new ArrayList<>();
        NAMES.stream()
                .filter(name -> target.attribute(name).isPresent())
                .findFirst()
                .ifPresent(name -> companions.add(companion(reference, "Name", name)));
        if (target.attribute("FormattedID").isPresent()) {
            companions.add(companion(reference, "Number", "FormattedID"));
        }
        return companions;
    }

    private ExpectedColumn companion(RallyAttribute reference, String suffix, String attribute) {
        String name = reference.name();
        return new ExpectedColumn(
                name + "_" + suffix,
                Kind.TEXT,
                List.of(name, attribute),
                key -> value(key, name) instanceof Long target ? value(target, attribute) : null,
                false);
    }
}
