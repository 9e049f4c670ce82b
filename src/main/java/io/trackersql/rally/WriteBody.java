package io.trackersql.rally;

import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spells the attributes of a new or changed asset as JSON. NULL is null for relations, numbers, times and booleans, and empty text for text,
 * states, ratings and drop-downs, as the service wants it. Pure, but for the addresses that it is given.
 */
final class WriteBody {
    private final Addresses addresses;
    private final Optional<Object> user;

    /** @param user the key of the user who writes, if it is known */
    WriteBody(Addresses addresses, Optional<Object> user) {
        this.addresses = addresses;
        this.user = user;
    }

    /** {@code {"Defect":{"Name":"A","Owner":"/user/20"}}}, as {@code Json.text} takes it. */
    Map<String, Object> of(Mutation mutation) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Change change : mutation.changes()) {
            if (change instanceof Change.Assign assign) {
                add(attributes, assign, mutation);
            } else if (change instanceof Change.Members members && isInline(mutation, members)) {
                attributes.put(
                        attribute(members.column()),
                        refs(members.column(), members.whole().orElse(members.added())));
            }
        }
        if (Contents.of(mutation).isPresent()) {
            // clients say who attaches a file
            user.ifPresent(key -> attributes.putIfAbsent(Contents.USER, "/" + Addresses.path("User", key)));
        }
        return rooted(mutation, attributes);
    }

    /** The only field of a body is called like the type. */
    static Map<String, Object> rooted(Mutation mutation, Map<String, Object> attributes) {
        return Map.of(mutation.table().entity().nativeName(), attributes);
    }

    /** Whether all values are sent with the other attributes; else those that are added and removed have requests of their own. */
    static boolean isInline(Mutation mutation, Change.Members members) {
        return mutation instanceof Mutation.Create || members.whole().isPresent();
    }

    /** {@code [{"_ref":"/tag/1"}]}. */
    List<Map<String, String>> refs(Column column, List<Object> keys) {
        List<Map<String, String>> refs = new ArrayList<>();
        keys.forEach(key -> refs.add(Map.of("_ref", addresses.of(column, key))));
        return refs;
    }

    /** The attribute that a column shows, or of which it shows a part. */
    static String attribute(Column column) {
        return column.path().steps().get(0);
    }

    private void add(Map<String, Object> attributes, Change.Assign assign, Mutation mutation) {
        Column column = assign.column();
        Object value = assign.value();
        switch (NativeType.of(column.nativeType())) {
            // it only says what type the relation beside it leads to
            case TYPE_NAME -> {}
            case LINK_ID, LINK_LABEL -> attributes.computeIfAbsent(attribute(column), name -> link(column, mutation));
            case CONTENT -> {
                if (value != null) {
                    attributes.put(attribute(column), Contents.address(addresses.key(Contents.key(mutation))));
                    attributes.put(Contents.SIZE, ((byte[]) value).length);
                }
            }
            case OBJECT -> attributes.put(attribute(column), value == null ? null : addresses.of(column, value));
            default -> attributes.put(attribute(column), scalar(column, value));
        }
    }

    /** The type that the statement gives beside a relation. */
    static Optional<String> told(Mutation mutation, Column relation) {
        return mutation.changes().stream()
                .filter(change -> NativeType.of(change.column().nativeType()) == NativeType.TYPE_NAME)
                .filter(change -> attribute(change.column()).equals(attribute(relation)))
                .flatMap(change -> change.values().stream())
                .map(String::valueOf)
                .findFirst();
    }

    /** Both parts of a link: the one that is not written keeps its value. */
    private static Map<String, Object> link(Column part, Mutation mutation) {
        Map<String, Object> link = new LinkedHashMap<>();
        if (mutation instanceof Mutation.Update update) {
            update.present().forEach((column, value) -> addPart(link, part, column, value));
        }
        mutation.changes().stream()
                .filter(Change.Assign.class::isInstance)
                .map(Change.Assign.class::cast)
                .forEach(change -> addPart(link, part, change.column(), change.value()));
        return link;
    }

    private static void addPart(Map<String, Object> link, Column part, Column column, Object value) {
        boolean isPart =
                switch (NativeType.of(column.nativeType())) {
                    case LINK_ID, LINK_LABEL -> attribute(column).equals(attribute(part));
                    default -> false;
                };
        if (isPart) {
            link.put(column.path().steps().get(1), value == null ? "" : value);
        }
    }

    /** A value that is no relation; fails with BAD_VALUE if the service cannot take it. */
    static Object scalar(Column column, Object value) {
        if (value == null) {
            return isCleared(column) ? "" : null;
        } else if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                throw Failure.BAD_VALUE.with(
                        "Column " + column.name() + " cannot be " + number + ": Rally has no such number.");
            }
            return new BigDecimal(number.toString());
        } else if (value instanceof Long number && column.type().isTimestamp()) {
            return Encoder.time(number)
                    .orElseThrow(() -> Failure.BAD_VALUE.with("The time for column " + column.name()
                            + " is outside the years 1900 to 9999, which are sent to Rally."));
        } else if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value;
    }

    /** Whether empty text stands for NULL. */
    private static boolean isCleared(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case STRING, TEXT, STATE, RATING, DROP_DOWN, RAW, OTHER -> true;
            default -> false;
        };
    }
}
