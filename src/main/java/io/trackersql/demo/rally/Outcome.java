package io.trackersql.demo.rally;

import io.trackersql.demo.store.Asset;
import java.util.List;
import java.util.Optional;

/**
 * What became of a write.
 *
 * @param errors why it was not carried out; empty if it was
 * @param object what was made or changed
 * @param items  what was added to a collection
 */
record Outcome(List<String> errors, Optional<Asset> object, Optional<List<Asset>> items) {
    static Outcome failed(String error) {
        return new Outcome(List.of(error), Optional.empty(), Optional.empty());
    }

    static Outcome done() {
        return new Outcome(List.of(), Optional.empty(), Optional.empty());
    }

    static Outcome of(Asset object) {
        return new Outcome(List.of(), Optional.of(object), Optional.empty());
    }

    static Outcome of(List<Asset> items) {
        return new Outcome(List.of(), Optional.empty(), Optional.of(items));
    }
}
