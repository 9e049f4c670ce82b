package io.trackersql.rally;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.LikePattern;
import io.trackersql.query.MultiValue;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Multi-valued attributes shown as one text, and the names of their assets as another. A condition through the attribute means to the
 * tracker that some asset satisfies it. Two of them may be satisfied by two assets, so nothing is asked that one asset would have to
 * satisfy twice.
 *
 * <p>Nothing here is EXACT: whether a filter sees assets that the list leaves out is unknown.
 */
final class MultiRules extends ColumnRules {
    private static final String SOME = "the tracker tests whether some related asset satisfies it";
    private static final String LIST = "the tracker does not know the text that lists all values";
    static final Pattern KEY = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    /** Stands in every separator of the list, so that text without it lies within one name. */
    private static final char SEPARATOR = MultiValue.SEPARATOR.charAt(0);

    private final boolean isNames;

    MultiRules(Column column) {
        super(column, Encoder.LANGUAGE);
        this.isNames = Tokens.isListCompanion(column);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        if (operator != Operator.EQ) {
            return unasked(LIST);
        } else if (isNames) {
            return lists(Stream.of((String) value));
        }
        List<Predicate> terms = new ArrayList<>();
        for (String part : ((String) value).split(MultiValue.SEPARATOR, -1)) {
            if (!KEY.matcher(part).matches()) {
                return never("no list of keys is spelled like that");
            }
            terms.add(new Predicate.Has(column(), new Operand.Literal(part)));
        }
        return terms.size() > VALUES_MAX
                ? unasked("more than " + VALUES_MAX + " keys")
                : Decision.superset(terms.size() == 1 ? terms.get(0) : new Predicate.And(terms), SOME);
    }

    /** Each piece between separators lies within the name of one asset; the longest is asked for. */
    private Decision lists(Stream<String> texts) {
        return texts.flatMap(text -> Runs.of(text, c -> c != SEPARATOR && Encoder.isQuotable(c)).stream())
                .filter(this::isEncodable)
                .reduce((a, b) -> b.length() > a.length() ? b : a)
                .map(run -> Decision.superset(TextRules.contains(column(), run), SOME))
                .orElseGet(() -> unasked("there is no text that can be written in the tracker's language"));
    }

    @Override
    public Decision in(List<Object> values) {
        return values.size() == 1 ? compare(Operator.EQ, values.get(0)) : unasked(LIST);
    }

    @Override
    public Decision notIn(List<Object> values) {
        return unasked(LIST);
    }

    @Override
    public Decision like(LikePattern pattern) {
        return isNames
                ? lists(pattern.parts().stream()
                        .filter(LikePattern.Part.Text.class::isInstance)
                        .map(part -> ((LikePattern.Part.Text) part).text()))
                : unasked(LIST);
    }

    @Override
    public Decision notLike(LikePattern pattern) {
        return unasked(LIST);
    }

    @Override
    public Decision has(String value) {
        if (isNames) {
            return lists(Stream.of(value));
        }
        return value.contains(MultiValue.SEPARATOR) ? compare(Operator.EQ, value) : in(List.of(value));
    }

    @Override
    public Decision isNull() {
        return isNames
                ? Decision.none("a list of empty names is NULL, too")
                : Decision.superset(new Predicate.IsNull(column()), "the tracker knows the empty list");
    }

    @Override
    public Decision isNotNull() {
        return Decision.superset(notNull(), "the tracker knows the empty list");
    }

    @Override
    public Decision sort(boolean trackerText) {
        return Decision.none("the tracker does not sort by lists");
    }
}
