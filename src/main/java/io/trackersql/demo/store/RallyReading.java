package io.trackersql.demo.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How the rules of computed attributes read other attributes, of the same object or of those it refers to. */
final class RallyReading {
    private RallyReading() {}

    /** A value as clients see it: references to deleted objects are gone. */
    static Object value(ReadContext context, Version version, String attribute) {
        return version.asset()
                .type()
                .attribute(attribute)
                .map(found -> value(context, version, found))
                .orElse(null);
    }

    static Object value(ReadContext context, Version version, DemoAttribute attribute) {
        Object value = context.store().read(context, attribute, version);
        return value instanceof Asset asset && gone(context, asset) ? null : value;
    }

    private static boolean gone(ReadContext context, Asset asset) {
        return context.view().version(asset).filter(found -> !found.deleted()).isEmpty();
    }

    /** The object that an attribute refers to. */
    static Optional<Version> reference(ReadContext context, Version version, String attribute) {
        return value(context, version, attribute) instanceof Asset asset
                ? context.view().version(asset)
                : Optional.empty();
    }

    /** A value of the object that an attribute refers to, or null. */
    static Object through(ReadContext context, Version version, String reference, String attribute) {
        return reference(context, version, reference)
                .map(target -> value(context, target, attribute))
                .orElse(null);
    }

    /** The items of a collection. */
    static List<Version> items(ReadContext context, Version version, String collection) {
        return value(context, version, collection) instanceof Object[] many ? versions(context, many) : List.of();
    }

    /** The objects of a type whose attribute refers to this one. */
    static List<Version> referring(ReadContext context, Version version, String type, String attribute) {
        return versions(
                context,
                context.store().reverse(context, new AttributeSource.Reverse(type, attribute), version.asset()));
    }

    private static List<Version> versions(ReadContext context, Object[] assets) {
        List<Version> found = new ArrayList<>(assets.length);
        Arrays.stream(assets).forEach(each -> context.view()
                .version((Asset) each)
                .filter(version -> !version.deleted())
                .ifPresent(found::add));
        return found;
    }

    static BigDecimal sum(ReadContext context, List<Version> versions, String attribute) {
        return versions.stream()
                .map(each -> value(context, each, attribute))
                .filter(Objects::nonNull)
                .map(BigDecimal.class::cast)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
