package io.trackersql.backend;

/**
 * Which page of a native query.
 *
 * @param start rows to skip, from 0
 * @param rows the most rows wanted; 0 asks for the total alone, though a tracker that cannot give no row may give one
 * @param wantTotal whether the number of all matching rows is wanted too
 */
public record PageWindow(long start, int rows, boolean wantTotal) {}
