package io.trackersql.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a tracker does with one asset beyond creating, changing and deleting it; SQL sees a procedure {@code Type_Name}.
 * Immutable.
 *
 * @param name the tracker's name of it
 * @param precondition the attribute of the asset that is TRUE while the operation may run; empty if the tracker names none
 * @param arguments what it takes beside the asset's key, in order
 * @param remarks text for people
 */
public record Operation(String name, Optional<String> precondition, List<Argument> arguments, String remarks) {
    public Operation {
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(name);
        Objects.requireNonNull(precondition);
        Objects.requireNonNull(remarks);
    }

    /**
     * One argument of an operation.
     *
     * @param type of its values
     * @param relatedEntity for the key of an asset the type of that asset
     * @param isRequired whether the operation cannot run without it
     */
    public record Argument(String name, ValueType type, Optional<String> relatedEntity, boolean isRequired) {
        public Argument {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            Objects.requireNonNull(relatedEntity);
        }
    }
}
