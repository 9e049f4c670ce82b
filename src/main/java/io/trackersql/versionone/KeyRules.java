package io.trackersql.versionone;

import io.trackersql.backend.Decision;
import io.trackersql.backend.rules.ColumnRules;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.List;
import java.util.Set;

/**
 * The asset's own key and single relations. A key is compared as a whole, and only one spelling of it ever stands in a row, so a value
 * of another form, or of a type that does not exist, is equal to no row.
 */
final class KeyRules extends ColumnRules {
    private static final String UNASKABLE = "more than " + VALUES_MAX + " keys, or of types that are not known yet";

    private final Set<String> types;

    KeyRules(Column column, Set<String> types) {
        super(column, Encoder.LANGUAGE);
        this.types = types;
    }

    /** Whether a row may hold the value. */
    private boolean isPossible(Object value) {
        return value instanceof String text && Oids.isCanonical(text) && (types.isEmpty() || isKnown(text));
    }

    /** Whether the type exists, so that the server will not refuse the value. */
    private boolean isKnown(Object key) {
        String type = Oids.type((String) key);
        return types.contains(type)
                || column().relatedEntity().filter(type::equals).isPresent();
    }

    private List<Object> possible(List<Object> values) {
        return values.stream().filter(this::isPossible).distinct().toList();
    }

    private boolean areAskable(List<Object> keys) {
        return keys.size() <= VALUES_MAX && keys.stream().allMatch(this::isKnown);
    }

    @Override
    public Decision compare(Operator operator, Object value) {
        return switch (operator) {
            case EQ -> in(List.of(value));
            case NE -> notIn(List.of(value));
            case LT, LE, GT, GE -> unasked("keys have no order that SQL could use");
        };
    }

    @Override
    public Decision in(List<Object> values) {
        List<Object> possible = possible(values);
        if (possible.isEmpty()) {
            return never("no key is spelled like that");
        } else if (!areAskable(possible)) {
            return unasked(UNASKABLE);
        }
        return Decision.exact(equalTo(possible), "keys are compared exactly");
    }

    @Override
    public Decision notIn(List<Object> values) {
        List<Object> possible = possible(values);
        if (possible.isEmpty()) {
            return isNotNull();
        } else if (!areAskable(possible)) {
            return unasked(UNASKABLE);
        }
        return Decision.exact(differentFrom(possible), "keys are compared exactly");
    }

    @Override
    public Decision isNull() {
        return column().isKey()
                ? never("a key is never NULL")
                : Decision.exact(new Predicate.IsNull(column()), "the tracker knows NULL");
    }

    @Override
    public Decision isNotNull() {
        return column().isKey() ? always("a key is never NULL") : Decision.exact(notNull(), "the tracker knows NULL");
    }

    @Override
    public Decision sort(boolean trackerText) {
        if (!column().isKey()) {
            return Decision.none("the tracker sorts a relation by an attribute of the related asset");
        } else if (!trackerText) {
            return Decision.none("the tracker sorts keys by number, and textOrder=exact wants them as text");
        }
        return always("the tracker sorts keys by number");
    }
}
