package io.trackersql.rally;

import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which writes share a request. A batch does not tell the keys of what it creates to its other entries, and whether its entries are made in their
 * order is not known; so what depends on an earlier write goes in a later request. What is independent is sent together: creations, changes and
 * deletions apart, each in their order.
 */
final class WritePlan {
    private final List<Mutation> mutations;
    private final Predicate<Mutation> isAlone;
    private final Map<Object, Integer> lastOf = new HashMap<>();
    private final Map<Object, Integer> creations = new HashMap<>();
    private final int[] waves;
    private int waveMax;

    private WritePlan(List<Mutation> mutations, Predicate<Mutation> isAlone) {
        this.mutations = mutations;
        this.isAlone = isAlone;
        this.waves = new int[mutations.size()];
    }

    /** What a write is to others. */
    private enum Kind {
        CREATE,
        UPDATE,
        DELETE,
        OPERATE;

        static Kind of(Mutation mutation) {
            if (mutation instanceof Mutation.Create) {
                return CREATE;
            } else if (mutation instanceof Mutation.Update) {
                return UPDATE;
            }
            return mutation instanceof Mutation.Delete ? DELETE : OPERATE;
        }

        /** Whether writes behind it may go before it, and it before those in front of it, as long as they are about other assets. */
        boolean isFree() {
            return this == CREATE || this == UPDATE;
        }
    }

    /**
     * The places of the writes of each request, in the order of the requests.
     *
     * @param most writes of one request
     * @param isAlone which writes cannot be entries of a batch
     */
    static List<List<Integer>> requests(List<Mutation> mutations, int most, Predicate<Mutation> isAlone) {
        WritePlan plan = new WritePlan(mutations, isAlone);
        plan.setWaves();
        List<List<Integer>> byWave = new ArrayList<>();
        for (int i = 0; i < mutations.size(); i++) {
            while (byWave.size() <= plan.waves[i]) {
                byWave.add(new ArrayList<>());
            }
            byWave.get(plan.waves[i]).add(i);
        }
        List<List<Integer>> requests = new ArrayList<>();
        byWave.forEach(wave -> plan.addRequests(wave, most, requests));
        return requests;
    }

    /** The keys that a write speaks of beside its own. */
    static Set<Object> mentions(Mutation mutation) {
        Set<Object> keys = new HashSet<>();
        for (Change change : mutation.changes()) {
            if (Tokens.isReference(change.column())) {
                keys.addAll(change.values());
            }
        }
        if (mutation instanceof Mutation.Operate operate) {
            keys.addAll(operate.arguments());
        }
        return keys;
    }

    private void setWaves() {
        int floor = 0;
        Kind before = Kind.CREATE;
        for (int i = 0; i < mutations.size(); i++) {
            Mutation mutation = mutations.get(i);
            Kind kind = Kind.of(mutation);
            boolean isBarrier = kind == Kind.OPERATE || (kind != before && !(kind.isFree() && before.isFree()));
            if (isBarrier && i > 0) {
                floor = waveMax + 1;
            }
            int wave = Math.max(floor, after(lastOf.get(mutation.key())));
            for (Object key : mentions(mutation)) {
                wave = Math.max(wave, after(creations.get(key)));
            }
            waves[i] = wave;
            waveMax = Math.max(waveMax, wave);
            lastOf.put(mutation.key(), i);
            if (kind == Kind.CREATE) {
                creations.put(mutation.key(), i);
            }
            before = kind;
        }
    }

    private int after(Integer place) {
        return place == null ? 0 : waves[place] + 1;
    }

    private void addRequests(List<Integer> wave, int most, List<List<Integer>> requests) {
        for (Kind kind : Kind.values()) {
            List<Integer> together = new ArrayList<>();
            List<List<Integer>> alone = new ArrayList<>();
            for (int i : wave) {
                if (Kind.of(mutations.get(i)) == kind) {
                    if (isAlone.test(mutations.get(i))) {
                        alone.add(List.of(i));
                    } else {
                        together.add(i);
                    }
                }
            }
            for (int from = 0; from < together.size(); from += most) {
                requests.add(List.copyOf(together.subList(from, Math.min(together.size(), from + most))));
            }
            requests.addAll(alone);
        }
    }
}
