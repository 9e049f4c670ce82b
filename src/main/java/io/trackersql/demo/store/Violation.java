package io.trackersql.demo.store;

/** A change that VersionOne does not make because it breaks a rule of its data, such as {@code Violation'Invalid'Story.Scope}. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The rules, by the names that messages give them; only that of {@code Invalid} was ever recorded. */
    public enum Rule {
        INVALID("Invalid"),
        REQUIRED("Required"),
        READ_ONLY("ReadOnly"),
        SECURITY("Security");

        private final String label;

        Rule(String label) {
            this.label = label;
        }
    }

    private Violation(String message) {
        super(message, null, false, false);
    }

    /** A rule broken by an attribute. */
    public static Violation of(Rule rule, DemoType type, DemoAttribute attribute) {
        return new Violation("Violation'" + rule.label + "'" + type + "." + attribute.name());
    }

    /** A rule broken by any change of a type's assets. */
    public static Violation of(Rule rule, DemoType type) {
        return new Violation("Violation'" + rule.label + "'" + type);
    }
}
