package io.trackersql.rally;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Listed;
import io.trackersql.backend.DataScope.Place;
import io.trackersql.model.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the workspace and the project that a user names: by name, by path of names, by number, or by the address of either. */
final class ScopeFinder {
    /** More candidates than these do not help. */
    private static final int CANDIDATES_MAX = 20;

    private static final String OPEN = "Open";

    private final PlaceReader places;
    private final Optional<Place> defaultWorkspace;

    ScopeFinder(PlaceReader places, Optional<Place> defaultWorkspace) {
        this.places = places;
        this.defaultWorkspace = defaultWorkspace;
    }

    DataScope find(DataScope.Wanted wanted) {
        Place workspace = workspace(wanted.workspace());
        Optional<Place> project = wanted.project().map(name -> project(name, workspace));
        return project.isPresent()
                ? new DataScope(Optional.of(workspace), project, wanted.up(), wanted.down())
                : new DataScope(Optional.of(workspace), Optional.empty(), false, false);
    }

    /** Without a name the user's default, else the first that is open, as the service itself chooses. */
    private Place workspace(Optional<String> wanted) {
        if (wanted.isPresent()) {
            return the("workspace", wanted.get(), places.workspaces());
        } else if (defaultWorkspace.isPresent()) {
            return defaultWorkspace.get();
        }
        return places.workspaces().stream()
                .filter(listed -> listed.state().equals(OPEN))
                .findFirst()
                .map(Listed::place)
                .orElseThrow(() -> Failure.PERMISSION.with("This user sees no open workspace of Rally."
                        + " Ask an administrator for access, or give the property workspace."));
    }

    private Place project(String wanted, Place workspace) {
        return the("project", wanted, places.projects(workspace));
    }

    private static Place the(String property, String wanted, List<Listed> listed) {
        String name = wanted.strip();
        List<Listed> found =
                listed.stream().filter(l -> l.place().path().equals(name)).toList();
        if (found.isEmpty()) {
            found = listed.stream().filter(l -> isMeant(l, name)).toList();
        }
        if (found.size() == 1) {
            return found.get(0).place();
        }
        throw Failure.BAD_PROPERTY.with(
                found.isEmpty()
                        ? "There is no " + property + " '" + name + "' that this user may see."
                                + candidates(similar(listed, name))
                        : "The property " + property + " is '" + name + "', which " + found.size()
                                + " of them are called." + candidates(found) + " Give the whole path or the number.");
    }

    /** Whether it is the end of the path, or the number, or an address with that number at its end. */
    private static boolean isMeant(Listed listed, String name) {
        String key = listed.place().key();
        return listed.place().path().endsWith(PlaceReader.SEPARATOR + name)
                || name.equals(key)
                || (name.contains("/") && name.endsWith("/" + key) && !name.contains(PlaceReader.SEPARATOR));
    }

    /** Those whose path holds the name in any case; all, if there are none. */
    private static List<Listed> similar(List<Listed> listed, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<Listed> similar = new ArrayList<>(listed);
        similar.removeIf(l -> !l.place().path().toLowerCase(Locale.ROOT).contains(wanted));
        return similar.isEmpty() ? listed : similar;
    }

    private static String candidates(List<Listed> listed) {
        if (listed.isEmpty()) {
            return " There is none at all.";
        }
        int more = listed.size() - CANDIDATES_MAX;
        return listed.stream()
                .limit(CANDIDATES_MAX)
                .map(l -> "'" + l.place().path() + "' (" + l.place().key()
                        + (l.state().equals(OPEN) ? "" : ", " + l.state()) + ")")
                .collect(Collectors.joining(", ", " There are: ", more > 0 ? " and " + more + " more." : "."));
    }
}
