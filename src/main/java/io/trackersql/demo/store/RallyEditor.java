package io.trackersql.demo.store;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the objects of a Rally store. Each call is one change, at the clock's time or a millisecond after the change before it.
 *
 * <p>Safe for threads; who needs several calls to see the same objects synchronizes on the editor. It takes values as
 * {@link RallyStore#read(Asset, RallyAttribute)} gives them and does not check them, but for what its methods say.
 */
public final class RallyEditor {
    private static final Set<String> FROZEN = Set.of("TypeDefinition", "AttributeDefinition", "AllowedAttributeValue");

    private static final long FIRST_ID = 900_000_000_037L;
    private static final long ID_STEP = 37;
    private static final long MILLISECOND = 10_000;
    private static final String ARTIFACT = "Artifact";
    private static final String FORMATTED_ID = "FormattedID";
    private static final String WORKSPACE = "Workspace";
    private static final String NAME = "Name";

    private final RallyStore store;
    private final RallyModel model;
    private final DemoStore objects;
    private final ReadContext context;
    private final Clock clock;
    private final RallyDefaults defaults;
    private final RallyRevisions revisions;
    private final Map<String, Integer> numbers = new HashMap<>();
    private long lastTicks;
    private long nextId = FIRST_ID;

    RallyEditor(RallyStore store, DemoStore objects, Clock clock) {
        this.store = store;
        this.model = store.model();
        this.objects = objects;
        this.clock = clock;
        this.context = new ReadContext(objects, View.CURRENT, objects.member("User:" + RallyProduct.ADMIN_ID));
        this.defaults = new RallyDefaults(model, objects);
        this.revisions = new RallyRevisions(model, this::nextId);
    }

    /** Whether an attribute can be given a value at all; of a new object also some that are read-only later. */
    public boolean takes(RallyType type, RallyAttribute attribute, boolean create) {
        boolean writable = !attribute.readOnly() || (create && defaults.onlyOnCreate(type, attribute));
        return writable
                && (RallyEdit.canPut(model, attribute) || attribute.name().equals("UnifiedParent"));
    }

    /** Whether objects of a type cannot be changed here, since the types of the demo are fixed. */
    public static boolean isFixed(RallyType type) {
        return FROZEN.contains(type.typePath());
    }

    /** The attributes that a new object must be given, since there is no default. */
    public List<RallyAttribute> demands(RallyType type) {
        return type.list().stream()
                .filter(attribute -> defaults.isDemanded(type, attribute))
                .toList();
    }

    /**
     * Makes an object; what is not given gets its default.
     *
     * @param workspace the workspace it is in, if the type has one
     */
    public synchronized Asset create(
            RallyType type, Map<RallyAttribute, Object> values, Asset workspace, Optional<Ranking> ranking, Asset by) {
        RallyEdit edit = begin(by);
        Asset object = make(edit, type, workspace);
        values.forEach((attribute, value) -> edit.put(object, attribute.stored(), value));
        RallyConsequences.follow(edit, object);
        defaults.fill(edit, object, type, values.keySet());
        RallyConsequences.follow(edit, object);
        RallyConsequences.permit(edit, object, () -> edit.make(model.require("WorkspacePermission"), nextId()));
        ranking.ifPresent(place -> rank(object, place));
        finish(edit);
        return object;
    }

    private Asset make(RallyEdit edit, RallyType type, Asset workspace) {
        Asset object = edit.make(type, nextId());
        edit.set(object, WORKSPACE, workspace);
        edit.set(object, "Subscription", store.subscription());
        if (!type.prefix().isEmpty()) {
            edit.set(object, FORMATTED_ID, formattedId(type, workspace));
        }
        return object;
    }

    /** Gives attributes of an object other values. */
    public synchronized void update(
            Asset object, Map<RallyAttribute, Object> values, Optional<Ranking> ranking, Asset by) {
        RallyEdit edit = begin(by);
        edit.touch(object);
        values.forEach((attribute, value) -> edit.put(object, attribute.stored(), value));
        RallyConsequences.follow(edit, object);
        ranking.ifPresent(place -> rank(object, place));
        finish(edit);
    }

    /** Copies what a client could write of an object. */
    public synchronized Asset copy(Asset object, Asset by) {
        RallyEdit edit = begin(by);
        RallyType type = model.typeOf(object);
        Asset workspace = edit.get(object, WORKSPACE) instanceof Asset found ? found : null;
        Asset copy = make(edit, type, workspace);
        Map<RallyAttribute, Object> values = new LinkedHashMap<>();
        for (RallyAttribute attribute : type.list()) {
            if (attribute.stored().stored() && takes(type, attribute, true)) {
                values.put(attribute, object.current().cell(attribute.stored().slot()));
            }
        }
        values.forEach((attribute, value) -> edit.set(copy, attribute.name(), value));
        if (edit.get(object, NAME) instanceof String name) {
            edit.set(copy, NAME, "(Copy of) " + name);
        }
        defaults.fill(edit, copy, type, values.keySet());
        finish(edit);
        return copy;
    }

    /** Deletes an object; one that has a number comes into the recycle bin. */
    public synchronized void delete(Asset object, Asset by) {
        RallyEdit edit = begin(by);
        edit.delete(object);
        RallyType type = model.typeOf(object);
        if (!type.prefix().isEmpty()) {
            Asset workspace = edit.get(object, WORKSPACE) instanceof Asset found ? found : null;
            Asset entry = make(edit, model.require("RecycleBinEntry"), workspace);
            edit.set(entry, "DeletedBy", by);
            edit.set(entry, "DeletionDate", Computations.instant(edit.ticks()));
            edit.set(entry, "ID", edit.get(object, FORMATTED_ID));
            edit.set(entry, "ItemOID", object.id());
            edit.set(entry, NAME, edit.get(object, NAME));
            edit.set(entry, "Type", store.find(type.definition()).orElseThrow());
        }
        finish(edit);
    }

    private void rank(Asset artifact, Ranking ranking) {
        Asset[] all = objects.visible(model.require(ARTIFACT).stored());
        RallyRanks ranks = RallyProduct.ranks(objects);
        ranking.neighbour()
                .ifPresentOrElse(
                        neighbour -> ranks.move(artifact, neighbour, ranking.above(), all),
                        () -> ranks.moveToEnd(artifact, ranking.above(), all));
    }

    private RallyEdit begin(Asset by) {
        if (lastTicks == 0) {
            store.keepPast();
            lastTicks = Arrays.stream(objects.all(model.require(RallyModel.ROOT).stored()))
                    .mapToLong(object -> object.current().ticks())
                    .max()
                    .orElseThrow();
        }
        long now = Computations.ticks(clock.instant());
        lastTicks = Math.max(now - now % MILLISECOND, lastTicks + MILLISECOND);
        return new RallyEdit(context, lastTicks, by);
    }

    private void finish(RallyEdit edit) {
        RallyType artifact = model.require(ARTIFACT);
        for (Asset object : edit.touched()) {
            if (object.type().isA(artifact.stored()) && !edit.isDeleted(object)) {
                revisions.add(edit, object);
            }
        }
        objects.change(edit.versions());
    }

    private long nextId() {
        long id = nextId;
        nextId += ID_STEP;
        return id;
    }

    private String formattedId(RallyType type, Asset workspace) {
        String key = type.prefix() + "@" + Optional.ofNullable(workspace).map(Asset::id);
        if (!numbers.containsKey(key)) {
            int slot = type.attribute(FORMATTED_ID).orElseThrow().stored().slot();
            int highest = Arrays.stream(objects.all(type.stored()))
                    .filter(object -> workspace == RallyReading.value(context, object.current(), WORKSPACE))
                    .map(object -> (String) object.current().cell(slot))
                    .mapToInt(id -> Integer.parseInt(id.substring(type.prefix().length())))
                    .max()
                    .orElse(0);
            numbers.put(key, highest);
        }
        return type.prefix() + numbers.merge(key, 1, Integer::sum);
    }
}
