package io.trackersql.demo.rally.lookback;

/**
 * One allowed value of a drop-down.
 *
 * @param id    ObjectID, which documents hold in its place
 * @param group what it is an allowed value of
 * @param place its place in the workflow
 */
record Choice(long id, String text, long group, long place) {}
