package io.trackersql.rally;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.Property;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Types whose assets are all of subtypes. The service answers queries for some of them that its schema does not list; they are put together
 * here, from the documented tree of types, with the attributes that all of their subtypes in this workspace have.
 */
final class AbstractTypes {
    /** What tells the type of an asset in every answer. */
    static final String TYPE = "_type";

    private static final String PORTFOLIO = "PortfolioItem";
    /** What people work on; queries for it find assets of all its subtypes. */
    static final String ARTIFACT = "Artifact";

    /** The abstract types that can be queried, subtypes first. */
    private static final List<String> QUERYABLE = List.of("Requirement", "SchedulableArtifact", ARTIFACT);

    /** From each type to the one it is derived from. */
    private static final Map<String, String> TREE = Map.ofEntries(
            Map.entry("RankableArtifact", ARTIFACT),
            Map.entry("Task", ARTIFACT),
            Map.entry("ScheduledTestCase", ARTIFACT),
            Map.entry(PORTFOLIO, "RankableArtifact"),
            Map.entry("SchedulableArtifact", "RankableArtifact"),
            Map.entry("TestCase", "RankableArtifact"),
            Map.entry("Defect", "SchedulableArtifact"),
            Map.entry("DefectSuite", "SchedulableArtifact"),
            Map.entry("Requirement", "SchedulableArtifact"),
            Map.entry("Risk", "SchedulableArtifact"),
            Map.entry("TestSet", "SchedulableArtifact"),
            Map.entry("HierarchicalRequirement", "Requirement"));

    private AbstractTypes() {}

    /** The type that tells what each asset of an abstract type is. */
    static Attribute typeAttribute(String entity) {
        return new Attribute(
                TYPE,
                ValueType.VARCHAR,
                NativeType.TYPE_NAME.word(),
                0,
                Optional.empty(),
                entity,
                false,
                false,
                true,
                true,
                false,
                Usage.READ_ONLY,
                List.of(),
                "Type");
    }

    /** The first of these names that is a type which can be queried although the schema leaves it out. */
    static Optional<String> unlisted(String... names) {
        return Stream.of(names).filter(QUERYABLE::contains).findFirst();
    }

    /** The nearest documented ancestor that has a table if its subtypes are there. */
    static Optional<String> base(String path) {
        Optional<String> at = parent(path);
        while (at.isPresent() && !at.get().equals(PORTFOLIO) && !QUERYABLE.contains(at.get())) {
            at = parent(at.get());
        }
        return at;
    }

    private static Optional<String> parent(String path) {
        return path.startsWith(PORTFOLIO + "/") ? Optional.of(PORTFOLIO) : Optional.ofNullable(TREE.get(path));
    }

    /** Whether assets of the type are artifacts, as far as the documented tree of types tells. */
    static boolean isArtifact(String path) {
        return path.equals(ARTIFACT) || isBelow(path, ARTIFACT);
    }

    private static boolean isBelow(String path, String ancestor) {
        Optional<String> at = parent(path);
        while (at.isPresent() && !at.get().equals(ancestor)) {
            at = parent(at.get());
        }
        return at.isPresent();
    }

    /** Adds the abstract types that the schema leaves out and that have subtypes in it. */
    static void addTo(Map<String, Entity> entities) {
        List<Entity> concrete =
                entities.values().stream().filter(e -> !e.isAbstract()).toList();
        for (String name : QUERYABLE) {
            List<Entity> subtypes =
                    concrete.stream().filter(e -> isBelow(e.nativeName(), name)).toList();
            if (!subtypes.isEmpty() && !entities.containsKey(name)) {
                entities.put(name, entity(name, subtypes));
            }
        }
    }

    private static Entity entity(String name, List<Entity> subtypes) {
        Entity first = subtypes.get(0);
        List<Attribute> attributes = new ArrayList<>();
        for (Attribute attribute : first.attributes()) {
            List<Attribute> same = subtypes.stream()
                    .map(e -> e.attribute(attribute.name()).orElse(null))
                    .filter(Objects::nonNull)
                    .filter(a -> a.type() == attribute.type() && a.nativeType().equals(attribute.nativeType()))
                    .toList();
            if (same.size() == subtypes.size()) {
                attributes.add(common(name, attribute, same));
            }
        }
        attributes.add(typeAttribute(name));
        return new Entity(
                name,
                name,
                List.of(),
                true,
                base(name),
                first.keyAttribute(),
                first.nameAttribute().filter(n -> has(attributes, n)),
                first.numberAttribute().filter(n -> has(attributes, n)),
                attributes,
                Optional.of(Snapshots.history()),
                List.of(),
                new Writes(false, true, true),
                name);
    }

    private static boolean has(List<Attribute> attributes, String name) {
        return attributes.stream().anyMatch(a -> a.name().equals(name));
    }

    /** What can be said of an attribute for all subtypes. */
    private static Attribute common(String entity, Attribute first, List<Attribute> all) {
        boolean isOneTarget = all.stream().allMatch(a -> a.relatedEntity().equals(first.relatedEntity()));
        boolean isOneList = all.stream().allMatch(a -> a.usage().equals(first.usage()));
        boolean isFilterable = all.stream().allMatch(a -> a.usage().filterable());
        boolean isSortable = all.stream().allMatch(a -> a.usage().sortable());
        boolean isReference = NativeType.of(first.nativeType()) == NativeType.OBJECT;
        List<Property> properties =
                isReference && !isOneTarget ? List.of(ModelBuilder.typeProperty()) : first.properties();
        return new Attribute(
                first.name(),
                first.type(),
                first.nativeType(),
                all.stream()
                        .mapToInt(Attribute::lengthMax)
                        .reduce(AbstractTypes::longer)
                        .orElse(0),
                isOneTarget ? first.relatedEntity() : Optional.empty(),
                entity,
                first.multiValued(),
                all.stream().allMatch(Attribute::required),
                first.readOnly(),
                first.shown(),
                false,
                isOneList ? first.usage() : new Usage(isFilterable, isSortable, List.of(), Optional.empty()),
                properties,
                first.remarks());
    }

    /** 0 is no limit. */
    private static int longer(int left, int right) {
        return left == 0 || right == 0 ? 0 : Math.max(left, right);
    }
}
