package io.trackersql.plan;

/**
 * One statement of a batch.
 *
 * @param parameters a row value for each parameter
 */
public record BatchEntry(Prepared statement, Object[] parameters) {}
