package io.trackersql.demo.rally;

import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.RallyType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a path is about.
 *
 * @param type   the type that it begins with
 * @param plural whether the type was named by its plural
 * @param rest   the segments behind the type
 */
record Target(RallyType type, boolean plural, List<String> rest) {
    /** Abstract types that can be queried although they have no description of their own. */
    private static final Set<String> ABSTRACT = Set.of("artifact", "schedulableartifact", "requirement");

    private static final String PORTFOLIO = "portfolioitem";

    /** The type that a path begins with: of one segment, its plural, or two segments for portfolio items. */
    static Target of(Data data, List<String> segments) {
        String first = segments.isEmpty() ? "" : segments.get(0);
        if (first.equalsIgnoreCase(PORTFOLIO) && segments.size() > 1) {
            Optional<RallyType> type = data.type(PORTFOLIO + "/" + segments.get(1));
            if (type.isPresent()) {
                return new Target(type.get(), false, segments.subList(2, segments.size()));
            }
        }
        List<String> rest = segments.isEmpty() ? segments : segments.subList(1, segments.size());
        return data.type(first)
                .map(type -> new Target(type, false, rest))
                .or(() -> Optional.of(first)
                        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith("s"))
                        .flatMap(name -> data.type(name.substring(0, name.length() - 1)))
                        .map(type -> new Target(type, true, rest)))
                .filter(target -> !target.type().operations().isEmpty() || target.isAbstract())
                .orElseThrow(() -> Refusal.operation("Requested type name \"" + first + "\" is unknown."));
    }

    /** True for an abstract type that can be queried. */
    boolean isAbstract() {
        return ABSTRACT.contains(type.typePath().toLowerCase(Locale.ROOT));
    }
}
