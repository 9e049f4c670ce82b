package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.LikePattern;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.Predicate.Truth;
import java.util.List;
import java.util.Optional;

/**
 * Single-valued text. Whether the tracker regards case is not known, so what it finds is tested again, and what it would drop is not
 * asked: {@code <>} would lose a row that differs in case only, and {@code != null} one that holds an empty text.
 */
final class TextRules extends ColumnRules {
    private static final String CASE = "whether the tracker regards case is unknown";

    /** Escapes what LIKE would take for a wildcard. */
    private static final char ESCAPE = '!';

    private final boolean isMarkup;

    /** @param isMarkup whether the text is HTML, of which only words are asked for: what the tracker makes of tags is unknown */
    TextRules(Column column, boolean isMarkup) {
        super(column, Encoder.LANGUAGE);
        this.isMarkup = isMarkup;
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return switch (operator) {
            case EQ -> in(List.of(value));
            case NE -> notIn(List.of(value));
            case LT, LE, GT, GE -> unasked("the tracker orders text by its own rules");
        };
    }

    @Override
    public Decision in(List<Object> values) {
        List<Object> distinct = values.stream().distinct().toList();
        if (isMarkup) {
            return unasked("comparing " + column().nativeType() + " is not documented");
        } else if (!areEncodable(distinct)) {
            return unasked("a value cannot be written in the tracker's language");
        }
        return Decision.superset(equalTo(distinct), CASE);
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked(CASE);
    }

    /** If the tracker regards case it finds the very rows that LIKE does, else more. */
    @Override
    public Decision like(LikePattern pattern) {
        return pattern.parts().stream()
                .filter(LikePattern.Part.Text.class::isInstance)
                .flatMap(part -> runs(((LikePattern.Part.Text) part).text()).stream())
                .filter(this::isEncodable)
                .reduce((a, b) -> b.length() > a.length() ? b : a)
                .map(run -> Decision.superset(contains(column(), run), CASE))
                .orElseGet(() -> unasked("the pattern has no text that can be written in the tracker's language"));
    }

    private List<String> runs(String text) {
        return Runs.of(text, isMarkup ? Runs::isWordPart : Encoder::isQuotable);
    }

    /** That the column's text has this in it. */
    static Predicate contains(Column column, String text) {
        StringBuilder pattern = new StringBuilder("%");
        text.codePoints().forEach(c -> {
            if (c == '%' || c == '_' || c == ESCAPE) {
                pattern.append(ESCAPE);
            }
            pattern.appendCodePoint(c);
        });
        return new Predicate.Like(
                column, new Operand.Literal(pattern.append('%').toString()), Optional.of(ESCAPE));
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        return unasked(CASE);
    }

    @Override
    public Decision isNull() {
        return isMarkup
                ? Decision.none("the tracker is said not to find " + column().nativeType() + " by null")
                : Decision.superset(new Predicate.IsNull(column()), "empty text may be stored in place of null");
    }

    @Override
    public Decision isNotNull() {
        return unasked("the tracker may take empty text for null");
    }

    /**
     * Rows with NULL are asked apart; where the tracker sorts the empty text is part of its order.
     */
    @Override
    public Decision sort(boolean trackerText) {
        if (isMarkup) {
            return Decision.none("the tracker does not sort by " + column().nativeType());
        } else if (!trackerText) {
            return Decision.none("the tracker sorts text by its own rules, and textOrder=exact wants binary order");
        }
        return Decision.superset(
                new Predicate.Constant(Truth.TRUE), "textOrder=tracker, but where the tracker puts NULL is unknown");
    }
}
