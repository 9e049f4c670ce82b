package io.trackersql.exec;

import io.trackersql.backend.WriteOptions;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import io.trackersql.write.Mutation;
import io.trackersql.write.MutationBuffer.Pending;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sends writes of one execution to their trackers, each tracker's in their order. */
final class Writing {
    private final StatementRun run;
    private final Function<String, Tracker> trackers;
    private final boolean wantsNumbers;

    Writing(StatementRun run, Function<String, Tracker> trackers, boolean wantsNumbers) {
        this.run = run;
        this.trackers = trackers;
        this.wantsNumbers = wantsNumbers;
    }

    /** Sends writes. When something fails, what comes later is not sent, of any tracker. */
    WriteReport send(List<Pending> writes) {
        WriteOutcome[] outcomes = new WriteOutcome[writes.size()];
        Arrays.fill(outcomes, new WriteOutcome.NotSent());
        boolean goesOn = true;
        boolean isFirst = true;
        for (Map.Entry<String, List<Integer>> part : byTracker(writes).entrySet()) {
            if (goesOn) {
                List<WriteOutcome> found = send(trackers.apply(part.getKey()), part.getValue(), writes, isFirst);
                isFirst = false;
                for (int i = 0; i < found.size(); i++) {
                    outcomes[part.getValue().get(i)] = found.get(i);
                    goesOn &= found.get(i) instanceof WriteOutcome.Applied;
                }
            }
        }
        return new WriteReport(writes, Arrays.asList(outcomes));
    }

    private List<WriteOutcome> send(Tracker tracker, List<Integer> places, List<Pending> writes, boolean isFirst) {
        List<Mutation> mutations =
                places.stream().map(i -> writes.get(i).mutation()).toList();
        try {
            return tracker.writer().write(mutations, run.writeOptions(tracker, wantsNumbers), run.requestScope());
        } catch (TrackerException e) {
            if (isFirst) {
                throw e; // nothing was sent at all
            }
            List<WriteOutcome> outcomes =
                    new ArrayList<>(Collections.nCopies(places.size(), new WriteOutcome.NotSent()));
            outcomes.set(0, new WriteOutcome.Failed(e));
            return outcomes;
        }
    }

    private static Map<String, List<Integer>> byTracker(List<Pending> writes) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            places.computeIfAbsent(writes.get(i).tracker(), name -> new ArrayList<>())
                    .add(i);
        }
        return places;
    }

    /** Shows what would be sent, and what the tracker says of it where that is wanted. */
    void show(Tracker tracker, List<Mutation> mutations) {
        if (mutations.isEmpty()) {
            return;
        }
        WriteOptions options = run.writeOptions(tracker, wantsNumbers);
        for (NativeRequest request : tracker.writer().render(mutations, options)) {
            run.warn("Dry run, not sent: " + request);
        }
        if (run.settings().writes().dryRun() == Settings.DryRun.SERVER) {
            tracker.writer()
                    .preview(mutations, options, run.requestScope())
                    .forEach(line -> run.warn("Dry run, the tracker says: " + line));
        }
    }
}
