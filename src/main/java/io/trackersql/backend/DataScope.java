package io.trackersql.backend;

import java.util.Optional;

/**
 * Which part of a tracker's data statements see, where the tracker lets requests say so. Part of every request, never left to the
 * user's settings on the server.
 *
 * @param workspace the partition of the server that is read
 * @param project the project that is read; empty for all that the user may see
 * @param up whether the project's ancestors are read as well
 * @param down whether the project's descendants are read as well
 */
public record DataScope(Optional<Place> workspace, Optional<Place> project, boolean up, boolean down) {
    /** All that the user may see; the only scope of a tracker whose requests cannot name another. */
    public static final DataScope ALL = new DataScope(Optional.empty(), Optional.empty(), false, false);

    /**
     * A workspace or project.
     *
     * @param key as the tracker identifies it
     * @param path its name, for a project behind those of its ancestors: {@code A // B // C}
     */
    public record Place(String key, String path) {}

    /**
     * A place that a scope can name, as it is listed.
     *
     * @param kind whether it is a workspace or a project
     * @param name without those of its ancestors
     * @param state the tracker's word, such as {@code Open}
     */
    public record Listed(Kind kind, Place place, String name, String state) {
        /** What a place is. */
        public enum Kind {
            WORKSPACE,
            PROJECT
        }
    }

    /**
     * A scope as the user names it.
     *
     * @param workspace name or key; empty for the user's default
     * @param project name, path of names or key; empty for all projects
     */
    public record Wanted(Optional<String> workspace, Optional<String> project, boolean up, boolean down) {
        /** All that the user may see. */
        public static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), false, false);
    }

    /** The scope for people; empty if there is nothing to say. */
    @Override
    public String toString() {
        String where = workspace.map(w -> "workspace " + w.path()).orElse("");
        String what = project.map(p -> ", project " + p.path() + (up ? ", up" : "") + (down ? ", down" : ""))
                .orElse(workspace.isPresent() ? ", all projects" : "");
        return where + what;
    }
}
