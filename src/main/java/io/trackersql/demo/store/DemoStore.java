package io.trackersql.demo.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The assets of a demo tracker with all their past versions, in memory.
 *
 * <p>Safe for threads. Values are read through {@link #read}; {@link #value} gives them as plain Java objects to code that
 * knows nothing of the store.
 */
public final class DemoStore {
    private static final Asset[] NONE = {};

    private final DemoModel model;
    private final ZoneId zone;
    private final AtomicLong revision = new AtomicLong();
    private final AtomicLong typesRevision = new AtomicLong();
    private final Map<String, Asset[]> own = new ConcurrentHashMap<>();
    private volatile Worked worked = new Worked(new ConcurrentHashMap<>());
    private long lastMoment = -1;
    private final Consumer<DemoType> onDemand;

    /** What was worked out from the assets; a change replaces it, so that a reader who is still at work on it spoils nothing. */
    private record Worked(
            Map<String, Population> populations,
            Map<AttributeSource.Reverse, Map<Asset, Object[]>> reverses,
            Map<AttributeSource.Reverse, Map<Asset, Object[]>> everReverses) {
        Worked(Map<String, Population> populations) {
            this(populations, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    DemoStore(DemoModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        this.onDemand = model.product().onDemand(this);
    }

    /**
     * A store with made-up data.
     *
     * @param rows number of Story assets; the other types have a fixed number
     * @param seed the same seed gives the same data
     * @param zone the tracker's local clock, which its dates without zone are in
     */
    public static DemoStore seeded(DemoModel model, int rows, long seed, ZoneId zone) {
        DemoStore store = new DemoStore(model, zone);
        new Seeder(store, seed).seed(rows);
        return store;
    }

    public DemoModel model() {
        return model;
    }

    /** The tracker's local clock. */
    public ZoneId zone() {
        return zone;
    }

    /** A number that grows whenever types or assets change. */
    public long revision() {
        return revision.get();
    }

    /** A number that grows whenever types change. */
    public long typesRevision() {
        return typesRevision.get();
    }

    /** Removes an attribute from a type and its subtypes, as an administrator may while clients hold older metadata. */
    public void hide(String type, String attribute) {
        model.require(type).hide(attribute);
        typesChanged();
    }

    /** Brings all hidden attributes back. */
    public void unhideAll() {
        model.types().forEach(DemoType::unhide);
        typesChanged();
    }

    private void typesChanged() {
        typesRevision.incrementAndGet();
        revision.incrementAndGet();
    }

    /** Every asset of every type that was made so far. */
    Stream<Asset> everything() {
        return own.values().stream().flatMap(Arrays::stream);
    }

    /**
     * Makes one change: each version becomes the newest of its asset, and assets without one are new. Versions are numbered in their
     * order. Who reads meanwhile sees each asset before or after the change.
     */
    synchronized void change(List<Version> versions) {
        change(versions, false);
    }

    /** Makes one change as {@link #change(List)} does, but with one number for all versions. */
    synchronized void changeTogether(List<Version> versions) {
        change(versions, true);
    }

    private void change(List<Version> versions, boolean together) {
        if (lastMoment < 0) {
            lastMoment = everything()
                    .mapToLong(asset -> asset.current().moment())
                    .max()
                    .orElse(0);
        }
        if (together) {
            lastMoment++;
        }
        List<Asset> made = new ArrayList<>();
        List<Asset> moved = new ArrayList<>();
        for (Version version : versions) {
            version.numbered(together ? lastMoment : ++lastMoment);
            Asset asset = version.asset();
            Version[] before = asset.versions();
            if (before.length == 0) {
                made.add(asset);
            } else if (asset.current().deleted() != version.deleted()) {
                moved.add(asset);
            }
            Version[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = version;
            asset.replaceVersions(after);
        }
        // Before the new assets are added, or a population that a reader has just made could hold them already.
        Map<String, Population> populations = populations(made, moved);
        made.stream()
                .collect(Collectors.groupingBy(asset -> asset.type().name()))
                .forEach((type, assets) -> own.merge(type, assets.toArray(Asset[]::new), Population::merge));
        worked = new Worked(populations);
        revision.incrementAndGet();
    }

    /** The known populations after a change: those of other types stay. */
    private Map<String, Population> populations(List<Asset> made, List<Asset> moved) {
        Map<String, Population> populations = new ConcurrentHashMap<>(worked.populations());
        populations.replaceAll((name, known) -> {
            DemoType type = model.require(name);
            Asset[] more = made.stream().filter(asset -> asset.type().isA(type)).toArray(Asset[]::new);
            boolean same = more.length == 0
                    && moved.stream().noneMatch(asset -> asset.type().isA(type));
            return same ? known : Population.of(List.<Asset[]>of(Population.merge(known.all(), more)));
        });
        return populations;
    }

    /** The assets of a type and its subtypes in key order, without deleted ones. The caller must not change the array. */
    public Asset[] visible(DemoType type) {
        return population(type).visible();
    }

    /** The assets of a type and its subtypes in key order, deleted ones included. The caller must not change the array. */
    public Asset[] all(DemoType type) {
        return population(type).all();
    }

    /** An asset by the number of its key, deleted or not. */
    public Optional<Asset> find(DemoType type, long id) {
        return population(type).find(id);
    }

    /** An asset by its key; a moment in the key is ignored. */
    public Optional<Asset> find(String token) {
        String[] parts = token.split(":");
        return model.type(parts[0]).flatMap(type -> find(type, Long.parseLong(parts[1])));
    }

    /** Keys of the assets of a type and its subtypes in key order, without deleted ones. */
    public List<String> keys(String type) {
        return Arrays.stream(visible(model.require(type))).map(Asset::token).toList();
    }

    /**
     * The current value of an attribute as clients see it.
     *
     * @return null, String, Boolean, BigDecimal, Long, LocalDateTime cut to milliseconds, LocalDate for days, byte[]; the key as
     *     String for a related asset; a List of these for a multi-valued attribute. Empty text is null, as is a password.
     */
    public Object value(String token, String attribute) {
        return plain(attribute(token, attribute), exact(token, attribute));
    }

    /** The current value of an attribute as it is stored: times as fine as the server compares them. */
    public Object exact(String token, String attribute) {
        Asset asset = asset(token);
        return read(administrator(View.CURRENT), attribute(token, attribute), asset.current());
    }

    /** All versions of an asset, oldest first; those that deleted it are among them. */
    public List<Version> versions(String token) {
        return asset(token).history();
    }

    /** When a version was made; it holds from then until the next one's time, which is not its own any more. */
    public Instant validFrom(Version version) {
        return Computations.instant(version.ticks());
    }

    /** The key of the member who made a version. */
    public String changedBy(Version version) {
        return version.changedBy().token();
    }

    /**
     * The value of an attribute in a version, at the time of that version's own change.
     *
     * @param path an attribute, or several with dots between, such as {@code Scope.Name}
     * @return what {@link #value(String, String)} gives; the values of a path through a multi-valued relation as a List, nulls included
     */
    public Object value(Version version, String path) {
        return value(administrator(View.CURRENT).at(version), version, path);
    }

    /**
     * The value of an attribute at a time, related assets as they were at that time too.
     *
     * @return what {@link #value(Version, String)} gives; null if the asset did not exist yet
     */
    public Object value(String token, String path, Instant time) {
        ReadContext context = administrator(View.at(time));
        return context.view()
                .version(asset(token))
                .map(version -> value(context, version, path))
                .orElse(null);
    }

    private Object value(ReadContext context, Version version, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        DemoAttribute attribute = attribute(version.asset().token(), name);
        Object value = read(context, attribute, version);
        if (dot < 0) {
            return plain(attribute, value);
        }
        String rest = path.substring(dot + 1);
        List<Object> values = new ArrayList<>();
        for (Object each : list(value)) {
            values.add(context.view()
                    .version((Asset) each)
                    .map(next -> value(context, next, rest))
                    .orElse(null));
        }
        return attribute.multi() ? values : values.isEmpty() ? null : values.get(0);
    }

    private ReadContext administrator(View view) {
        return new ReadContext(this, view, member(model.product().administrator()));
    }

    private DemoAttribute attribute(String token, String attribute) {
        DemoType type = asset(token).type();
        return type.attribute(attribute)
                .orElseThrow(() -> new IllegalArgumentException("no attribute " + type + "." + attribute));
    }

    private Asset asset(String token) {
        return find(token).orElseThrow(() -> new IllegalArgumentException("no asset " + token));
    }

    /** The member with a key that exists in every store. */
    public Asset member(String token) {
        return find(token).orElseThrow(() -> new IllegalArgumentException("no member " + token));
    }

    /** Whether a member may see an asset. */
    public boolean sees(Asset member, Version version) {
        return model.product().sees(new ReadContext(this, View.CURRENT, member), version);
    }

    /** Whether a member sees every asset. */
    public boolean seesAll(Asset member) {
        return model.product().seesAll(member);
    }

    /**
     * The value of an attribute in a version.
     *
     * @return null or what {@link Version} says; related assets as {@link Asset} or, for past versions, {@link Version}
     */
    public Object read(ReadContext context, DemoAttribute attribute, Version version) {
        if (attribute.stored()) {
            Object cell = version.cell(attribute.slot());
            return attribute.multi() ? many(context, cell) : cell;
        }
        if (attribute.source() instanceof AttributeSource.Computed computed) {
            return model.product().rule(computed.rule()).value(context, version);
        }
        if (attribute.source() instanceof AttributeSource.Closure closure) {
            return Computations.closure(context, version, closure);
        }
        return reverse(context, (AttributeSource.Reverse) attribute.source(), version.asset());
    }

    /** Deleted assets leave the multi-valued relations they were in. */
    private static Object[] many(ReadContext context, Object cell) {
        Object[] values = cell == null ? NONE : (Object[]) cell;
        for (Object value : values) {
            if (deleted(context, value)) {
                return Arrays.stream(values)
                        .filter(each -> !deleted(context, each))
                        .toArray();
            }
        }
        return values;
    }

    private static boolean deleted(ReadContext context, Object value) {
        if (!(value instanceof Asset asset)) {
            return false;
        }
        return context.past()
                ? context.view().version(asset).filter(Version::deleted).isPresent()
                : asset.current().deleted();
    }

    /** The assets whose relation holds the target. */
    Object[] reverse(ReadContext context, AttributeSource.Reverse source, Asset target) {
        boolean past = context.past();
        Worked now = worked;
        Map<AttributeSource.Reverse, Map<Asset, Object[]>> indexes = past ? now.everReverses() : now.reverses();
        Map<Asset, Object[]> index = indexes.get(source);
        if (index == null) {
            index = past ? everIndex(source, context) : index(source, context);
            indexes.put(source, index);
        }
        Object[] found = index.getOrDefault(target, NONE);
        // An index for each time would cost as much as all assets: one over all times leaves few to look at.
        return past
                ? Arrays.stream(found)
                        .filter(asset -> forward(context, source, (Asset) asset).contains(target))
                        .toArray()
                : found;
    }

    private Map<Asset, Object[]> index(AttributeSource.Reverse source, ReadContext context) {
        Map<Asset, List<Asset>> sources = new HashMap<>();
        for (Asset asset : all(model.require(source.type()))) {
            collect(sources, forward(context, source, asset), asset);
        }
        return arrays(sources);
    }

    /** By target, the assets that ever held it; what was deleted at times may have come back. */
    private Map<Asset, Object[]> everIndex(AttributeSource.Reverse source, ReadContext context) {
        Map<Asset, List<Asset>> sources = new HashMap<>();
        for (Asset asset : all(model.require(source.type()))) {
            Optional<DemoAttribute> relation = asset.type().attribute(source.attribute());
            for (Version version : relation.isEmpty() ? new Version[0] : asset.versions()) {
                DemoAttribute forward = relation.get();
                Object value =
                        forward.stored() ? version.cell(forward.slot()) : read(context.at(version), forward, version);
                collect(sources, list(value), asset);
            }
        }
        return arrays(sources);
    }

    /** What an asset's relation holds at the time of the context. */
    private List<Object> forward(ReadContext context, AttributeSource.Reverse source, Asset asset) {
        return asset.type()
                .attribute(source.attribute())
                .flatMap(relation -> context.view()
                        .version(asset)
                        .filter(version -> !version.deleted())
                        .map(version -> list(read(context, relation, version))))
                .orElse(List.of());
    }

    private static List<Object> list(Object value) {
        return value == null ? List.of() : Arrays.asList(value instanceof Object[] many ? many : new Object[] {value});
    }

    private static void collect(Map<Asset, List<Asset>> sources, List<Object> targets, Asset source) {
        for (Object target : targets) {
            List<Asset> known = sources.computeIfAbsent((Asset) target, key -> new ArrayList<>());
            if (known.isEmpty() || known.get(known.size() - 1) != source) {
                known.add(source);
            }
        }
    }

    private static Map<Asset, Object[]> arrays(Map<Asset, List<Asset>> sources) {
        Map<Asset, Object[]> index = new HashMap<>();
        sources.forEach((asset, list) -> index.put(asset, list.toArray()));
        return index;
    }

    private Population population(DemoType type) {
        Population known = worked.populations().get(type.name());
        if (known == null) {
            onDemand.accept(type);
            Worked now = worked;
            List<Asset[]> parts = new ArrayList<>();
            collectOwn(type, parts);
            known = Population.of(parts);
            now.populations().put(type.name(), known);
        }
        return known;
    }

    private void collectOwn(DemoType type, List<Asset[]> parts) {
        parts.add(own.getOrDefault(type.name(), NONE));
        type.subtypes().forEach(subtype -> collectOwn(subtype, parts));
    }

    /** Sets the assets of a concrete type, in key order. */
    synchronized void populate(DemoType type, List<Asset> assets) {
        Asset[] sorted = assets.toArray(Asset[]::new);
        Arrays.sort(sorted, Population.KEY_ORDER);
        own.put(type.name(), sorted);
        worked = new Worked(new ConcurrentHashMap<>());
    }

    private static Object plain(DemoAttribute attribute, Object value) {
        if (value instanceof Object[] many) {
            return Arrays.stream(many).map(each -> plain(attribute, each)).toList();
        }
        if (attribute.kind() == AttributeKind.PASSWORD || "".equals(value)) {
            return null;
        }
        if (value instanceof LocalDateTime time) {
            return attribute.has(DemoAttribute.Flag.DAY) ? time.toLocalDate() : time.truncatedTo(ChronoUnit.MILLIS);
        }
        if (value instanceof Asset asset) {
            return asset.token();
        }
        return value instanceof Version version ? version.token() : value;
    }
}
