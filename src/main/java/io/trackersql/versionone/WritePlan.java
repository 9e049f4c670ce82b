package io.trackersql.versionone;

import io.trackersql.backend.WriteOptions;
import io.trackersql.model.EntityModel;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which mutations share a request of {@code api/asset}, and which go step by step through {@code rest-1.v1}. */
final class WritePlan {
    /** A quarter of what ASP.NET takes in a request unless it is configured otherwise. */
    private static final long TEXT_CHARACTERS_MAX = 1 << 20;

    private final EntityModel model;
    private final WriteOptions options;
    private final WriteSender sender;

    /** @param sender knows whether the server has api/asset, which may turn out between two parts */
    WritePlan(EntityModel model, WriteOptions options, WriteSender sender) {
        this.model = model;
        this.options = options;
        this.sender = sender;
    }

    /**
     * Mutations that go together: several in one request of api/asset, or one with a request for each of its steps.
     *
     * @param from the place of the first in the list
     */
    record Part(int from, List<Mutation> mutations, List<List<Step>> steps, boolean isBulk) {
        int to() {
            return from + mutations.size();
        }

        /** The one request of several mutations. */
        BulkRequest request(WriteOptions options) {
            return BulkRequest.of(mutations, steps, options.wantsNumbers(), true);
        }
    }

    /**
     * What goes together from a place of the list on.
     *
     * @param keys those of assets that were made, by their provisional ones
     */
    Part part(List<Mutation> mutations, int from, Map<Object, Object> keys) {
        Part part = null;
        long characters = 0;
        for (int i = from; i < mutations.size(); i++) {
            Mutation mutation =
                    keys.isEmpty() ? mutations.get(i) : mutations.get(i).withKeys(keys);
            List<Step> steps = Step.of(mutation, model);
            boolean isBulk = !steps.isEmpty() && isForBulk(steps);
            characters += steps.stream().mapToLong(Step::characters).sum();
            if (part == null) {
                part = new Part(from, new ArrayList<>(), new ArrayList<>(), isBulk);
            } else if (!isBulk
                    || !part.isBulk()
                    || part.mutations().size() >= options.batchRows()
                    || characters > TEXT_CHARACTERS_MAX) {
                return part;
            }
            part.mutations().add(mutation);
            part.steps().add(steps);
        }
        return part;
    }

    private boolean isForBulk(List<Step> steps) {
        return steps.stream().allMatch(s -> isOnlyForBulk(s) || (!sender.lacksBulk() && !isOnlyForRest(s)));
    }

    /** Whether rest-1.v1 cannot say it. */
    static boolean isOnlyForBulk(Step step) {
        return step instanceof Step.Place
                || (step instanceof Step.Execute execute && !execute.arguments().isEmpty());
    }

    private boolean isOnlyForRest(Step step) {
        if (options.comment().isPresent() || step instanceof Step.Send) {
            return true;
        } else if (step instanceof Step.Create create) {
            return options.createContext().isPresent() || Contents.areFiles(create.type());
        } else if (step instanceof Step.Set set) {
            return isClearing(set);
        }
        return !Operations.isInPlace(((Step.Execute) step).operation());
    }

    /** What api/asset makes of null in an update is not known. */
    static boolean isClearing(Step step) {
        return step instanceof Step.Set set
                && set.changes().stream().anyMatch(c -> c instanceof Change.Assign a && a.value() == null);
    }

    /** The keys that a mutation names beside its own. */
    static Set<Object> mentions(Mutation mutation) {
        Set<Object> keys = mutation.changes().stream()
                .filter(c -> c.column().role() == Column.Role.RELATION)
                .flatMap(c -> c.values().stream())
                .collect(Collectors.toSet());
        if (mutation instanceof Mutation.Operate operate) {
            keys.addAll(operate.arguments());
        }
        return keys;
    }
}
