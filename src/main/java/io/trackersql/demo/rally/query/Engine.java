package io.trackersql.demo.rally.query;

import io.trackersql.demo.rally.query.Syntax.Filter;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyType;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the rows of a question in their order; safe for threads.
 *
 * <p>The last answers are kept, so that page after page of a long result costs one evaluation.
 */
public final class Engine {
    private static final int KEPT_ANSWERS = 8;
    private static final long KEPT_MILLIS = 60_000;
    /** Types whose totals count objects that the user cannot see, and whose closed objects must be asked for. */
    private static final Set<String> CONTAINERS = Set.of("Project", "Workspace");

    private record Key(long revision, long minute, Question question) {}

    private final Data data;
    private final Rules rules;
    private final Instants instants;
    private final boolean overcounts;
    private final Map<Key, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Answer> eldest) {
            return size() > KEPT_ANSWERS;
        }
    };

    public Engine(Data data, Rules rules, Instants instants, boolean overcounts) {
        this.data = data;
        this.rules = rules;
        this.instants = instants;
        this.overcounts = overcounts;
    }

    /** All rows, before paging. */
    public Answer answer(Question question) {
        Key key = new Key(data.store().revision(), instants.clock().millis() / KEPT_MILLIS, question);
        synchronized (answers) {
            Answer known = answers.get(key);
            if (known != null) {
                return known;
            }
        }
        Answer found = evaluate(question);
        synchronized (answers) {
            answers.put(key, found);
        }
        return found;
    }

    private Answer evaluate(Question question) {
        Instants times = new Instants(instants.clock(), instants.workspace(), zone(question.user()));
        Binder binder = new Binder(data, rules, times, question.types(), question.user());
        Optional<Filter> filter = Grammar.query(question.query(), rules.backslashEscapes());
        List<Order.Key> keys = binder.order(Grammar.order(question.order()));
        Predicate<Asset> wanted = filter.map(binder::filter)
                .orElse(object -> true)
                .and(inScope(question))
                .and(open(question));
        Asset[] candidates = Arrays.stream(candidates(question)).filter(wanted).toArray(Asset[]::new);
        Asset[] rows = Arrays.stream(candidates)
                .filter(object -> data.store().sees(question.user(), object))
                .toArray(Asset[]::new);
        boolean counted =
                overcounts && CONTAINERS.contains(question.types().get(0).typePath());
        Order.Sorted sorted = new Order(data, keys, rules.nullsLast()).sort(rows);
        boolean identified = keys.stream().anyMatch(Order.Key::identifies);
        return new Answer(
                sorted.rows(), identified ? new int[0] : sorted.groups(), counted ? candidates.length : rows.length);
    }

    /** The time zone of a user's account, else that of the workspace. */
    private ZoneId zone(Asset user) {
        return data.value(user, "UserProfile") instanceof Asset profile
                        && data.value(profile, "TimeZone") instanceof String zone
                ? ZoneId.of(zone)
                : instants.workspace();
    }

    private Asset[] candidates(Question question) {
        if (question.owner().isPresent()) {
            Asset[] items = ((Asset[]) data.value(question.owner().get(), question.member())).clone();
            Arrays.sort(items, Comparator.comparingLong(Asset::id));
            return items;
        }
        if (question.types().size() == 1) {
            return data.store().objects(question.types().get(0));
        }
        return question.types().stream()
                .flatMap(type -> Arrays.stream(data.store().objects(type)))
                .distinct()
                .sorted(Comparator.comparingLong(Asset::id))
                .toArray(Asset[]::new);
    }

    /** A collection is read whole: its owner is the scope. */
    private Predicate<Asset> inScope(Question question) {
        if (question.owner().isPresent()) {
            return object -> true;
        }
        Scope scope = question.scope();
        return object -> {
            Optional<Asset> workspace = related(object, "Workspace");
            if (workspace.isPresent() && workspace.get() != scope.workspace()) {
                return false;
            }
            Optional<Asset> project = related(object, "Project");
            return project.isEmpty()
                    || scope.projects().map(all -> all.contains(project.get())).orElse(true);
        };
    }

    private Optional<Asset> related(Asset object, String name) {
        return Optional.ofNullable((Asset) data.value(object, name));
    }

    /** Closed projects and workspaces are listed only if the query speaks of their state. */
    private Predicate<Asset> open(Question question) {
        RallyType type = question.types().get(0);
        if (!CONTAINERS.contains(type.typePath())
                || question.query().toLowerCase(Locale.ROOT).contains("state")) {
            return object -> true;
        }
        return object -> !"Closed".equals(data.value(object, "State"));
    }
}
