package io.trackersql.exec;

import io.trackersql.backend.RowsOutcome;
import io.trackersql.model.TrackerException;
import io.trackersql.write.MutationBuffer.Pending;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What became of writes that were sent together. Immutable.
 *
 * @param outcomes one for each write, in order
 */
public record WriteReport(List<Pending> writes, List<WriteOutcome> outcomes) {
    /** More would not be read by anybody; writes that were made are left out first, then counted. */
    private static final int LINES_MOST = 200;

    public WriteReport {
        writes = List.copyOf(writes);
        outcomes = List.copyOf(outcomes);
        if (writes.size() != outcomes.size()) {
            throw new IllegalArgumentException(writes.size() + " writes have " + outcomes.size() + " outcomes");
        }
    }

    /** The writes that were not sent. */
    List<Pending> unsent() {
        List<Pending> unsent = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            if (!isSent(outcomes.get(i))) {
                unsent.add(writes.get(i));
            }
        }
        return unsent;
    }

    /** Whether the tracker has taken or refused it, as far as is known. */
    private static boolean isSent(WriteOutcome outcome) {
        return !(outcome instanceof WriteOutcome.NotSent)
                && !(outcome instanceof WriteOutcome.Failed failed && failed.isOfRequest());
    }

    /** One failure that says what became of each write; empty if all were made. */
    public Optional<TrackerException> failure() {
        Optional<TrackerException> first = outcomes.stream()
                .filter(WriteOutcome.Unknown.class::isInstance)
                .map(o -> ((WriteOutcome.Unknown) o).failure())
                .findFirst()
                .or(() -> outcomes.stream().flatMap(o -> refusal(o).stream()).findFirst());
        if (writes.size() == 1 || first.isEmpty()) {
            return first;
        }
        return Optional.of(first.get().failure().with(summary() + lines(), first.get()));
    }

    private static Optional<TrackerException> refusal(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Partly partly) {
            return Optional.of(partly.failure());
        }
        return outcome instanceof WriteOutcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        count(WriteOutcome.Applied.class::isInstance, "made").ifPresent(parts::add);
        count(WriteOutcome.Partly.class::isInstance, "made in part").ifPresent(parts::add);
        count(o -> o instanceof WriteOutcome.Failed && isSent(o), "refused").ifPresent(parts::add);
        count(WriteOutcome.Unknown.class::isInstance, "sent with unknown outcome")
                .ifPresent(parts::add);
        count(o -> !isSent(o), "not sent").ifPresent(parts::add);
        return "Of " + writes.size() + " writes " + String.join(", ", parts) + ".";
    }

    private Optional<String> count(Predicate<WriteOutcome> kind, String what) {
        long count = outcomes.stream().filter(kind).count();
        return count == 0 ? Optional.empty() : Optional.of(count + " " + what);
    }

    private String lines() {
        StringBuilder text = new StringBuilder();
        int left = LINES_MOST;
        boolean showsAll = writes.size() <= LINES_MOST;
        for (int i = 0; i < writes.size() && left > 0; i++) {
            WriteOutcome outcome = outcomes.get(i);
            if (showsAll || refusal(outcome).isPresent() || outcome instanceof WriteOutcome.Unknown) {
                text.append('\n')
                        .append(i + 1)
                        .append(". ")
                        .append(writes.get(i).mutation())
                        .append(": ")
                        .append(line(outcome));
                left--;
            }
        }
        return text.toString();
    }

    private static String line(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Applied applied) {
            return "made, " + applied.key();
        } else if (outcome instanceof WriteOutcome.Partly partly) {
            return "made in part, " + partly.part().key() + ": "
                    + partly.failure().getMessage();
        } else if (outcome instanceof WriteOutcome.Failed failed) {
            return (isSent(outcome) ? "refused: " : "not sent: ")
                    + failed.failure().getMessage();
        } else if (outcome instanceof WriteOutcome.Unknown unknown) {
            return "sent, outcome unknown: " + unknown.failure().getMessage();
        }
        return "not sent";
    }

    /** Fails with {@link #failure}, if there is one. */
    void requireMade() {
        failure().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Fails if the tracker refused to change some of the assets that it found. */
    static void requireMade(RowsOutcome outcome) {
        if (outcome.failures().isEmpty()) {
            return;
        }
        TrackerException first = outcome.failures().get(0).failure();
        long all = outcome.written() + outcome.failures().size();
        StringBuilder text = new StringBuilder("Of " + all + " writes ");
        text.append(outcome.written())
                .append(" made, ")
                .append(outcome.failures().size())
                .append(" refused.");
        outcome.failures().stream().limit(LINES_MOST).forEach(f -> text.append('\n')
                .append(f.key())
                .append(": ")
                .append(f.failure().getMessage()));
        throw all == 1 ? first : first.failure().with(text.toString(), first);
    }
}
