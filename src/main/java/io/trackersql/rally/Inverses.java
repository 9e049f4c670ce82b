package io.trackersql.rally;

import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.util.Map;
import java.util.Optional;

/**
 * Collections that are the other side of a relation: the tasks of a defect are those whose WorkProduct it is. So the collections of many
 * assets can be read with one query over their items. The schema does not tell which they are; these are known from the service's object
 * model.
 */
final class Inverses {
    private static final String PORTFOLIO = "PortfolioItem/";
    private static final String ANY = "";

    /** By collection: the relation of its items, by the type that has the collection. */
    private static final Map<String, Map<String, String>> RELATIONS = Map.ofEntries(
            Map.entry("Tasks", Map.of(ANY, "WorkProduct")),
            Map.entry("Discussion", Map.of(ANY, "Artifact")),
            Map.entry("Attachments", Map.of(ANY, "Artifact", "TestCaseResult", "TestCaseResult")),
            Map.entry("Steps", Map.of("TestCase", "TestCase")),
            Map.entry("Results", Map.of("TestCase", "TestCase")),
            Map.entry("Defects", Map.of("HierarchicalRequirement", "Requirement", "TestCase", "TestCase")),
            Map.entry(
                    "TestCases",
                    Map.of(
                            "HierarchicalRequirement",
                            "WorkProduct",
                            "Defect",
                            "WorkProduct",
                            "TestFolder",
                            "TestFolder")),
            Map.entry(
                    "Children",
                    Map.of(
                            "HierarchicalRequirement",
                            "Parent",
                            PORTFOLIO,
                            "Parent",
                            "Project",
                            "Parent",
                            "TestFolder",
                            "Parent")),
            Map.entry("UserStories", Map.of(PORTFOLIO, "PortfolioItem")),
            Map.entry("Iterations", Map.of("Project", "Project")),
            Map.entry("Releases", Map.of("Project", "Project")),
            Map.entry("Revisions", Map.of("RevisionHistory", "RevisionHistory")),
            Map.entry("Builds", Map.of("BuildDefinition", "BuildDefinition")),
            Map.entry("Changes", Map.of("Changeset", "Changeset")),
            Map.entry("Values", Map.of("TimeEntryItem", "TimeEntryItem")));

    private Inverses() {}

    /** The table of a collection's items, and the column there that refers to the asset whose collection it is. */
    record Inverse(EntityTable items, Column relation) {}

    /** The other side of a collection, if it has one that this workspace's schema shows and conditions can name. */
    static Optional<Inverse> of(EntityModel model, Entity owner, Column collection) {
        return collection.relatedEntity().flatMap(model::entity).flatMap(items -> relation(
                        owner.nativeName(), Tokens.of(collection))
                .flatMap(relation -> inverse(model, owner, items, relation)));
    }

    private static Optional<String> relation(String owner, String collection) {
        Map<String, String> byOwner = RELATIONS.getOrDefault(collection, Map.of());
        String family = owner.startsWith(PORTFOLIO) ? PORTFOLIO : owner;
        return Optional.ofNullable(byOwner.getOrDefault(family, byOwner.get(ANY)));
    }

    private static Optional<Inverse> inverse(EntityModel model, Entity owner, Entity items, String relation) {
        EntityTable table = EntityTables.current(model, items);
        int position = table.position(relation);
        if (position < 0) {
            return Optional.empty();
        }
        Column column = table.columns().get(position);
        boolean isKnown = NativeType.of(column.nativeType()) == NativeType.OBJECT
                && column.usage().filterable()
                && column.type()
                        == owner.attribute(owner.keyAttribute()).orElseThrow().type();
        return isKnown && mayReferTo(model, column, owner) ? Optional.of(new Inverse(table, column)) : Optional.empty();
    }

    /** Whether the relation leads to that type, or to one above it, or to any. */
    private static boolean mayReferTo(EntityModel model, Column relation, Entity owner) {
        Optional<String> target = relation.relatedEntity();
        Optional<Entity> at = Optional.of(owner);
        while (target.isPresent()
                && at.isPresent()
                && !target.get().equals(at.get().name())) {
            at = at.get().base().flatMap(model::entity);
        }
        return at.isPresent();
    }
}
