package io.trackersql.demo.store;

import java.util.Optional;

/**
 * A new place in the manual order of artifacts.
 *
 * @param neighbour the artifact to stand beside; all of them if empty
 * @param above     whether before or after it
 */
public record Ranking(Optional<Asset> neighbour, boolean above) {}
