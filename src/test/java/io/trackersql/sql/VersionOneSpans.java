package io.trackersql.sql;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * When something may have changed that the row of an asset shows at a time: the asset itself, what it refers to, or what refers to it.
 * Between two such times a row stays the same, which is what tables with periods need.
 */
final class VersionOneSpans {
    /** Nothing shows the other side of these. */
    private static final Set<String> OF_CHANGES = Set.of("ChangedBy", "CreatedBy", "RetiredBy", "SecurityScope", "ID");

    private final DemoStore store;
    private final Map<String, List<ExpectedVersion>> versions = new HashMap<>();
    private final Map<String, NavigableSet<Instant>> own = new HashMap<>();
    private final Map<String, Set<String>> neighbours = new HashMap<>();

    VersionOneSpans(DemoStore store) {
        this.store = store;
        for (DemoType type : store.model().types()) {
            if (!type.isAbstract()) {
                for (Asset asset : store.all(type)) {
                    addRelated(asset);
                }
            }
        }
    }

    private void addRelated(Asset asset) {
        NavigableSet<Instant> times = own.computeIfAbsent(asset.token(), key -> new TreeSet<>());
        List<DemoAttribute> relations = asset.type().attributes().stream()
                .filter(attribute -> attribute.relation() && VersionOneTables.isShown(attribute))
                .toList();
        for (Version version : store.versions(asset.token())) {
            times.add(store.validFrom(version));
            for (DemoAttribute relation : relations) {
                Object value = store.value(version, relation.name());
                for (Object target :
                        value instanceof List<?> many ? many : value == null ? List.of() : List.of(value)) {
                    relate(asset.token(), (String) target);
                    if (!OF_CHANGES.contains(relation.name())) {
                        relate((String) target, asset.token());
                    }
                }
            }
        }
    }

    private void relate(String one, String other) {
        neighbours.computeIfAbsent(one, key -> new TreeSet<>()).add(other);
    }

    /** The versions of an asset, oldest first, without those that deleted it. */
    List<ExpectedVersion> versions(String asset) {
        return versions.computeIfAbsent(asset, key -> {
            List<Version> all = store.versions(key);
            List<ExpectedVersion> found = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Version version = all.get(i);
                Instant end = i + 1 < all.size() ? store.validFrom(all.get(i + 1)) : ExpectedVersion.NEVER;
                if (!version.deleted()) {
                    found.add(new ExpectedVersion(
                            key, store.validFrom(version), end, version.moment(), store.changedBy(version), version));
                }
            }
            return found;
        });
    }

    /** The versions of an asset, each cut wherever something near it changed. */
    List<ExpectedVersion> spans(String asset) {
        NavigableSet<Instant> cuts = new TreeSet<>(own.get(asset));
        neighbours.getOrDefault(asset, Set.of()).forEach(near -> cuts.addAll(own.getOrDefault(near, new TreeSet<>())));
        List<ExpectedVersion> spans = new ArrayList<>();
        for (ExpectedVersion version : versions(asset)) {
            Instant from = version.from();
            for (Instant cut : cuts.subSet(version.from(), false, version.to(), false)) {
                spans.add(part(version, from, cut));
                from = cut;
            }
            spans.add(part(version, from, version.to()));
        }
        return spans;
    }

    private static ExpectedVersion part(ExpectedVersion version, Instant from, Instant to) {
        return new ExpectedVersion(version.asset(), from, to, version.number(), version.changedBy(), version.stored());
    }
}
