package io.trackersql.rally;

import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.model.Usage.AllowedValue;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be known to be wrong with a write before anything is asked. */
final class WriteChecks {
    /** The one attribute for which the service has no default, whatever else the schema calls required. */
    private static final String NAME = "Name";

    /** More values of a list would hide the message. */
    private static final int VALUES_SHOWN = 20;

    private final EntityModel model;

    WriteChecks(EntityModel model) {
        this.model = model;
    }

    void check(Mutation mutation) {
        Entity entity = mutation.table().entity();
        if (mutation instanceof Mutation.Create create) {
            checkCreation(create, entity);
        } else if (mutation instanceof Mutation.Update && !entity.writes().updates()) {
            throw notWritable("Rally does not let assets of the type " + entity.name() + " be changed.");
        } else if (mutation instanceof Mutation.Delete && !entity.writes().deletes()) {
            throw notWritable("Rally does not let assets of the type " + entity.name() + " be deleted.");
        }
        mutation.changes().forEach(change -> check(mutation, change));
    }

    private void checkCreation(Mutation.Create create, Entity entity) {
        if (entity.isAbstract()) {
            String subtypes = model.entities().values().stream()
                    .filter(e -> !e.isAbstract() && isBelow(e, entity))
                    .map(Entity::name)
                    .sorted()
                    .limit(VALUES_SHOWN)
                    .collect(Collectors.joining(", "));
            throw notWritable("All assets of " + entity.name() + " are of other types: insert into one of these, "
                    + subtypes + ".");
        } else if (!entity.writes().creates()) {
            throw notWritable("Rally does not let assets of the type " + entity.name() + " be created.");
        }
        create.table().columns().stream()
                .filter(column -> column.name().equals(NAME) && column.required() && !column.readOnly())
                .filter(column -> create.changes().stream()
                        .noneMatch(change -> change.column().equals(column)))
                .findFirst()
                .ifPresent(column -> {
                    throw missing(column, entity);
                });
    }

    private boolean isBelow(Entity entity, Entity above) {
        Optional<String> base = entity.base();
        while (base.isPresent() && !base.get().equals(above.name())) {
            base = base.flatMap(model::entity).flatMap(Entity::base);
        }
        return base.isPresent();
    }

    private void check(Mutation mutation, Change change) {
        Column column = change.column();
        switch (NativeType.of(column.nativeType())) {
            case COUNT -> throw notWritable("Column " + column.name() + " is the size of a list, which Rally counts.");
            case MAP ->
                throw notWritable("Column " + column.name() + " holds an object of Rally's own, which is only read.");
            case TYPE_NAME -> checkType(mutation, change);
            case COLLECTION -> checkCollection(mutation, column);
            case CONTENT -> checkContent(mutation, change);
            default -> {}
        }
        if (column.role() == Column.Role.COMPANION && Tokens.isListCompanion(column)) {
            throw notWritable(
                    "Column " + column.name() + " shows what the assets of a list are called. Write their keys.");
        }
        if (change instanceof Change.Assign assign) {
            if (!Contents.isContent(column)) {
                checkValue(mutation.table().entity(), column, assign.value());
            }
        } else if (NativeType.of(column.nativeType()) == NativeType.MULTI_VALUE) {
            checkKeys(column, change.values());
        }
    }

    private void checkType(Mutation mutation, Change change) {
        Column column = change.column();
        boolean hasRelation = mutation.changes().stream()
                .anyMatch(other -> NativeType.of(other.column().nativeType()) == NativeType.OBJECT
                        && WriteBody.attribute(other.column()).equals(WriteBody.attribute(column)));
        if (!hasRelation) {
            throw notWritable("Column " + column.name() + " only says what the key in column "
                    + WriteBody.attribute(column) + " is of. Write both.");
        }
        for (Object name : change.values()) {
            if (Addresses.typeNamed(model, String.valueOf(name)).isEmpty()) {
                throw Failure.BAD_VALUE.with("Column " + column.name() + " is '" + name
                        + "', but Rally has no type of that name. Types are spelled as in HierarchicalRequirement or"
                        + " PortfolioItem/Feature.");
            }
        }
    }

    private void checkCollection(Mutation mutation, Column column) {
        Entity owner = mutation.table().entity();
        Inverses.of(model, owner, column).ifPresent(inverse -> {
            throw notWritable("The collection " + column.name() + " of " + owner.name()
                    + " cannot be written, since it is the other side of "
                    + inverse.items().name() + "."
                    + inverse.relation().name() + ". Write that column instead.");
        });
        if (column.readOnly()) {
            throw notWritable("The collection " + column.name() + " of " + owner.name() + " is only read.");
        }
    }

    private static void checkContent(Mutation mutation, Change change) {
        if (!(mutation instanceof Mutation.Create)) {
            throw notWritable("Rally does not let the content of an attachment be changed. Delete the attachment and"
                    + " insert another.");
        }
        for (Object value : change.values()) {
            int bytes = ((byte[]) value).length;
            if (bytes > Contents.BYTES_MAX) {
                throw Failure.TOO_LONG.with("Column " + change.column().name() + " takes " + Contents.BYTES_MAX
                        + " bytes, but the value has " + bytes + ".");
            }
        }
    }

    private static void checkValue(Entity entity, Column column, Object value) {
        if (column.name().equals(NAME) && column.required() && (value == null || "".equals(value))) {
            throw missing(column, entity);
        }
        WriteBody.scalar(column, value);
        if (!(value instanceof String text)) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (column.lengthMax() > 0 && length > column.lengthMax()) {
            throw Failure.TOO_LONG.with("Column " + column.name() + " of " + entity.name() + " takes "
                    + column.lengthMax() + " characters, but the value has " + length + ".");
        }
        List<String> allowed =
                column.usage().allowedValues().stream().map(AllowedValue::value).toList();
        if (isListed(column) && !allowed.isEmpty() && !isNone(column, text) && !allowed.contains(text)) {
            throw outside(column, text, allowed);
        }
    }

    private static boolean isListed(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case STATE, RATING, DROP_DOWN -> true;
            default -> false;
        };
    }

    /** Whether the text stands for no entry; whether that is allowed is for the service to say. */
    private static boolean isNone(Column column, String text) {
        return text.isEmpty()
                || (NativeType.of(column.nativeType()) == NativeType.RATING && text.equals(FilterRenderer.NO_RATING));
    }

    private static void checkKeys(Column column, List<Object> keys) {
        List<AllowedValue> allowed = column.usage().allowedValues();
        if (allowed.isEmpty() || allowed.stream().anyMatch(value -> value.key().isEmpty())) {
            return;
        }
        for (Object key : keys) {
            if (allowed.stream().noneMatch(value -> value.key().equals(String.valueOf(key)))) {
                throw outside(
                        column,
                        String.valueOf(key),
                        allowed.stream()
                                .map(v -> v.key() + " (" + v.value() + ")")
                                .toList());
            }
        }
    }

    private static TrackerException outside(Column column, String value, List<String> allowed) {
        String shown =
                allowed.stream().filter(v -> !v.isEmpty()).limit(VALUES_SHOWN).collect(Collectors.joining(", "));
        return Failure.RULE_VIOLATION.with("Column " + column.name() + " cannot be '" + value + "'. It takes: " + shown
                + (allowed.size() > VALUES_SHOWN ? " and others, see system.allowed_values." : "."));
    }

    private static TrackerException missing(Column column, Entity entity) {
        return Failure.NOT_NULL.with("Column " + column.name() + " of " + entity.name()
                + " needs a value: Rally demands one and has no default for it.");
    }

    private static TrackerException notWritable(String message) {
        return Failure.NOT_WRITABLE.with(message);
    }
}
