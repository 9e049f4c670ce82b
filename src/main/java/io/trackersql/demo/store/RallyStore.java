package io.trackersql.demo.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The objects of a Rally subscription with all their past versions, in memory; safe for threads.
 *
 * <p>Objects are {@link Asset}s. {@link #read} gives values for a server, {@link #value} plain Java objects to code that knows
 * nothing of the store. Objects in the recycle bin are found by nothing here but {@link #all}.
 */
public final class RallyStore {
    private final RallyModel model;
    private final DemoStore store;
    private final ReadContext current;
    // Made when first asked for, or before the first change: most users look at the present only.
    private Map<Asset, Version[]> past;
    private RallySnapshots snapshots;
    private long snapshotsRevision;

    private RallyStore(RallyModel model, DemoStore store) {
        this.model = model;
        this.store = store;
        this.current = new ReadContext(store, View.CURRENT, store.member("User:" + RallyProduct.ADMIN_ID));
    }

    /**
     * A store with made-up data.
     *
     * @param rows number of stories; the other types have a fixed number of objects
     * @param seed the same seed gives the same data
     * @param zone the time zone of the first workspace
     */
    public static RallyStore seeded(int rows, long seed, ZoneId zone) {
        RallyModel model = RallyModel.standard();
        DemoStore store = new DemoStore(model.stored(), zone);
        new RallySeeder(model, store, seed).seed(rows);
        return new RallyStore(model, store);
    }

    public RallyModel model() {
        return model;
    }

    /** The time zone of the first workspace. */
    public ZoneId zone() {
        return store.zone();
    }

    /** A number that grows whenever objects change. */
    public long revision() {
        return store.revision();
    }

    /** The only subscription. */
    public Asset subscription() {
        return objects(model.require("Subscription"))[0];
    }

    /** The objects of a type and its subtypes by ObjectID, without deleted ones. The caller must not change the array. */
    public Asset[] objects(RallyType type) {
        return store.visible(type.stored());
    }

    /** The objects of a type and its subtypes by ObjectID, deleted ones included. The caller must not change the array. */
    public Asset[] all(RallyType type) {
        return store.all(type.stored());
    }

    /** An object of any type by its ObjectID. */
    public Optional<Asset> find(long objectId) {
        return store.find(model.require(RallyModel.ROOT).stored(), objectId)
                .filter(object -> !object.current().deleted());
    }

    /** An object of any type by its ObjectID or ObjectUUID, as text. */
    public Optional<Asset> find(String id) {
        if (id.matches("-?\\d{1,19}")) {
            return find(Long.parseLong(id));
        }
        return RallyIds.objectId(id).stream().boxed().findFirst().flatMap(this::find);
    }

    /** The ObjectUUID of an object. */
    public UUID uuid(Asset object) {
        return RallyIds.uuid(object.id());
    }

    /** The number of changes since the object was made. */
    public String versionId(Asset object) {
        return (String) RallyRules.rule("versionId").value(current, object.current());
    }

    /** The type of an object. */
    public RallyType typeOf(Asset object) {
        return model.typeOf(object);
    }

    /**
     * The current value of an attribute.
     *
     * @return null, String ({@code "None"} for a rating without entry), Boolean, Long, BigDecimal, {@link Instant} in whole
     *     milliseconds, {@link WebLink}, byte[], {@link Asset}, or Object[] of Assets for a collection
     */
    public Object read(Asset object, RallyAttribute attribute) {
        return RallyReading.value(current, object.current(), attribute.stored());
    }

    /** The snapshots of an artifact, oldest first; the last one may be its deletion. */
    public List<Snapshot> snapshots(Asset artifact) {
        return snapshots().of(artifact);
    }

    /** True if snapshots hold an attribute. */
    public boolean keeps(RallyAttribute attribute) {
        return RallySnapshots.keeps(attribute);
    }

    /** A value as {@link #read(Asset, RallyAttribute)} gives it, but as a snapshot holds it; null for what it does not hold. */
    public Object read(Snapshot snapshot, RallyAttribute attribute) {
        return snapshots().value(snapshot, attribute);
    }

    private synchronized RallySnapshots snapshots() {
        long now = store.revision();
        if (snapshots == null || snapshotsRevision != now) {
            keepPast();
            snapshots = new RallySnapshots(store, model, past);
            snapshotsRevision = now;
        }
        return snapshots;
    }

    /** Makes up the past, which follows from the objects as they were before the first change. */
    synchronized void keepPast() {
        if (past == null) {
            past = new RallyPast(store, model).make();
        }
    }

    /** What changes the objects, at times of a clock; a store is to have one editor. */
    public RallyEditor editor(Clock clock) {
        return new RallyEditor(this, store, clock);
    }

    /** A user by the exact UserName. */
    public Optional<Asset> user(String userName) {
        RallyType type = model.require("User");
        RallyAttribute name = type.attribute("UserName").orElseThrow();
        return Arrays.stream(objects(type))
                .filter(user -> userName.equals(read(user, name)))
                .findFirst();
    }

    /** Whether a user may see an object. */
    public boolean sees(Asset user, Asset object) {
        return store.sees(user, object.current());
    }

    /** Whether a user sees every object. */
    public boolean seesAll(Asset user) {
        return store.seesAll(user);
    }

    /** Workspace that requests of a user run in unless they name one: of the profile, else the first by name. */
    public Asset defaultWorkspace(Asset user) {
        return reference(user, "UserProfile")
                .flatMap(profile -> reference(profile, "DefaultWorkspace"))
                .orElseGet(() -> Arrays.stream(objects(model.require("Workspace")))
                        .filter(workspace -> sees(user, workspace))
                        .min((one, other) -> text(one, "Name").compareTo(text(other, "Name")))
                        .orElseThrow());
    }

    /** Project that requests of a user run in unless they name one. */
    public Optional<Asset> defaultProject(Asset user) {
        return reference(user, "UserProfile").flatMap(profile -> reference(profile, "DefaultProject"));
    }

    /** The object that an attribute refers to; empty too if the type has no such attribute. */
    public Optional<Asset> reference(Asset object, String attribute) {
        return RallyReading.value(current, object.current(), attribute) instanceof Asset found
                ? Optional.of(found)
                : Optional.empty();
    }

    private String text(Asset object, String attribute) {
        return String.valueOf(RallyReading.value(current, object.current(), attribute));
    }

    /** ObjectIDs of the objects of a type and its subtypes, ascending, without deleted ones. */
    public List<Long> keys(String typePath) {
        return Arrays.stream(objects(model.require(typePath))).map(Asset::id).toList();
    }

    /**
     * The current value of an attribute as plain Java.
     *
     * @return null, String (empty text is not null), Boolean, Long, BigDecimal, Instant, {@link WebLink}, byte[]; the ObjectID as Long
     *     for a related object; a List of ObjectIDs for a collection
     */
    public Object value(long objectId, String attribute) {
        Asset object = find(objectId).orElseThrow(() -> new IllegalArgumentException("no object " + objectId));
        RallyAttribute found = typeOf(object)
                .attribute(attribute)
                .orElseThrow(() -> new IllegalArgumentException("no attribute " + object.type() + "." + attribute));
        return plain(read(object, found));
    }

    private static Object plain(Object value) {
        if (value instanceof Object[] many) {
            return Arrays.stream(many).map(each -> ((Asset) each).id()).toList();
        }
        return value instanceof Asset asset ? (Object) asset.id() : value;
    }

    /**
     * The versions of an object, deleted or not, oldest first; the last one may be its deletion. Those of an artifact are its snapshots
     * in the Lookback API.
     */
    public List<Version> versions(long objectId) {
        Asset object = store.find(model.require(RallyModel.ROOT).stored(), objectId)
                .orElseThrow(() -> new IllegalArgumentException("no object " + objectId));
        return object.type().isA(model.require("Artifact").stored())
                ? snapshots(object).stream().map(Snapshot::version).toList()
                : List.of(object.versions());
    }

    /** When a version began to hold, to the millisecond; it holds until the next one begins. */
    public Instant validFrom(Version version) {
        return RallyRules.instant(version);
    }

    /** ObjectID of who made a version. */
    public long changedBy(Version version) {
        return version.changedBy().id();
    }

    /** The place of an artifact's version among its snapshots, from 0. */
    public long snapshotNumber(Version version) {
        return snapshots().of(version).number();
    }

    /**
     * The value of an attribute as {@link #value(long, String)} gives it, but as the snapshot of an artifact's version holds it.
     *
     * @return null too for an attribute that snapshots do not hold
     */
    public Object value(Version version, String attribute) {
        RallyAttribute found = typeOf(version.asset())
                .attribute(attribute)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no attribute " + version.asset().type() + "." + attribute));
        return plain(read(snapshots().of(version), found));
    }
}
