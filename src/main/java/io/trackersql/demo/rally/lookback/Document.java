package io.trackersql.demo.rally.lookback;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.RallyType;
import io.trackersql.demo.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One snapshot as the document that conditions are tested on; values are worked out when they are asked for. */
final class Document {
    static final String VALID_FROM = "_ValidFrom";
    static final String VALID_TO = "_ValidTo";
    private static final List<String> SYSTEM = List.of(
            "_id",
            VALID_FROM,
            VALID_TO,
            "_ObjectUUID",
            "_SnapshotNumber",
            "_SnapshotType",
            "_SnapshotDate",
            "_RevisionNumber",
            "_User",
            Catalog.TYPE_HIERARCHY,
            "_ItemHierarchy",
            "_ProjectHierarchy",
            "_UnformattedID",
            Catalog.PREVIOUS);
    private static final int JITTER_MILLIS_MAX = 90_000;

    private final RallyStore store;
    private final Catalog catalog;
    private final LookbackRules rules;
    private final Snapshot snapshot;
    private final Optional<Snapshot> before;
    private final Instant validTo;
    private final RallyType type;

    Document(Documents source, Snapshot snapshot, Optional<Snapshot> before, Instant validTo) {
        this.store = source.store();
        this.catalog = source.catalog();
        this.rules = source.rules();
        this.snapshot = snapshot;
        this.before = before;
        this.validTo = validTo;
        this.type = store.typeOf(snapshot.artifact());
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Instant validTo() {
        return validTo;
    }

    /** The names that a document may have, in its own order. */
    List<String> names() {
        List<String> names = new ArrayList<>(SYSTEM);
        List<RallyAttribute> attributes = catalog.stored(type);
        for (int i = attributes.size() - 1; i >= 0; i--) {
            names.add(attributes.get(i).name());
        }
        return names;
    }

    /** The value of a field or of a path, {@link Values#ABSENT} if there is none. */
    Object value(String field) {
        int dot = field.indexOf('.');
        if (dot >= 0) {
            Object outer = value(field.substring(0, dot));
            String inner = field.substring(dot + 1);
            return outer instanceof Map<?, ?> map && map.containsKey(inner) ? map.get(inner) : Values.ABSENT;
        }
        return field.startsWith("_") ? system(field) : attribute(snapshot, field);
    }

    /** The type's prefix and the number, which documents do not hold together. */
    String formattedId() {
        return type.prefix() + value("_UnformattedID");
    }

    private Object attribute(Snapshot from, String name) {
        return catalog.attribute(type, name)
                .map(attribute -> catalog.encode(attribute, store.read(from, attribute)))
                .orElse(Values.ABSENT);
    }

    private Object system(String field) {
        Asset artifact = snapshot.artifact();
        return switch (field) {
            case "_id" -> "%016x%08x".formatted(artifact.id(), snapshot.number());
            case VALID_FROM -> snapshot.validFrom();
            case VALID_TO -> validTo;
            case "_ObjectUUID" -> store.uuid(artifact).toString();
            case "_SnapshotNumber", "_RevisionNumber" -> (long) snapshot.number();
            case "_SnapshotType" -> kind();
            case "_SnapshotDate" ->
                snapshot.validFrom()
                        .plusMillis(Math.floorMod(artifact.id() * (snapshot.number() + 1L), JITTER_MILLIS_MAX));
            case "_User" -> snapshot.changedBy().id();
            case Catalog.TYPE_HIERARCHY -> catalog.hierarchy(type);
            case "_ItemHierarchy" ->
                snapshot.hierarchy().stream().<Object>map(Asset::id).toList();
            case "_ProjectHierarchy" -> projectHierarchy();
            case "_UnformattedID" -> unformattedId();
            case Catalog.PREVIOUS -> previous();
            default -> Values.ABSENT;
        };
    }

    private String kind() {
        String name = snapshot.kind().name();
        return rules.upperCase() ? name : name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private long unformattedId() {
        RallyAttribute formatted = type.attribute(Catalog.FORMATTED_ID).orElseThrow();
        return Long.parseLong(((String) store.read(snapshot, formatted))
                .substring(type.prefix().length()));
    }

    /** The project that the snapshot was in. */
    Optional<Asset> project() {
        return type.attribute(Catalog.PROJECT)
                .map(attribute -> store.read(snapshot, attribute))
                .map(Asset.class::cast);
    }

    private Object projectHierarchy() {
        List<Object> found = new ArrayList<>();
        Optional<Asset> project = project();
        while (project.isPresent()) {
            found.add(0, project.get().id());
            project = store.reference(project.get(), "Parent");
        }
        return found.isEmpty() ? Values.ABSENT : found;
    }

    /** What changed fields held before, null for nothing; all fields of the first snapshot. */
    private Map<String, Object> previous() {
        Map<String, Object> changed = new LinkedHashMap<>();
        for (RallyAttribute attribute : catalog.stored(type)) {
            Object now = attribute(snapshot, attribute.name());
            Object then = before.map(each -> attribute(each, attribute.name())).orElse(Values.ABSENT);
            if (!Values.same(now, then)) {
                changed.put(attribute.name(), then == Values.ABSENT ? null : then);
            }
        }
        return changed;
    }
}
