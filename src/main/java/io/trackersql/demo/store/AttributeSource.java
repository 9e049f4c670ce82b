package io.trackersql.demo.store;

/** Where the values of an attribute come from. */
public sealed interface AttributeSource {
    /** A cell of each version. */
    record Stored() implements AttributeSource {}

    /** A rule of {@link Computations}, by name. */
    record Computed(String rule) implements AttributeSource {}

    /** The other side of a stored relation. */
    record Reverse(String type, String attribute) implements AttributeSource {}

    /** The transitive closure of {@code step}, either all of it or the first step only, with or without the asset itself. */
    record Closure(String step, boolean transitive, boolean withSelf) implements AttributeSource {}
}
