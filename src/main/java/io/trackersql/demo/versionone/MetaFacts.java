package io.trackersql.demo.versionone;

import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.DemoType.Pointer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What metadata tells of an attribute beyond its flags: the tokens of other attributes, by the element that names them. */
final class MetaFacts {
    // Recorded: neither has an OrderByAttribute.
    private static final Set<String> WITHOUT_ORDER = Set.of("Is", "Password", "IsLoginDisabled");

    private MetaFacts() {}

    static Map<String, String> references(
            DemoType type, DemoAttribute attribute, Function<String, Optional<DemoType>> types) {
        Map<String, String> references = new LinkedHashMap<>();
        base(type, attribute).ifPresent(base -> references.put("Base", base + "." + attribute.name()));
        Optional<DemoType> related = attribute.relatedType().flatMap(types);
        if (!attribute.reverse().isEmpty()) {
            references.put("ReciprocalRelation", attribute.related() + "." + attribute.reverse());
        } else if (attribute.name().equals("ID")) {
            references.put("ReciprocalRelation", type + ".ID");
        }
        orderBy(type, attribute, related).ifPresent(token -> references.put("OrderByAttribute", token));
        if (!attribute.multi()) {
            related.flatMap(target -> target.pointer(Pointer.DEFAULT_DISPLAY_BY))
                    .ifPresent(display ->
                            references.put("DisplayByAttribute", type + "." + attribute.name() + "." + display.name()));
        }
        return references;
    }

    private static Optional<String> base(DemoType type, DemoAttribute attribute) {
        for (DemoType at = type.base().orElse(null); at != null; at = at.base().orElse(null)) {
            Optional<DemoAttribute> inherited = at.attribute(attribute.name());
            if (inherited.isPresent()) {
                return Optional.of(inherited.get().declaredBy());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> orderBy(DemoType type, DemoAttribute attribute, Optional<DemoType> related) {
        String token = type + "." + attribute.name();
        if (attribute.multi() || WITHOUT_ORDER.contains(attribute.name()) || attribute.kind() == AttributeKind.BLOB) {
            return Optional.empty();
        }
        if (related.isEmpty() || attribute.name().equals("ID")) {
            return Optional.of(token);
        }
        return related.get().pointer(Pointer.DEFAULT_ORDER_BY).map(order -> token + "." + order.name());
    }
}
