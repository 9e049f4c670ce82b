package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;
import java.util.Set;

/**
 * Single-valued text. The tracker compares by SQL Server's collation, without regard to case and to blanks at the end, so that it
 * finds too much for {@code =} and drops too much for {@code <>}. Empty text reads as NULL.
 */
final class TextRules extends ColumnRules {
    private static final String COLLATION = "the tracker ignores case and blanks at the end";

    /** What may be compared: Text anything, asset types only names that exist, GUIDs only what is one. LongText makes the server fail. */
    private final Comparing comparing;

    private final Set<String> types;

    TextRules(Column column, Comparing comparing, Set<String> types) {
        super(column, Encoder.LANGUAGE);
        this.comparing = comparing;
        this.types = types;
    }

    /** Which values of a text type the tracker can compare. */
    enum Comparing {
        TEXT,
        ASSET_TYPE,
        GUID,
        NOTHING
    }

    private boolean isAskable(Object value) {
        return value instanceof String text
                && text.length() <= NativeType.TEXT_CHARACTERS_MAX
                && isEncodable(text)
                && (comparing == Comparing.TEXT
                        || (comparing == Comparing.ASSET_TYPE && types.contains(text))
                        || (comparing == Comparing.GUID && isGuid(text)));
    }

    private static boolean isGuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return switch (operator) {
            case EQ -> in(List.of(value));
            case NE -> notIn(List.of(value));
            case LT, LE, GT, GE -> unasked("the tracker orders text by its own collation");
        };
    }

    @Override
    public Decision in(List<Object> values) {
        List<Object> stored =
                values.stream().filter(v -> !v.equals("")).distinct().toList();
        if (stored.isEmpty()) {
            return never("empty text reads as NULL");
        } else if (comparing == Comparing.NOTHING) {
            return unasked("the tracker cannot compare " + column().nativeType());
        } else if (stored.size() > VALUES_MAX || !stored.stream().allMatch(this::isAskable)) {
            return unasked("a value cannot be written in the tracker's language");
        }
        return Decision.superset(equalTo(stored), COLLATION);
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked(COLLATION);
    }

    @Override
    public Decision isNull() {
        return switch (NativeType.of(column().nativeType())) {
            case TEXT -> Decision.superset(new Predicate.IsNull(column()), "empty text reads as NULL");
            case LONG_TEXT, LOCALIZER_TAG, OTHER ->
                Decision.none("empty text reads as NULL, and the tracker cannot compare " + column().nativeType());
            default -> Decision.superset(new Predicate.IsNull(column()), "a type without empty values");
        };
    }

    @Override
    public Decision isNotNull() {
        return Decision.superset(notNull(), "empty text reads as NULL");
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        return unasked(COLLATION);
    }

    @Override
    public Decision sort(boolean trackerText) {
        if (NativeType.of(column().nativeType()) != NativeType.TEXT) {
            return Decision.none("how the tracker sorts " + column().nativeType() + " is unknown");
        } else if (!trackerText) {
            return Decision.none("the tracker sorts text by its own collation, and textOrder=exact wants binary order");
        }
        return always("textOrder=tracker");
    }
}
