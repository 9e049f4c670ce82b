package io.trackersql.write;

import io.trackersql.model.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds writes that name assets which nothing makes: their creation was refused, dropped, or sent long ago under this key. */
public final class UnknownKeys {
    private UnknownKeys() {}

    /**
     * What becomes of writes of which some cannot be sent; nothing else is sent then, either. Empty if all can.
     *
     * @param mentioned the keys that a write names beside its own
     */
    public static Optional<List<WriteOutcome>> refused(
            List<Mutation> mutations, Predicate<Object> isProvisional, Function<Mutation, Set<Object>> mentioned) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        Set<Object> created = new HashSet<>();
        boolean isAnyRefused = false;
        for (Mutation mutation : mutations) {
            Set<Object> keys = new HashSet<>(mentioned.apply(mutation));
            if (!(mutation instanceof Mutation.Create)) {
                keys.add(mutation.key());
            }
            Optional<Object> unknown = keys.stream()
                    .filter(key -> isProvisional.test(key) && !created.contains(key))
                    .findFirst();
            if (unknown.isPresent()) {
                isAnyRefused = true;
                outcomes.add(
                        new WriteOutcome.Failed(Failure.INVALID_RELATION.with(mutation + " was not sent: the asset "
                                + unknown.get() + ", which it needs, waits no longer to be created."
                                + " system.generated_keys tells the keys that new assets were given.")));
            } else {
                outcomes.add(new WriteOutcome.NotSent());
                if (mutation instanceof Mutation.Create) {
                    created.add(mutation.key());
                }
            }
        }
        return isAnyRefused ? Optional.of(outcomes) : Optional.empty();
    }
}
