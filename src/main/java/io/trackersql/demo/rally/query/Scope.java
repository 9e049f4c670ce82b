package io.trackersql.demo.rally.query;

import io.trackersql.demo.store.Asset;
import java.util.Optional;
import java.util.Set;

/**
 * Where a query looks.
 *
 * @param workspace the only workspace whose objects count
 * @param projects  the projects whose objects count, all of the workspace if empty
 */
public record Scope(Asset workspace, Optional<Set<Asset>> projects) {}
