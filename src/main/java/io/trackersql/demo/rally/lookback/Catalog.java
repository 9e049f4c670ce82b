package io.trackersql.demo.rally.lookback;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyAttribute.AttributeType;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.RallyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of documents: what types have them, what their values stand for; safe for threads. */
final class Catalog {
    static final String FORMATTED_ID = "FormattedID";
    static final String TYPE_HIERARCHY = "_TypeHierarchy";
    static final String PREVIOUS = "_PreviousValues";
    static final String PROJECT = "Project";

    private static final String NO_RATING = "None";
    private static final String STATE = "State";
    private static final Set<String> NAMED = Set.of(PROJECT, "Release", "Iteration");
    private static final Set<String> TIMES = Set.of("_ValidFrom", "_ValidTo", "_SnapshotDate", "RevisionDate");

    private final RallyStore store;
    private final LookbackRules rules;
    private final Map<String, List<RallyAttribute>> stored = new HashMap<>();
    private final Map<String, Map<String, RallyAttribute>> byType = new HashMap<>();
    private final Map<String, List<Object>> hierarchies = new HashMap<>();
    private final Map<String, Map<Long, Choice>> choices = new HashMap<>();
    private final Set<String> times = new HashSet<>(TIMES);

    Catalog(RallyStore store, LookbackRules rules) {
        this.store = store;
        this.rules = rules;
        for (RallyType type : types()) {
            List<RallyAttribute> kept = type.list().stream()
                    .filter(each -> store.keeps(each) && !each.name().equals(FORMATTED_ID))
                    .toList();
            stored.put(type.typePath(), kept);
            hierarchies.put(type.typePath(), definitions(type));
            Map<String, RallyAttribute> byName = new LinkedHashMap<>();
            kept.forEach(each -> byName.put(each.name(), each));
            byType.put(type.typePath(), byName);
            kept.forEach(this::describe);
        }
        for (Asset state : store.objects(store.model().require(STATE))) {
            Choice choice = new Choice(
                    state.id(),
                    (String) store.value(state.id(), "Name"),
                    (Long) store.value(state.id(), "TypeDef"),
                    (Long) store.value(state.id(), "OrderIndex"));
            choices.computeIfAbsent(STATE, key -> new HashMap<>()).put(choice.id(), choice);
        }
    }

    private List<Object> definitions(RallyType type) {
        List<Object> found = new ArrayList<>();
        Optional<RallyType> each = Optional.of(type);
        while (each.isPresent()) {
            found.add(0, each.get().definition());
            each = each.get().parent().map(store.model()::require);
        }
        return List.copyOf(found);
    }

    private void describe(RallyAttribute attribute) {
        if (attribute.type() == AttributeType.DATE) {
            times.add(attribute.name());
        }
        if (isChoice(attribute)) {
            Map<Long, Choice> known = choices.computeIfAbsent(attribute.name(), key -> new HashMap<>());
            for (int i = 0; i < attribute.choices().size(); i++) {
                String text = attribute.choices().get(i);
                long id = attribute.choiceId(i);
                known.put(id, new Choice(id, text.isEmpty() ? NO_RATING : text, attribute.definition(), i));
            }
        }
    }

    private boolean isChoice(RallyAttribute attribute) {
        return switch (attribute.type()) {
            case STATE, RATING -> attribute.constrained();
            case STRING -> attribute.constrained() && rules.dropDownsAsIds();
            default -> false;
        };
    }

    /** The types whose objects have snapshots. */
    List<RallyType> types() {
        return store.model().concrete(store.model().require("Artifact"));
    }

    /** ObjectIDs of the definitions of a type and those above it, from the top. */
    List<Object> hierarchy(RallyType type) {
        return hierarchies.get(type.typePath());
    }

    /** What documents of a type hold, in their order. */
    List<RallyAttribute> stored(RallyType type) {
        return stored.get(type.typePath());
    }

    Optional<RallyAttribute> attribute(RallyType type, String name) {
        return Optional.ofNullable(byType.get(type.typePath()).get(name));
    }

    /** True if a field holds times. */
    boolean isTime(String field) {
        return times.contains(plain(field));
    }

    /** True if a field holds ObjectIDs of allowed values, in some types at least. */
    boolean isChoice(String field) {
        return choices.containsKey(plain(field));
    }

    /** The allowed values of a field in all types. */
    List<Choice> choices(String field) {
        return choices.get(plain(field)).values().stream()
                .sorted(Comparator.comparing(Choice::group)
                        .thenComparing(Choice::place)
                        .thenComparing(Choice::id))
                .toList();
    }

    Optional<Choice> choice(String field, Object id) {
        return Optional.ofNullable(choices.getOrDefault(plain(field), Map.of()).get(id));
    }

    /** ObjectID of a type's definition by its name. */
    Optional<Long> type(String name) {
        return store.model().type(name).map(RallyType::definition);
    }

    /** What a document holds in place of a value. */
    Object encode(RallyAttribute attribute, Object value) {
        if (value instanceof Asset asset) {
            return asset.id();
        }
        if (value instanceof Object[] many) {
            List<Object> ids = new ArrayList<>();
            for (Object each : many) {
                ids.add(((Asset) each).id());
            }
            return ids.isEmpty() && !rules.keepsEmptyLists() ? Values.ABSENT : ids;
        }
        boolean rating = attribute.type() == AttributeType.RATING;
        boolean none = value == null || (attribute.constrained() && (value.equals("") || value.equals(NO_RATING)));
        if (none) {
            return rating && rules.keepsNoRating() ? (Object) attribute.choiceId(0) : Values.ABSENT;
        }
        return isChoice(attribute)
                ? (Object) attribute.choiceId(attribute.choices().indexOf(value))
                : value;
    }

    /** The text that a hydrated field shows for a value; the value itself if there is none. */
    Object hydrated(String field, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> hydrated(field, each)).toList();
        }
        if (field.equals(TYPE_HIERARCHY)) {
            return store.model().types().stream()
                    .filter(type -> value.equals(type.definition()))
                    .<Object>map(RallyType::typePath)
                    .findFirst()
                    .orElse(value);
        }
        if (NAMED.contains(plain(field)) && value instanceof Long id) {
            return store.find(id)
                    .map(object -> store.value(object.id(), "Name"))
                    .orElse(value);
        }
        return choice(field, value).<Object>map(Choice::text).orElse(value);
    }

    /** A field without the part that leads to its previous value. */
    private static String plain(String field) {
        return field.startsWith(PREVIOUS + ".") ? field.substring(PREVIOUS.length() + 1) : field;
    }
}
