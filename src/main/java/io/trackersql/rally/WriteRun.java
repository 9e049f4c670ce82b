package io.trackersql.rally;

import io.trackersql.backend.WriteOptions;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import io.trackersql.model.ValueType;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One run of writes, request by request, until one is not made as it was wanted. Not thread-safe.
 *
 * <p>A write that the service refused since another came between is sent again a few times, alone: its own errors say so, so it was
 * not made.
 */
final class WriteRun {
    /** Attempts at a write that meets conflicts. */
    private static final int ATTEMPTS_MAX = 4;

    private final List<Mutation> mutations;
    private final WriteOptions options;
    private final Addresses addresses;
    private final WriteRenderer renderer;
    private final WriteSender sender;
    private final WriteErrors errors;
    private final WriteOutcome[] outcomes;

    WriteRun(
            List<Mutation> mutations,
            WriteOptions options,
            Addresses addresses,
            WriteRenderer renderer,
            WriteSender sender) {
        this.mutations = mutations;
        this.options = options;
        this.addresses = addresses;
        this.renderer = renderer;
        this.sender = sender;
        this.errors = sender.errors();
        this.outcomes = new WriteOutcome[mutations.size()];
        Arrays.fill(outcomes, new WriteOutcome.NotSent());
    }

    /** Sends the writes and says what became of each. */
    List<WriteOutcome> outcomes() {
        for (List<Integer> places : WritePlan.requests(mutations, options.batchRows(), WriteRenderer::isAlone)) {
            if (WriteRenderer.isAlone(mutations.get(places.get(0)))) {
                outcomes[places.get(0)] = writeAlone(places.get(0));
            } else {
                write(places);
            }
            if (!places.stream().allMatch(i -> outcomes[i] instanceof WriteOutcome.Applied)) {
                break;
            }
        }
        return List.of(outcomes);
    }

    /**
     * What became of writes that were sent together.
     *
     * @param isTold whether each refusal is about its own write; else all were refused with the same words
     */
    private record Sent(Map<Integer, WriteOutcome> outcomes, boolean isTold) {
        /** The writes to send again; none if something failed for good, since nothing is sent behind that. */
        List<Integer> conflicts() {
            List<Integer> conflicts = new ArrayList<>();
            outcomes.forEach((place, outcome) -> {
                if (isConflict(outcome)) {
                    conflicts.add(place);
                }
            });
            boolean isRest = outcomes.values().stream()
                    .allMatch(outcome -> outcome instanceof WriteOutcome.Applied || isConflict(outcome));
            return isTold && isRest ? conflicts : List.of();
        }
    }

    private static boolean isConflict(WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Failed failed && failed.failure().failure() == Failure.CONFLICT;
    }

    /** Sends writes together, and again those of them that met a conflict. */
    private void write(List<Integer> places) {
        List<Integer> left = places;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            Sent sent = left.size() == 1 ? new Sent(writeOne(left.get(0)), true) : writeBatch(left);
            sent.outcomes().forEach((place, outcome) -> outcomes[place] = outcome);
            left = attempt < ATTEMPTS_MAX ? sent.conflicts() : List.of();
            if (!left.isEmpty() && !pauses(attempt)) {
                return;
            }
        }
    }

    private boolean pauses(int attempt) {
        try {
            sender.pause(attempt);
            return true;
        } catch (TrackerException stopped) {
            // what became of the writes so far says more than the reason to stop
            return false;
        }
    }

    private Map<Integer, WriteOutcome> writeOne(int place) {
        Mutation mutation = mutations.get(place);
        WriteStep step = renderer.steps(mutation).get(0);
        return Map.of(place, send(mutation, step));
    }

    /** What became of a write with one step. */
    private WriteOutcome send(Mutation mutation, WriteStep step) {
        NativeRequest request = step.request(WriteRenderer.parameters(List.of(mutation), options));
        WriteAnswer answer;
        try {
            answer = sender.send(request, Optional.empty());
        } catch (TrackerException e) {
            return notMade(mutation, e);
        }
        return outcome(mutation, request, answer, List.of());
    }

    private static WriteOutcome notMade(Mutation mutation, TrackerException e) {
        return e.failure() == Failure.UNKNOWN_OUTCOME
                ? new WriteOutcome.Unknown(
                        e.failure().with(e.getMessage() + " It is " + WriteErrors.words(mutation) + ".", e))
                : new WriteOutcome.Failed(e);
    }

    private Sent writeBatch(List<Integer> places) {
        List<Mutation> together = places.stream().map(mutations::get).toList();
        WriteStep batch = WriteStep.batch(together.stream()
                .map(mutation -> renderer.steps(mutation).get(0))
                .toList());
        NativeRequest request = batch.request(WriteRenderer.parameters(together, options));
        WriteAnswer answer;
        try {
            answer = sender.send(request, Optional.empty());
        } catch (TrackerException e) {
            return all(places, mutation -> notMade(mutation, e));
        }
        Optional<List<WriteAnswer>> results = answer.results();
        if (results.isEmpty() && !answer.errors().isEmpty()) {
            TrackerException failure = errors.explain(request, answer.errors());
            return all(places, mutation -> new WriteOutcome.Failed(failure));
        } else if (results.map(List::size).orElse(0) != places.size() || !areErrorsTold(answer, results.get())) {
            return all(places, mutation -> untold(mutation, request, answer));
        }
        Map<Integer, WriteOutcome> found = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            found.put(
                    places.get(i),
                    outcome(together.get(i), request, results.get().get(i), answer.warnings()));
        }
        for (String warning : answer.warnings()) {
            if (WriteErrors.ignored(warning)
                    .filter(i -> together.stream().anyMatch(i::isOf))
                    .isEmpty()) {
                warn(warning);
            }
        }
        return new Sent(found, true);
    }

    private Sent all(List<Integer> places, Function<Mutation, WriteOutcome> outcome) {
        Map<Integer, WriteOutcome> found = new LinkedHashMap<>();
        places.forEach(place -> found.put(place, outcome.apply(mutations.get(place))));
        return new Sent(found, false);
    }

    /** Whether errors of the batch are those of its entries. */
    private static boolean areErrorsTold(WriteAnswer batch, List<WriteAnswer> results) {
        return batch.errors().isEmpty()
                || results.stream().anyMatch(result -> !result.errors().isEmpty());
    }

    private static WriteOutcome untold(Mutation mutation, NativeRequest request, WriteAnswer answer) {
        String said = answer.errors().isEmpty() ? "" : " It says: " + String.join("; ", answer.errors());
        return new WriteOutcome.Unknown(Failure.UNKNOWN_OUTCOME.with("The answer to " + request.withoutParameters()
                + " does not tell what became of each entry." + said + " Look at " + WriteErrors.words(mutation)
                + " before you repeat it."));
    }

    /** Sends the steps of a write that has several, or one that no batch takes. */
    private WriteOutcome writeAlone(int place) {
        Mutation mutation = mutations.get(place);
        Optional<byte[]> content = Contents.of(mutation);
        if (content.isPresent()) {
            Optional<WriteOutcome> failed = store(mutation, content.get());
            return failed.orElseGet(() -> besideContent(mutation, writeSteps(mutation)));
        }
        return writeSteps(mutation);
    }

    /** Stores the bytes of a new attachment; gives what became of the attachment if that fails. */
    private Optional<WriteOutcome> store(Mutation mutation, byte[] content) {
        NativeRequest request = WriteRenderer.storing(content, options);
        try {
            WriteAnswer answer = sender.send(request, Optional.of(Contents.upload(content)));
            if (!answer.errors().isEmpty()) {
                return Optional.of(new WriteOutcome.Failed(errors.explain(mutation, answer.errors())));
            } else if (answer.key().isEmpty()) {
                return Optional.of(new WriteOutcome.Failed(Failure.BAD_ANSWER.with("The answer to "
                        + request.withoutParameters() + " does not tell where the content of "
                        + WriteErrors.words(mutation) + " is, so that none was made.")));
            }
            addresses.create(Contents.key(mutation), answer.key().get());
            return Optional.empty();
        } catch (TrackerException e) {
            return Optional.of(new WriteOutcome.Failed(
                    e.failure() == Failure.UNKNOWN_OUTCOME
                            ? e.failure()
                                    .with(
                                            e.getMessage() + " It was to store the content of "
                                                    + WriteErrors.words(mutation) + ", which itself was not made.",
                                            e)
                            : e));
        }
    }

    /** What became of an attachment whose bytes are stored. */
    private WriteOutcome besideContent(Mutation mutation, WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Failed failed
                ? new WriteOutcome.Failed(failed.failure()
                        .failure()
                        .with(
                                failed.failure().getMessage() + " Its content was stored before, as AttachmentContent "
                                        + addresses.key(Contents.key(mutation)) + ", to which nothing refers.",
                                failed.failure()))
                : outcome;
    }

    private WriteOutcome writeSteps(Mutation mutation) {
        WriteOutcome.Applied made = null;
        for (WriteStep step : renderer.steps(mutation)) {
            WriteOutcome outcome = sendRepeated(mutation, step);
            if (outcome instanceof WriteOutcome.Applied applied) {
                made = applied;
            } else if (made != null && outcome instanceof WriteOutcome.Failed failed) {
                return new WriteOutcome.Partly(made, failed.failure());
            } else {
                return outcome;
            }
        }
        return made == null ? new WriteOutcome.Applied(mutation.key(), Optional.empty()) : made;
    }

    private WriteOutcome sendRepeated(Mutation mutation, WriteStep step) {
        WriteOutcome outcome = send(mutation, step);
        for (int attempt = 1; attempt < ATTEMPTS_MAX && isConflict(outcome) && pauses(attempt); attempt++) {
            outcome = send(mutation, step);
        }
        return outcome;
    }

    /**
     * What an answer, or the part of it for one entry, says of a write.
     *
     * @param common warnings for all entries of the batch
     */
    private WriteOutcome outcome(Mutation mutation, NativeRequest request, WriteAnswer answer, List<String> common) {
        if (!answer.errors().isEmpty()) {
            return new WriteOutcome.Failed(errors.explain(mutation, answer.errors()));
        }
        Optional<Object> key = key(mutation, answer);
        if (key.isEmpty()) {
            return new WriteOutcome.Unknown(Failure.UNKNOWN_OUTCOME.with("The answer to " + request.withoutParameters()
                    + " does not tell the key of " + WriteErrors.words(mutation)
                    + ". Look for it before you repeat the statement."));
        }
        if (mutation instanceof Mutation.Create) {
            addresses.create(mutation.key(), key.get());
        }
        Set<String> ignored = new LinkedHashSet<>();
        for (String warning : answer.warnings()) {
            Optional<WriteErrors.Ignored> left = WriteErrors.ignored(warning);
            left.ifPresent(i -> ignored.add(i.attribute()));
            if (left.isEmpty()) {
                warn(warning);
            }
        }
        common.forEach(warning ->
                WriteErrors.ignored(warning).filter(i -> i.isOf(mutation)).ifPresent(i -> ignored.add(i.attribute())));
        WriteOutcome.Applied made = new WriteOutcome.Applied(key.get(), answer.number());
        return ignored.isEmpty()
                ? made
                : new WriteOutcome.Partly(made, errors.shortfall(mutation, List.copyOf(ignored)));
    }

    private void warn(String warning) {
        sender.scope().warnings().accept("Rally says: " + warning);
    }

    /** The key of what was written; empty if it is a new asset and the answer does not tell it. */
    private Optional<Object> key(Mutation mutation, WriteAnswer answer) {
        boolean makesAsset = mutation instanceof Mutation.Create
                || (mutation instanceof Mutation.Operate operate
                        && operate.operation().name().equals(Operations.COPY));
        if (!makesAsset) {
            return Optional.of(addresses.key(mutation.key()));
        }
        boolean isNumber = mutation.table().key().type() == ValueType.BIGINT;
        return answer.key()
                .filter(id -> !isNumber || id.matches("-?\\d{1,18}"))
                .map(id -> isNumber ? (Object) Long.valueOf(id) : id);
    }
}
