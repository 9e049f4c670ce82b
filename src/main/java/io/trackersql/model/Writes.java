package io.trackersql.model;

/**
 * Which writes a tracker takes of the assets of a type, as far as its metadata tells.
 *
 * @param creates whether assets can be made
 * @param updates whether their attributes can be changed
 * @param deletes whether they can be deleted
 */
public record Writes(boolean creates, boolean updates, boolean deletes) {
    /** Nothing is known to be refused. */
    public static final Writes ALL = new Writes(true, true, true);
}
