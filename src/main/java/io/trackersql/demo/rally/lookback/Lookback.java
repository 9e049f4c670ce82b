package io.trackersql.demo.rally.lookback;

import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.store.RallyType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers questions about the snapshots of a workspace; safe for threads. */
public final class Lookback {
    private final RallyStore store;
    private final LookbackRules rules;
    private final Clock clock;
    private final boolean shufflesTies;
    private final Catalog catalog;
    private final Documents documents;
    private final AtomicLong requests = new AtomicLong();

    /**
     * A service over a store.
     *
     * @param shufflesTies true if documents that {@code sort} does not tell apart come in another order with each request
     */
    public Lookback(RallyStore store, LookbackRules rules, Clock clock, boolean shufflesTies) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.shufflesTies = shufflesTies;
        this.catalog = new Catalog(store, rules);
        this.documents = new Documents(store, catalog, rules);
    }

    /** Answers a question of a user. */
    public Found find(Asset workspace, Asset user, Question question) {
        Instant until = clock.instant().minus(rules.lag()).truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> generated = new Rewriter(catalog, rules, until).rewrite(question.find());
        List<Document> matches = new ArrayList<>();
        Predicate<Document> condition = new Matcher(rules).all(generated);
        candidates(workspace, generated)
                .forEach(artifact -> documents.of(artifact, until, document -> {
                    if (condition.test(document)) {
                        matches.add(document);
                    }
                }));
        Map<Asset, Boolean> seen = new HashMap<>();
        Predicate<Document> isSeen = document -> document.project()
                .map(project -> seen.computeIfAbsent(project, key -> store.sees(user, key)))
                .orElse(true);
        if (!question.removeUnauthorized()) {
            refuseUnseen(matches, isSeen);
        } else if (!rules.dropsFromPages()) {
            matches.removeIf(isSeen.negate());
        }
        // An odd number, or the last bits of ids would no longer count.
        long shuffle = shufflesTies ? requests.incrementAndGet() * 2 + 1 : 0;
        List<Document> sorted = new Sorting(catalog, question.sort(), shuffle).sorted(matches);
        int from = Math.min(question.start(), matches.size());
        int to = Math.min(from + question.pageRows(), matches.size());
        List<Document> page = new ArrayList<>(sorted.subList(from, to));
        page.removeIf(isSeen.negate());
        return new Found(
                generated,
                projected(question),
                matches.size(),
                question.start(),
                to < matches.size(),
                until,
                new Rows(catalog, question).of(page));
    }

    /** The artifacts of the workspace, without those of types that the condition rules out at its top, as an index would. */
    private Stream<Asset> candidates(Asset workspace, Map<String, Object> generated) {
        Object asked = generated.get(Catalog.TYPE_HIERARCHY);
        return catalog.types().stream()
                .filter(type -> !(asked instanceof Number id) || isBelow(type, id.longValue()))
                .flatMap(type -> Arrays.stream(store.all(type)))
                .filter(artifact -> store.reference(artifact, "Workspace")
                        .filter(workspace::equals)
                        .isPresent());
    }

    private boolean isBelow(RallyType type, long definition) {
        return store.model().types().stream().anyMatch(each -> each.definition() == definition && type.isA(each));
    }

    private static void refuseUnseen(List<Document> matches, Predicate<Document> isSeen) {
        TreeSet<Long> unseen = matches.stream()
                .filter(isSeen.negate())
                .map(document -> document.project().orElseThrow().id())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unseen.isEmpty()) {
            throw Refusal.query("Server Error: Unauthorized for projects: "
                    + unseen.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    private static Map<String, Object> projected(Question question) {
        Map<String, Object> projected = new LinkedHashMap<>();
        question.fields().orElse(List.of()).forEach(name -> {
            if (name.equals(Catalog.FORMATTED_ID)) {
                projected.put("_UnformattedID", 1L);
                projected.put(Catalog.TYPE_HIERARCHY, "['$slice': -1]");
            } else {
                projected.put(name, 1L);
            }
        });
        if (!projected.isEmpty()) {
            projected.put(Catalog.PROJECT, 1L);
        }
        return projected;
    }
}
