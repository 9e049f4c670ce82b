package io.trackersql.demo.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Writes the history of changes that people read: for each change of an artifact a revision that tells it in words. */
final class RallyRevisions {
    private static final String HISTORY = "RevisionHistory";
    private static final String REVISION = "Revision";
    private static final String ORIGINAL = "Original revision";
    private static final List<String> SILENT = List.of(HISTORY, "FormattedID", "Subscription");
    private static final List<String> NAMES = List.of("Name", "DisplayName", "UserName", "StringValue");

    private final RallyModel model;
    private final LongSupplier ids;

    RallyRevisions(RallyModel model, LongSupplier ids) {
        this.model = model;
        this.ids = ids;
    }

    /** Adds the revision of a change; an artifact that has no history gets one that begins with it. */
    void add(RallyEdit edit, Asset artifact) {
        String words = edit.isNew(artifact) ? ORIGINAL : words(edit, artifact);
        Asset history = edit.get(artifact, HISTORY) instanceof Asset known ? known : begin(edit, artifact);
        long number = edit.isNew(artifact) ? 0 : artifact.versions().length;
        write(edit, artifact, history, number, words, edit.by());
    }

    private Asset begin(RallyEdit edit, Asset artifact) {
        Asset history = edit.make(model.require(HISTORY), ids.getAsLong());
        belong(edit, history, artifact);
        edit.set(artifact, HISTORY, history);
        if (!edit.isNew(artifact)) {
            Version first = artifact.first();
            Asset original = write(edit, artifact, history, 0, ORIGINAL, first.changedBy());
            edit.madeAt(original, first.ticks(), first.changedBy());
        }
        return history;
    }

    private Asset write(RallyEdit edit, Asset artifact, Asset history, long number, String words, Asset user) {
        Asset revision = edit.make(model.require(REVISION), ids.getAsLong());
        belong(edit, revision, artifact);
        edit.set(revision, HISTORY, history);
        edit.set(revision, "RevisionNumber", number);
        edit.set(revision, "Description", words);
        edit.set(revision, "User", user);
        return revision;
    }

    private static void belong(RallyEdit edit, Asset object, Asset artifact) {
        edit.set(object, "Workspace", edit.get(artifact, "Workspace"));
        edit.set(object, "Subscription", edit.get(artifact, "Subscription"));
    }

    private static String words(RallyEdit edit, Asset artifact) {
        return edit.changed(artifact).stream()
                .filter(attribute -> !SILENT.contains(attribute.name()))
                .map(attribute -> words(edit, artifact, attribute))
                .collect(Collectors.joining(", "));
    }

    private static String words(RallyEdit edit, Asset artifact, DemoAttribute attribute) {
        String name = RallyType.words(attribute.name()).toUpperCase(Locale.ROOT);
        if (attribute.kind() == AttributeKind.LONG_TEXT) {
            return name + " changed";
        }
        Optional<String> before = shown(edit, artifact.current().cell(attribute.slot()));
        Optional<String> after = shown(edit, edit.get(artifact, attribute.name()));
        if (before.isEmpty()) {
            return name + " added [" + after.orElse("") + "]";
        }
        return after.isEmpty()
                ? name + " removed [" + before.get() + "]"
                : name + " changed from [" + before.get() + "] to [" + after.get() + "]";
    }

    private static Optional<String> shown(RallyEdit edit, Object value) {
        if (value instanceof Object[] many) {
            return Optional.of(Arrays.stream(many)
                    .flatMap(each -> shown(edit, each).stream())
                    .collect(Collectors.joining(", ")));
        }
        if (value instanceof Asset asset) {
            return NAMES.stream()
                    .map(name -> edit.get(asset, name))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .findFirst();
        }
        return Optional.ofNullable(value).map(Object::toString);
    }
}
