package io.trackersql.query;

import java.util.List;

/** The way from an asset to a value, attribute by attribute: {@code Scope.Parent.Name}. Names are the tracker's, spelled exactly. */
public record Path(List<String> steps) {
    public Path {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path has at least one step");
        }
    }

    /** The path of these attributes, one after the other. */
    public static Path of(String... steps) {
        return new Path(List.of(steps));
    }

    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
