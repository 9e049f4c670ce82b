package io.trackersql.demo.store;

import java.util.Optional;

/**
 * An operation of a type.
 *
 * @param validator name of the Boolean attribute that says whether the operation is allowed
 */
public record DemoOperation(String name, String declaredBy, Optional<String> validator) {}
