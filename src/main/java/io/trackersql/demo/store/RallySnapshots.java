package io.trackersql.demo.store;

import io.trackersql.demo.store.RallyAttribute.AttributeType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The snapshots of all artifacts; safe for threads.
 *
 * <p>A snapshot never changes, so what an artifact takes from others (totals of its tasks, the project of a task) is worked out for its
 * first instant and kept; when that changes later, the artifact gets another snapshot.
 */
final class RallySnapshots {
    private static final String PARENT = "Parent";
    private static final String PORTFOLIO_ITEM = "PortfolioItem";
    private static final String WORK_PRODUCT = "WorkProduct";
    /** What leads to the artifact above; the first that is set counts. */
    private static final List<String> ABOVE = List.of(PARENT, PORTFOLIO_ITEM, "Requirement", WORK_PRODUCT);

    private static final List<String> OF_WORK_PRODUCT = List.of("Project", "Iteration", "Release");
    private static final Map<String, String> TOTALS =
            Map.of("TaskEstimateTotal", "Estimate", "TaskRemainingTotal", "ToDo", "TaskActualTotal", "Actuals");
    private static final String FEATURE = "Feature";
    private static final String CHILDREN = "Children";
    private static final Set<String> COLLECTIONS = Set.of("Tags", CHILDREN, "Predecessors");
    private static final Set<String> OF_VERSION = Set.of("ObjectID", "CreationDate", "LastUpdateDate", "CreatedBy");

    private final Map<Asset, Version[]> past = new HashMap<>();
    private final Map<Asset, Set<Asset>> tasks = new HashMap<>();
    private final Map<Asset, Set<Asset>> children = new HashMap<>();
    private final Map<Asset, List<Version>> turns = new ConcurrentHashMap<>();
    private final Map<Asset, List<Snapshot>> chains = new ConcurrentHashMap<>();

    /** The snapshots of a store as it is now, whose first objects had a past of their own. */
    RallySnapshots(DemoStore store, RallyModel model, Map<Asset, Version[]> first) {
        first.forEach((artifact, versions) -> past.put(artifact, continued(versions, artifact)));
        for (Asset artifact : store.all(model.require("Artifact").stored())) {
            boolean task = artifact.type().name().equals("Task");
            for (Version version : own(artifact)) {
                Object above = cell(version, task ? WORK_PRODUCT : PARENT);
                if (above instanceof Asset target) {
                    (task ? tasks : children)
                            .computeIfAbsent(target, key -> new HashSet<>())
                            .add(artifact);
                }
            }
        }
    }

    private static Version[] continued(Version[] first, Asset artifact) {
        long end = first[first.length - 1].ticks();
        return Stream.concat(
                        Arrays.stream(first),
                        Arrays.stream(artifact.versions()).filter(version -> version.ticks() > end))
                .toArray(Version[]::new);
    }

    /** The snapshots of an artifact, oldest first; the last one may be its deletion. */
    List<Snapshot> of(Asset artifact) {
        List<Snapshot> known = chains.get(artifact);
        if (known != null) {
            return known;
        }
        List<Snapshot> made = Collections.unmodifiableList(make(artifact));
        // Most artifacts of a large store have a single one, which costs less to make than to keep.
        if (made.size() > 1) {
            chains.put(artifact, made);
        }
        return made;
    }

    /** The snapshot that a version of {@link #of} belongs to. */
    Snapshot of(Version version) {
        return of(version.asset()).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no snapshot of " + version.asset()));
    }

    /** True if snapshots hold an attribute. */
    static boolean keeps(RallyAttribute attribute) {
        String name = attribute.name();
        boolean derived = TOTALS.containsKey(name)
                || OF_VERSION.contains(name)
                || name.equals(FEATURE)
                || OF_WORK_PRODUCT.contains(name);
        return switch (attribute.type()) {
            case COLLECTION -> COLLECTIONS.contains(name);
            case WEB_LINK, BINARY_DATA -> false;
            default -> derived || attribute.stored().stored();
        };
    }

    /** A value as {@link RallyStore#read(Asset, RallyAttribute)} gives it, but as the snapshot holds it; null for what it does not keep. */
    Object value(Snapshot snapshot, RallyAttribute attribute) {
        String name = attribute.name();
        if (!keeps(attribute)) {
            return null;
        }
        if (snapshot.derived().containsKey(name)) {
            Object value = snapshot.derived().get(name);
            return value instanceof List<?> list ? list.toArray() : value;
        }
        return switch (name) {
            case "ObjectID" -> snapshot.artifact().id();
            case "CreationDate" -> RallyRules.instant(snapshot.artifact().first());
            case "CreatedBy" -> snapshot.artifact().first().changedBy();
            case "LastUpdateDate" -> snapshot.updated();
            default -> {
                Object cell = snapshot.version().cell(attribute.stored().slot());
                yield cell == null && attribute.type() == AttributeType.COLLECTION ? new Object[0] : cell;
            }
        };
    }

    private List<Snapshot> make(Asset artifact) {
        TreeMap<Long, Version> changes = new TreeMap<>();
        for (Asset other : influences(artifact)) {
            turns(other).forEach(version -> changes.put(version.ticks(), version));
        }
        Set<Version> users = new HashSet<>();
        for (Version version : own(artifact)) {
            users.add(version);
            changes.put(version.ticks(), version);
        }
        List<Snapshot> made = new ArrayList<>();
        changes.tailMap(own(artifact)[0].ticks()).values().forEach(change -> {
            Optional<Snapshot> last = made.isEmpty() ? Optional.empty() : Optional.of(made.get(made.size() - 1));
            if (users.contains(change)) {
                made.add(snapshot(last, change, change, derived(change, change.ticks())));
            } else if (!last.orElseThrow().version().deleted()) {
                Map<String, Object> derived = derived(last.get().version(), change.ticks());
                if (!derived.equals(last.get().derived())) {
                    Version version = new Version(
                            artifact,
                            change.ticks(),
                            change.changedBy(),
                            Version.ACTIVE,
                            last.get().version().cells());
                    made.add(snapshot(last, null, version, derived));
                }
            }
        });
        return made;
    }

    private static Snapshot snapshot(
            Optional<Snapshot> last, Version byUser, Version version, Map<String, Object> derived) {
        Snapshot.Kind kind = Snapshot.Kind.UPDATE;
        if (last.isEmpty()) {
            kind = Snapshot.Kind.CREATE;
        } else if (version.deleted()) {
            kind = Snapshot.Kind.DELETE;
        } else if (last.get().version().deleted()) {
            kind = Snapshot.Kind.RESTORE;
        }
        return new Snapshot(
                version,
                last.map(each -> each.number() + 1).orElse(0),
                kind,
                byUser == null ? last.orElseThrow().updated() : RallyRules.instant(byUser),
                derived);
    }

    /** The artifacts whose changes may give this one another snapshot. */
    private Set<Asset> influences(Asset artifact) {
        Set<Asset> all = new HashSet<>(tasks.getOrDefault(artifact, Set.of()));
        all.addAll(children.getOrDefault(artifact, Set.of()));
        List<Asset> frontier = List.of(artifact);
        while (!frontier.isEmpty()) {
            List<Asset> next = new ArrayList<>();
            for (Asset each : frontier) {
                for (Version version : own(each)) {
                    above(version).filter(all::add).ifPresent(next::add);
                }
            }
            frontier = next;
        }
        all.remove(artifact);
        return all;
    }

    /** The versions of an artifact that may matter to others: the first, and those that move it, change its hours or delete it. */
    private List<Version> turns(Asset artifact) {
        List<Version> known = turns.get(artifact);
        if (known == null) {
            List<Version> made = new ArrayList<>();
            Version before = null;
            for (Version version : own(artifact)) {
                if (before == null || matters(before, version)) {
                    made.add(version);
                }
                before = version;
            }
            known = List.copyOf(made);
            if (own(artifact).length > 1) {
                turns.put(artifact, known);
            }
        }
        return known;
    }

    private static boolean matters(Version before, Version version) {
        return before.deleted() != version.deleted()
                || Stream.of(ABOVE, OF_WORK_PRODUCT, TOTALS.values())
                        .flatMap(Collection::stream)
                        .anyMatch(name -> !Objects.equals(cell(before, name), cell(version, name)));
    }

    private Map<String, Object> derived(Version version, long ticks) {
        DemoType type = version.asset().type();
        Map<String, Object> values = new LinkedHashMap<>();
        if (type.attribute("Tasks").isPresent()) {
            TOTALS.forEach((total, part) -> values.put(total, total(version.asset(), part, ticks)));
        }
        if (type.name().equals("Task")) {
            Optional<Version> work =
                    cell(version, WORK_PRODUCT) instanceof Asset asset ? at(asset, ticks) : Optional.empty();
            OF_WORK_PRODUCT.forEach(name ->
                    values.put(name, work.map(found -> cell(found, name)).orElse(null)));
        }
        if (type.attribute(FEATURE).isPresent()) {
            values.put(FEATURE, feature(version, ticks));
        }
        if (type.attribute(CHILDREN).isPresent()) {
            values.put(CHILDREN, childrenAt(version.asset(), ticks));
        }
        values.put(Snapshot.HIERARCHY, hierarchy(version, ticks));
        return Collections.unmodifiableMap(values);
    }

    private BigDecimal total(Asset work, String part, long ticks) {
        return tasks.getOrDefault(work, Set.of()).stream()
                .flatMap(task -> at(task, ticks).stream())
                .filter(task -> cell(task, WORK_PRODUCT) == work)
                .map(task -> (BigDecimal) cell(task, part))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
    }

    private List<Asset> childrenAt(Asset parent, long ticks) {
        Set<Asset> found = new TreeSet<>(Population.KEY_ORDER);
        children.getOrDefault(parent, Set.of()).stream()
                .flatMap(child -> at(child, ticks).stream())
                .filter(child -> cell(child, PARENT) == parent)
                .forEach(child -> found.add(child.asset()));
        return List.copyOf(found);
    }

    private Object feature(Version story, long ticks) {
        for (Optional<Version> each = Optional.of(story);
                each.isPresent();
                each = cell(each.get(), PARENT) instanceof Asset parent ? at(parent, ticks) : Optional.empty()) {
            Object feature = cell(each.get(), PORTFOLIO_ITEM);
            if (feature != null) {
                return feature;
            }
        }
        return null;
    }

    private List<Asset> hierarchy(Version version, long ticks) {
        List<Asset> found = new ArrayList<>(List.of(version.asset()));
        Optional<Asset> above = above(version);
        while (above.isPresent() && !found.contains(above.get())) {
            found.add(0, above.get());
            above = at(above.get(), ticks).flatMap(RallySnapshots::above);
        }
        return List.copyOf(found);
    }

    private static Optional<Asset> above(Version version) {
        return ABOVE.stream()
                .map(name -> cell(version, name))
                .filter(Asset.class::isInstance)
                .map(Asset.class::cast)
                .findFirst();
    }

    /** The version that held at a time; empty before the first and while deleted. */
    private Optional<Version> at(Asset artifact, long ticks) {
        return Arrays.stream(own(artifact))
                .filter(version -> version.ticks() <= ticks)
                .reduce((one, later) -> later)
                .filter(version -> !version.deleted());
    }

    private static Object cell(Version version, String attribute) {
        return version.asset()
                .type()
                .attribute(attribute)
                .filter(DemoAttribute::stored)
                .map(found -> version.cell(found.slot()))
                .orElse(null);
    }

    /** What users made of an artifact. */
    private Version[] own(Asset artifact) {
        return past.getOrDefault(artifact, artifact.versions());
    }
}
