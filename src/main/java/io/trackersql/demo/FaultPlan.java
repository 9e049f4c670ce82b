package io.trackersql.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which exchanges of a server go wrong, and how.
 *
 * @param rules the first that fits an exchange is applied
 */
public record FaultPlan(List<Rule> rules) {
    /**
     * A fault of some of the exchanges whose first line contains a text.
     *
     * @param target part of the method, a blank, and the target, such as {@code POST /VersionOne/api/asset} or {@code Data/Story}
     * @param first number of the first exchange that it strikes, 1 for the first that matches since the plan was set
     * @param last  number of the last
     */
    public record Rule(String target, int first, int last, Fault fault) {}

    /** Copies the rules. */
    public FaultPlan {
        rules = List.copyOf(rules);
    }

    /** Nothing goes wrong. */
    public static FaultPlan none() {
        return new FaultPlan(List.of());
    }

    /** The n-th matching exchange goes wrong. */
    public static FaultPlan on(String target, int number, Fault fault) {
        return none().and(target, number, fault);
    }

    /** Every matching exchange goes wrong. */
    public static FaultPlan always(String target, Fault fault) {
        return new FaultPlan(List.of(new Rule(target, 1, Integer.MAX_VALUE, fault)));
    }

    /** This plan with one more rule. */
    public FaultPlan and(String target, int number, Fault fault) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(new Rule(target, number, number, fault));
        return new FaultPlan(more);
    }

    /** A plan at work: counts the exchanges that each rule matches. */
    static final class Active {
        private final List<Rule> rules;
        private final List<AtomicInteger> counts;

        Active(FaultPlan plan) {
            rules = plan.rules();
            counts = rules.stream().map(rule -> new AtomicInteger()).toList();
        }

        Optional<Fault> next(String line) {
            Optional<Fault> found = Optional.empty();
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                if (line.contains(rule.target())) {
                    int number = counts.get(i).incrementAndGet();
                    if (found.isEmpty() && number >= rule.first() && number <= rule.last()) {
                        found = Optional.of(rule.fault());
                    }
                }
            }
            return found;
        }

        void releaseGates() {
            for (Rule rule : rules) {
                if (rule.fault() instanceof Fault.Stall stall) {
                    stall.gate().release();
                } else if (rule.fault() instanceof Fault.Trickle trickle) {
                    trickle.gate().release();
                }
            }
        }
    }
}
