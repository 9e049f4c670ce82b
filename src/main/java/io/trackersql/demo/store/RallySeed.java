package io.trackersql.demo.store;

import io.trackersql.demo.store.RallyAttribute.AttributeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Makes objects one after the other: numbers them, fills what is not set with made-up values, and remembers them as targets of
 * later references, which stay inside a workspace.
 */
final class RallySeed {
    /** Objects of a type beyond these have one version and share their collections, so that a million fit in memory. */
    static final int RICH = 300;

    private static final long START = ticks(Instant.parse("2020-01-06T09:00:00Z"));
    private static final long STEP_MAX = 36_000L * Computations.TICKS_PER_SECOND;
    private static final long CREATION = ticks(Instant.parse("2024-06-30T00:00:00Z")) - START;
    private static final long LOW_IDS = 30_000_000_000L;
    private static final long HIGH_IDS = 9_007_199_254_740_993L;
    private static final long IDS_PER_TYPE = 1_000_000_000L;
    private static final long ID_STEP = 37;
    private static final long PLACES = 97;
    private static final long PLACE_STEP = 29;
    private static final int SHARED = 64;

    private final RallyModel model;
    private final DemoStore store;
    private final SplittableRandom random;
    private final long step;
    private final Map<String, List<Asset>> all = new LinkedHashMap<>();
    private final Map<String, List<Asset>> targets = new HashMap<>();
    private final Map<String, List<RallyAttribute>> storedOf = new HashMap<>();
    private final Map<String, Object[][]> shared = new HashMap<>();
    private final Map<String, Integer> formatted = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Asset administrator;
    private long created;
    private Asset subscription;
    private Asset workspace;
    private Asset customWorkspace;

    RallySeed(RallyModel model, DemoStore store, long seed, long planned) {
        this.model = model;
        this.store = store;
        this.random = new SplittableRandom(seed);
        this.step = Math.min(STEP_MAX, CREATION / planned);
        this.administrator = new Asset(model.require("User").stored(), RallyProduct.ADMIN_ID);
        model.types().forEach(type -> places.put(type.typePath(), places.size()));
    }

    RallyModel model() {
        return model;
    }

    SplittableRandom random() {
        return random;
    }

    DemoStore store() {
        return store;
    }

    Asset administrator() {
        return administrator;
    }

    /** What follows belongs to this workspace; null for what stands above workspaces. */
    void enter(Asset next) {
        workspace = next;
    }

    Asset customWorkspace() {
        return customWorkspace;
    }

    void under(Asset found) {
        subscription = found;
    }

    /** Only objects of this workspace have values of custom fields. */
    void customIn(Asset found) {
        customWorkspace = found;
    }

    /** The objects of a concrete type made so far. */
    List<Asset> made(String type) {
        return all.getOrDefault(type, List.of());
    }

    Map<String, List<Asset>> made() {
        return all;
    }

    /** What later objects of the workspace may refer to: of a type and its subtypes, without those to be deleted. */
    List<Asset> targets(String type) {
        return targets.getOrDefault(key(type), List.of());
    }

    Asset pick(String type) {
        return pick(targets(type));
    }

    <T> T pick(List<T> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private String key(String type) {
        boolean global = type.equals("User") || type.equals("Workspace") || type.equals("Subscription");
        return global || workspace == null ? type : type + "@" + workspace.id();
    }

    /** Changes the newest version of an object that was made before what it refers to. */
    static void put(Asset object, String attribute, Object value) {
        int slot = object.type().attribute(attribute).orElseThrow().slot();
        object.current().cells()[slot] = value;
    }

    /** A stored value of the newest version. */
    static Object get(Asset object, String attribute) {
        return object.current()
                .cell(object.type().attribute(attribute).orElseThrow().slot());
    }

    /** Starts an object of a type; {@link Draft#done} finishes it. */
    Draft start(String typePath) {
        RallyType type = model.require(typePath);
        int index = made(typePath).size();
        boolean admin = typePath.equals("User") && index == 0;
        Asset object = admin ? administrator : new Asset(type.stored(), nextId(type, index));
        return new Draft(type, object, index);
    }

    /** Starts an object whose ObjectID is well known. */
    Draft start(String typePath, long id) {
        RallyType type = model.require(typePath);
        return new Draft(type, new Asset(type.stored(), id), made(typePath).size());
    }

    /** Types lie apart in another order than that of the model, and every tenth object lies far above the others. */
    private long nextId(RallyType type, int index) {
        long range = places.get(type.typePath()) * PLACE_STEP % PLACES * IDS_PER_TYPE;
        return (index % 10 == 7 ? HIGH_IDS : LOW_IDS) + range + index * ID_STEP;
    }

    private long creationTicks() {
        long ticks = START + step * created++ + random.nextLong(step);
        return ticks - ticks % 10_000;
    }

    static long ticks(Instant time) {
        return time.getEpochSecond() * Computations.TICKS_PER_SECOND + time.getNano() / 100;
    }

    private List<RallyAttribute> stored(RallyType type) {
        return storedOf.computeIfAbsent(type.typePath(), key -> type.list().stream()
                .filter(attribute -> attribute.stored().stored())
                .toList());
    }

    private Object value(RallyAttribute attribute, boolean bulk) {
        if (attribute.type() == AttributeType.COLLECTION) {
            return bulk ? sharedMany(attribute) : many(attribute);
        }
        if (attribute.type() == AttributeType.OBJECT) {
            return oneIn(4) ? null : pick(attribute.target().orElseThrow());
        }
        return RallyValues.any(attribute, random);
    }

    private Object[] sharedMany(RallyAttribute attribute) {
        Object[][] arrays = shared.computeIfAbsent(
                key(Long.toString(attribute.definition())),
                key -> Stream.generate(() -> many(attribute)).limit(SHARED).toArray(Object[][]::new));
        return arrays[random.nextInt(arrays.length)];
    }

    private Object[] many(RallyAttribute attribute) {
        List<Asset> candidates = attribute.multiValue()
                ? targets.getOrDefault("choices of " + attribute.definition(), List.of())
                : targets(attribute.target().orElseThrow());
        int size = Math.max(0, random.nextInt(-2, 4));
        Set<Object> values = new LinkedHashSet<>();
        for (int i = 0; i < size && !candidates.isEmpty(); i++) {
            values.add(pick(candidates));
        }
        return values.isEmpty() ? null : values.toArray();
    }

    /** An allowed value of a drop-down of several values. */
    void choice(RallyAttribute attribute, Asset value) {
        targets.computeIfAbsent("choices of " + attribute.definition(), key -> new ArrayList<>())
                .add(value);
    }

    /** An object being made. */
    final class Draft {
        private final RallyType type;
        private final Asset object;
        private final int index;
        private final Object[] cells;
        private final boolean[] set;
        private long ticks;
        private Asset by;
        private boolean deleted;

        private Draft(RallyType type, Asset object, int index) {
            this.type = type;
            this.object = object;
            this.index = index;
            cells = new Object[type.stored().slots()];
            set = new boolean[cells.length];
            ticks = creationTicks();
            by = made("User").isEmpty() ? administrator : pick(made("User"));
            if (workspace != null) {
                maybe("Workspace", workspace);
            }
            maybe("Subscription", subscription);
            maybe("RevisionHistory", null);
            if (!type.prefix().isEmpty()) {
                String key = type.prefix() + "@" + (workspace == null ? 0 : workspace.id());
                set("FormattedID", type.prefix() + formatted.merge(key, 1, Integer::sum));
            }
        }

        int index() {
            return index;
        }

        boolean bulk() {
            return index >= RICH;
        }

        Asset object() {
            return object;
        }

        Draft set(String attribute, Object value) {
            int slot = type.attribute(attribute).orElseThrow().stored().slot();
            if (slot < 0) {
                throw new IllegalArgumentException(type + "." + attribute + " is not stored");
            }
            cells[slot] = value;
            set[slot] = true;
            return this;
        }

        /** Sets an attribute that the type may lack or compute. */
        Draft maybe(String attribute, Object value) {
            type.attribute(attribute)
                    .filter(found -> found.stored().stored())
                    .ifPresent(found -> set(attribute, value));
            return this;
        }

        /** A value set before. */
        Object get(String attribute) {
            return cells[type.attribute(attribute).orElseThrow().stored().slot()];
        }

        /** The type's ElementName. */
        String element() {
            return type.elementName();
        }

        boolean artifact() {
            return type.isA(model.require("Artifact"));
        }

        Draft at(long time, Asset user) {
            ticks = time;
            by = user;
            return this;
        }

        /** The object will be in the recycle bin: nothing made later refers to it. */
        Draft deleted(boolean yes) {
            deleted = yes;
            return this;
        }

        /** Fills what was not set, remembers the object. */
        Asset done() {
            for (RallyAttribute attribute : stored(type)) {
                int slot = attribute.stored().slot();
                if (!set[slot] && (!attribute.custom() || workspace == customWorkspace)) {
                    cells[slot] = value(attribute, bulk());
                }
            }
            int state = deleted ? Version.DELETED : Version.ACTIVE;
            object.replaceVersions(new Version[] {new Version(object, ticks, by, state, cells)});
            all.computeIfAbsent(type.typePath(), key -> new ArrayList<>()).add(object);
            if (!deleted) {
                for (DemoType each = type.stored();
                        each != null;
                        each = each.base().orElse(null)) {
                    targets.computeIfAbsent(key(each.name()), key -> new ArrayList<>())
                            .add(object);
                }
            }
            return object;
        }
    }
}
