package io.trackersql.sql;

import java.util.ArrayList;
import java.util.List;

/** A generated condition, kept as a tree so that a failing one can be made smaller. */
sealed interface Condition {
    /** One test, with {@code ?} for its values. */
    record Leaf(String sql, List<Object> values) implements Condition {}

    /** NOT. */
    record Not(Condition term) implements Condition {}

    /** Terms joined by AND or OR. */
    record Group(String operator, List<Condition> terms) implements Condition {}

    default String sql() {
        if (this instanceof Leaf leaf) {
            return leaf.sql();
        } else if (this instanceof Not not) {
            return "NOT (" + not.term().sql() + ")";
        }
        Group group = (Group) this;
        return "("
                + String.join(
                        " " + group.operator() + " ",
                        group.terms().stream().map(Condition::sql).toList()) + ")";
    }

    default List<Object> values() {
        if (this instanceof Leaf leaf) {
            return leaf.values();
        } else if (this instanceof Not not) {
            return not.term().values();
        }
        List<Object> values = new ArrayList<>();
        ((Group) this).terms().forEach(term -> values.addAll(term.values()));
        return values;
    }

    /** Conditions that are one step smaller. */
    default List<Condition> smaller() {
        List<Condition> smaller = new ArrayList<>();
        if (this instanceof Not not) {
            smaller.add(not.term());
            not.term().smaller().forEach(term -> smaller.add(new Not(term)));
        } else if (this instanceof Group group) {
            smaller.addAll(group.terms());
            for (int i = 0; i < group.terms().size(); i++) {
                if (group.terms().size() > 2) {
                    List<Condition> fewer = new ArrayList<>(group.terms());
                    fewer.remove(i);
                    smaller.add(new Group(group.operator(), fewer));
                }
                for (Condition term : group.terms().get(i).smaller()) {
                    List<Condition> changed = new ArrayList<>(group.terms());
                    changed.set(i, term);
                    smaller.add(new Group(group.operator(), changed));
                }
            }
        }
        return smaller;
    }
}
