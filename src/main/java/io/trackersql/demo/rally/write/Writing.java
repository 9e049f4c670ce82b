package io.trackersql.demo.rally.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Instants;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyEditor;
import io.trackersql.demo.store.RallyType;
import io.trackersql.demo.store.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the changes that clients ask for, one after the other, or refuses them; safe for threads. */
public final class Writing {
    private static final String WORKSPACE = "Workspace";
    private static final String PROJECT = "Project";
    private static final String REFERENCE = "_ref";
    /** Types other than artifacts that are always in a project. */
    private static final Set<String> IN_PROJECT =
            Set.of("Iteration", "Release", "FlowState", "TestFolder", "UserIterationCapacity");

    private static final Set<String> OF_ADMINISTRATORS =
            Set.of("User", "Workspace", PROJECT, "ProjectPermission", "WorkspacePermission");

    private final Data data;
    private final RallyEditor editor;
    private final Instants instants;
    private final int attachmentBytesMax;
    private final Conditions conditions;

    /** Writes to the store of the data, at times of the clock; files up to a size. */
    public Writing(Data data, Instants instants, int attachmentBytesMax) {
        this.data = data;
        this.editor = data.store().editor(instants.clock());
        this.instants = instants;
        this.attachmentBytesMax = attachmentBytesMax;
        this.conditions = new Conditions(data);
    }

    /** Makes an object. */
    public synchronized Asset create(RallyType type, Element element, Author author, Map<String, String> parameters) {
        Map<RallyAttribute, Object> values = values(type, element, author, true, author.workspace());
        Optional<RallyAttribute> ofWorkspace = type.attribute(WORKSPACE);
        Asset workspace = ofWorkspace.map(values::get).map(Asset.class::cast).orElse(author.workspace());
        Optional<Ranking> ranking = ranking(type, author, parameters);
        return create(type, values, workspace, ranking, author);
    }

    private Asset create(
            RallyType type,
            Map<RallyAttribute, Object> values,
            Asset workspace,
            Optional<Ranking> ranking,
            Author author) {
        refuseFixed(type);
        if (OF_ADMINISTRATORS.contains(type.typePath()) && !data.store().seesAll(author.user())) {
            throw Refusal.operation("Not authorized to perform action: Create " + type.elementName());
        }
        place(type, values, workspace, author);
        editor.demands(type).stream()
                .filter(attribute -> values.get(attribute) == null)
                .findFirst()
                .ifPresent(attribute -> {
                    throw ValueReader.isNull(type, attribute);
                });
        boolean inWorkspace = type.attribute(WORKSPACE)
                .filter(attribute -> editor.takes(type, attribute, true))
                .isPresent();
        conditions.check(type, Optional.empty(), values, Optional.of(workspace).filter(each -> inWorkspace));
        return editor.create(type, values, workspace, ranking, author.user());
    }

    /** What is in a project gets the one of the request, or the user's own, or the first that the user sees. */
    private void place(RallyType type, Map<RallyAttribute, Object> values, Asset workspace, Author author) {
        Optional<RallyAttribute> project = type.attribute(PROJECT)
                .filter(found -> editor.takes(type, found, true))
                .filter(found ->
                        type.isA(data.store().model().require("Artifact")) || IN_PROJECT.contains(type.typePath()));
        if (project.isPresent() && values.get(project.get()) == null) {
            Asset chosen = author.project()
                    .filter(each -> data.value(each, WORKSPACE) == workspace)
                    .or(() -> Arrays.stream(
                                    data.store().objects(data.store().model().require(PROJECT)))
                            .filter(each -> data.value(each, WORKSPACE) == workspace)
                            .filter(each -> "Open".equals(data.value(each, "State")))
                            .filter(each -> data.store().sees(author.user(), each))
                            .findFirst())
                    .orElseThrow(() -> ValueReader.isNull(type, project.get()));
            values.put(project.get(), chosen);
        }
    }

    /** Changes an object. */
    public synchronized Asset update(
            RallyType type, String id, Element element, Author author, Map<String, String> parameters) {
        Asset object = toUpdate(type, id, author);
        RallyType own = data.type(object);
        Optional<Asset> workspace = data.store().reference(object, WORKSPACE);
        Map<RallyAttribute, Object> values = values(own, element, author, false, workspace.orElse(author.workspace()));
        update(object, values, ranking(own, author, parameters), author);
        return object;
    }

    private void update(Asset object, Map<RallyAttribute, Object> values, Optional<Ranking> ranking, Author author) {
        RallyType type = data.type(object);
        refuseFixed(type);
        Optional<Asset> workspace = data.store().reference(object, WORKSPACE);
        type.attribute(WORKSPACE)
                .filter(values::containsKey)
                .filter(attribute -> values.get(attribute) != workspace.orElse(null))
                .ifPresent(attribute -> {
                    throw ValueReader.invalid(type, attribute, " cannot be changed");
                });
        conditions.check(type, Optional.of(object), values, workspace);
        editor.update(object, values, ranking, author.user());
    }

    /** Copies an object. */
    public synchronized Asset copy(RallyType type, String id, Author author) {
        Asset object = find(type, id, author).orElseThrow(() -> Refusal.operation("Cannot find object to read"));
        return editor.copy(object, author.user());
    }

    /** Deletes an object. */
    public synchronized void delete(RallyType type, String id, Author author) {
        Asset object = find(type, id, author).orElseThrow(() -> Refusal.operation("Object to delete cannot be null"));
        refuseFixed(data.type(object));
        editor.delete(object, author.user());
    }

    /** Adds items to a collection; those without a reference are made first. Gives the items. */
    public synchronized List<Asset> add(RallyType type, String id, String collection, String body, Author author) {
        Asset owner = toUpdate(type, id, author);
        RallyAttribute attribute = editable(owner, collection);
        List<Asset> items = new ArrayList<>();
        for (JsonNode item : Element.ofList(body).value()) {
            items.add(
                    item.isObject() && !item.has(REFERENCE)
                            ? inline(attribute, item, author)
                            : item(attribute, item, author));
        }
        Set<Asset> all = new LinkedHashSet<>(List.of((Asset[]) data.value(owner, attribute)));
        all.addAll(items);
        replace(owner, attribute, all, author);
        return items;
    }

    /** Removes items from a collection. */
    public synchronized void remove(RallyType type, String id, String collection, String body, Author author) {
        Asset owner = toUpdate(type, id, author);
        RallyAttribute attribute = editable(owner, collection);
        Set<Asset> all = new LinkedHashSet<>(List.of((Asset[]) data.value(owner, attribute)));
        for (JsonNode item : Element.ofList(body).value()) {
            all.remove(item(attribute, item, author));
        }
        replace(owner, attribute, all, author);
    }

    private void replace(Asset owner, RallyAttribute attribute, Set<Asset> items, Author author) {
        Map<RallyAttribute, Object> values = new LinkedHashMap<>();
        values.put(attribute, items.toArray(Asset[]::new));
        update(owner, values, Optional.empty(), author);
    }

    private Asset toUpdate(RallyType type, String id, Author author) {
        return find(type, id, author)
                .orElseThrow(() -> Refusal.operation(
                        "Could not read: Could not read " + type.elementName() + " " + id + " to update."));
    }

    /** A collection whose items belong to its owner is changed in the items. */
    private RallyAttribute editable(Asset owner, String name) {
        RallyType type = data.type(owner);
        RallyAttribute attribute = data.attribute(type, name)
                .filter(found -> found.type() == RallyAttribute.AttributeType.COLLECTION)
                .orElseThrow(() -> Refusal.operation(
                        "Could not find the collection \"" + name + "\" on type " + type.elementName()));
        if (!editor.takes(type, attribute, false)) {
            throw Refusal.operation(
                    "Collection " + type.elementName() + "." + attribute.name() + " cannot be modified");
        }
        return attribute;
    }

    private Asset item(RallyAttribute attribute, JsonNode item, Author author) {
        JsonNode reference = item.isObject() ? item.path(REFERENCE) : item;
        return reader(author).refer(attribute, reference.asText());
    }

    private Asset inline(RallyAttribute attribute, JsonNode item, Author author) {
        RallyType type = attribute.target().flatMap(data.store().model()::type).orElseThrow();
        if (!type.offers('C')) {
            throw Refusal.operation("Could not convert: Cannot create an item of type " + type.elementName());
        }
        return create(type, new Element(type.elementName(), item), author, Map.of());
    }

    private ValueReader reader(Author author) {
        return new ValueReader(data, instants, author.user(), attachmentBytesMax);
    }

    /** The types of the demo are its model's, so that no request changes them. */
    private static void refuseFixed(RallyType type) {
        if (RallyEditor.isFixed(type)) {
            throw Refusal.operation("Not authorized to perform action: the types of this demo are fixed");
        }
    }

    private Optional<Asset> find(RallyType type, String id, Author author) {
        return data.store().find(id).filter(found -> data.type(found).isA(type)).filter(found -> data.store()
                .sees(author.user(), found));
    }

    /** The values that a body gives; what cannot be written is left out with a warning. */
    private Map<RallyAttribute, Object> values(
            RallyType type, Element element, Author author, boolean create, Asset workspace) {
        ValueReader reader = reader(author);
        Map<RallyAttribute, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : element.value().properties()) {
            Optional<RallyAttribute> attribute = type.attribute(each.getKey())
                    .filter(found -> data.attribute(type, found.name()).isPresent())
                    .filter(found -> editor.takes(type, found, create))
                    .filter(found -> conditions.isIn(found, workspace));
            if (attribute.isPresent()) {
                values.put(attribute.get(), reader.read(type, attribute.get(), each.getValue()));
            } else if (!each.getKey().startsWith("_")) {
                author.warnings()
                        .add("Ignored JSON element " + element.name() + "." + each.getKey()
                                + " during processing of this request.");
            }
        }
        conditions.resolveUnifiedParent(type, values);
        return values;
    }

    /** What the parameters say about the place in the manual order. */
    private Optional<Ranking> ranking(RallyType type, Author author, Map<String, String> parameters) {
        Optional<Ranking> ranking = Optional.ofNullable(parameters.get("rankTo"))
                .map(end -> new Ranking(Optional.empty(), top(end)))
                .or(() -> beside(type, author, parameters, "rankAbove"))
                .or(() -> beside(type, author, parameters, "rankBelow"));
        if (ranking.isPresent() && !type.isA(data.store().model().require("RankableArtifact"))) {
            throw Refusal.operation("Validation error: " + type.elementName() + " cannot be ranked");
        }
        return ranking;
    }

    private static boolean top(String end) {
        if (!Set.of("TOP", "BOTTOM").contains(end)) {
            throw Refusal.operation("Could not convert: Cannot convert \"" + end + "\" to TOP or BOTTOM");
        }
        return end.equals("TOP");
    }

    private Optional<Ranking> beside(RallyType type, Author author, Map<String, String> parameters, String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).map(reference -> {
            Asset neighbour = reader(author).reach(reference);
            if (!data.type(neighbour).isA(data.store().model().require("RankableArtifact"))) {
                throw Refusal.operation(
                        "Validation error: " + type.elementName() + " cannot be ranked beside " + reference);
            }
            return new Ranking(Optional.of(neighbour), parameter.equals("rankAbove"));
        });
    }
}
