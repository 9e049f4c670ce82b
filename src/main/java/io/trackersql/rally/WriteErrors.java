package io.trackersql.rally;

import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.write.Mutation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes failures of what the service says of writes, with the asset and, where its words tell, the column. Its words are quoted as they are. */
final class WriteErrors {
    private static final String CONFLICT = "concurrency conflict";

    /** {@code Validation error: HierarchicalRequirement.MICS Category should not be null}: the name is that for people. */
    private static final Pattern MISSING =
            Pattern.compile("Validation error: \\S+?\\.(.+?) should not be null.*", Pattern.DOTALL);

    private static final Pattern INVALID = Pattern.compile("Validation error: [^.\\s]+\\.(\\w+).*", Pattern.DOTALL);

    /** {@code Ignored JSON element defect.c_Gone during processing of this request.}; what stands first is the type as it was sent. */
    private static final Pattern IGNORED =
            Pattern.compile("Ignored JSON element ([^.\\s]+)\\.([^.\\s]+)\\S* during .*");

    private final ErrorReader errors;

    WriteErrors(ErrorReader errors) {
        this.errors = errors;
    }

    /** The failure of a write of which the service says such errors. */
    TrackerException explain(Mutation mutation, List<String> said) {
        String text = String.join("; ", said);
        Optional<Column> column = column(mutation, text);
        Failure failure = failure(mutation, text, column);
        return failure.with(errors.start() + " refused " + words(mutation) + ": " + text + ErrorReader.stop(text)
                + column.map(c -> " That is column " + c.name() + ".").orElse("") + advice(failure));
    }

    /** The failure of a batch that was refused as a whole. */
    TrackerException explain(NativeRequest request, List<String> said) {
        String text = String.join("; ", said);
        Failure failure =
                text.toLowerCase(Locale.ROOT).contains(CONFLICT) ? Failure.CONFLICT : ErrorReader.failure(text);
        return failure.with(errors.start() + " refused the whole of " + request.withoutParameters() + ": " + text
                + ErrorReader.stop(text));
    }

    private static Failure failure(Mutation mutation, String said, Optional<Column> column) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains(CONFLICT)) {
            return Failure.CONFLICT;
        } else if (text.contains("not authorized") || text.contains("unauthorized")) {
            return SecurityToken.isRefused(List.of(said)) ? Failure.AUTHENTICATION : Failure.PERMISSION;
        } else if (isGone(text, mutation)) {
            return Failure.NO_ASSET;
        } else if (MISSING.matcher(said).matches()) {
            return Failure.NOT_NULL;
        } else if (text.contains("validation error") || text.contains("contained invalid input")) {
            return Failure.RULE_VIOLATION;
        } else if (isDangling(text) || column.filter(Tokens::isReference).isPresent()) {
            return Failure.INVALID_RELATION;
        }
        return ErrorReader.failure(said);
    }

    private static boolean isGone(String text, Mutation mutation) {
        return text.contains("object to delete cannot be null")
                || text.contains("cannot find object to")
                || (text.contains("could not read") && text.contains(String.valueOf(mutation.key())));
    }

    /** What the service says of refs that lead nowhere is not documented; these are its words for refs and for reading what they lead to. */
    private static boolean isDangling(String text) {
        return text.contains("could not read") || text.contains(" reference") || text.contains("_ref");
    }

    private static String advice(Failure failure) {
        return switch (failure) {
            case CONFLICT -> " It was not made: another write came between. Try it again.";
            case NO_ASSET -> " It was deleted, or this user may not see it.";
            default -> "";
        };
    }

    /** The column that an error is about: one whose attribute it names, or whose value it quotes. */
    private static Optional<Column> column(Mutation mutation, String said) {
        for (Pattern pattern : List.of(MISSING, INVALID)) {
            Matcher matcher = pattern.matcher(said);
            if (matcher.matches()) {
                Optional<Column> named = named(mutation, matcher.group(1));
                if (named.isPresent()) {
                    return named;
                }
            }
        }
        return mutation.changes().stream()
                .filter(change -> Tokens.isReference(change.column()))
                .filter(change -> change.values().stream().anyMatch(key -> holds(said, String.valueOf(key))))
                .map(change -> change.column())
                .findFirst();
    }

    private static boolean holds(String said, String key) {
        return Pattern.compile("(?<!\\d)" + Pattern.quote(key) + "(?!\\d)")
                .matcher(said)
                .find();
    }

    private static Optional<Column> named(Mutation mutation, String name) {
        String plain = plain(name);
        return Stream.concat(
                        mutation.changes().stream().map(change -> change.column()), mutation.table().columns().stream())
                .filter(column -> plain(WriteBody.attribute(column)).equals(plain)
                        || plain(column.remarks().split(":", 2)[0]).equals(plain))
                .findFirst();
    }

    /** Names for people have blanks, custom attributes a prefix. */
    private static String plain(String name) {
        String small = name.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return small.startsWith("c_") ? small.substring(2) : small;
    }

    /** What a warning says was left out of a write; empty if it says something else. */
    static Optional<Ignored> ignored(String warning) {
        Matcher matcher = IGNORED.matcher(warning);
        return matcher.matches() ? Optional.of(new Ignored(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /**
     * An attribute that the service did not take.
     *
     * @param type as it was sent
     */
    record Ignored(String type, String attribute) {
        /** Whether a write has it. */
        boolean isOf(Mutation mutation) {
            return type.equalsIgnoreCase(mutation.table().entity().nativeName())
                    && mutation.changes().stream().anyMatch(change -> WriteBody.attribute(change.column())
                            .equalsIgnoreCase(attribute));
        }
    }

    /** The failure of a write that was made without these attributes. */
    TrackerException shortfall(Mutation mutation, List<String> attributes) {
        String columns = String.join(
                ", ", attributes.stream().map(name -> name(mutation, name)).toList());
        return Failure.NOT_WRITABLE.with(errors.start() + " made " + words(mutation) + ", but left out "
                + columns + ", which it does not let be written here: \"Ignored JSON element\"."
                + " The rest of the write was made. Write it without " + columns + ".");
    }

    private static String name(Mutation mutation, String attribute) {
        return mutation.changes().stream()
                .map(change -> change.column())
                .filter(column -> WriteBody.attribute(column).equalsIgnoreCase(attribute))
                .map(Column::name)
                .findFirst()
                .orElse(attribute);
    }

    /** The write for people. */
    static String words(Mutation mutation) {
        String asset = mutation.table().entity().name() + " " + mutation.key();
        if (mutation instanceof Mutation.Create create) {
            return "the new " + create.table().entity().name()
                    + create.shownName().map(name -> " '" + name + "'").orElse("");
        } else if (mutation instanceof Mutation.Delete) {
            return "the deletion of " + asset;
        }
        return mutation instanceof Mutation.Operate operate
                ? operate.operation().name() + " of " + asset
                : "the change of " + asset;
    }
}
