package io.trackersql.demo.store;

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
    private final Map<String, Asset[]> own = new ConcurrentHashMap<>();
    private final Map<String, Population> populations = new ConcurrentHashMap<>();
    private final Map<AttributeSource.Reverse, Map<Asset, Object[]>> reverses = new ConcurrentHashMap<>();
    private final Consumer<DemoType> onDemand;

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

    /** Removes an attribute from a type and its subtypes, as an administrator may while clients hold older metadata. */
    public void hide(String type, String attribute) {
        model.require(type).hide(attribute);
        revision.incrementAndGet();
    }

    /** Brings all hidden attributes back. */
    public void unhideAll() {
        model.types().forEach(DemoType::unhide);
        revision.incrementAndGet();
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
        ReadContext context =
                new ReadContext(this, View.CURRENT, member(model.product().administrator()));
        return read(context, attribute(token, attribute), asset.current());
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
            return attribute.multi() ? many(cell) : cell;
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
    private static Object[] many(Object cell) {
        Object[] values = cell == null ? NONE : (Object[]) cell;
        for (Object value : values) {
            if (value instanceof Asset asset && asset.current().deleted()) {
                return Arrays.stream(values)
                        .filter(each ->
                                !(each instanceof Asset one && one.current().deleted()))
                        .toArray();
            }
        }
        return values;
    }

    /** The assets whose relation holds the target. */
    Object[] reverse(ReadContext context, AttributeSource.Reverse source, Asset target) {
        if (context.view() == View.CURRENT) {
            Map<Asset, Object[]> index = reverses.get(source);
            if (index == null) {
                index = index(source, context);
                reverses.put(source, index);
            }
            return index.getOrDefault(target, NONE);
        }
        return index(source, context).getOrDefault(target, NONE);
    }

    private Map<Asset, Object[]> index(AttributeSource.Reverse source, ReadContext context) {
        DemoType type = model.require(source.type());
        Map<Asset, List<Asset>> lists = new HashMap<>();
        for (Asset asset : all(type)) {
            asset.type().attribute(source.attribute()).ifPresent(forward -> context.view()
                    .version(asset)
                    .filter(version -> !version.deleted())
                    .map(version -> read(context, forward, version))
                    .ifPresent(value -> collect(lists, value, asset)));
        }
        Map<Asset, Object[]> index = new HashMap<>();
        lists.forEach((asset, list) -> index.put(asset, list.toArray()));
        return index;
    }

    private static void collect(Map<Asset, List<Asset>> lists, Object value, Asset source) {
        for (Object target : value instanceof Object[] many ? many : new Object[] {value}) {
            lists.computeIfAbsent((Asset) target, key -> new ArrayList<>()).add(source);
        }
    }

    private Population population(DemoType type) {
        Population known = populations.get(type.name());
        if (known == null) {
            onDemand.accept(type);
            List<Asset[]> parts = new ArrayList<>();
            collectOwn(type, parts);
            known = Population.of(parts);
            populations.put(type.name(), known);
        }
        return known;
    }

    private void collectOwn(DemoType type, List<Asset[]> parts) {
        parts.add(own.getOrDefault(type.name(), NONE));
        type.subtypes().forEach(subtype -> collectOwn(subtype, parts));
    }

    /** Sets the assets of a concrete type, in key order. */
    void populate(DemoType type, List<Asset> assets) {
        Asset[] sorted = assets.toArray(Asset[]::new);
        Arrays.sort(sorted, Population.KEY_ORDER);
        own.put(type.name(), sorted);
        populations.clear();
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
