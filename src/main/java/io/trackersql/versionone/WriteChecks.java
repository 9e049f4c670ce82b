package io.trackersql.versionone;

import io.trackersql.backend.WriteOptions;
import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.Operation.Argument;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.write.Change;
import io.trackersql.write.Change.Assign;
import io.trackersql.write.Mutation;
import java.util.List;
import java.util.Map;

/** What can be known to be wrong with a mutation before anything is asked. Pure. */
final class WriteChecks {
    private final EntityModel model;
    private final WriteOptions options;

    WriteChecks(EntityModel model, WriteOptions options) {
        this.model = model;
        this.options = options;
    }

    void check(Mutation mutation) {
        mutation.changes().forEach(change -> {
            check(mutation.table(), change);
            if (NativeType.of(change.column().nativeType()) == NativeType.BLOB) {
                checkContent(mutation, change);
            }
        });
        if (mutation instanceof Mutation.Create create) {
            checkNew(create);
        } else {
            checkKey(mutation);
        }
        if (mutation instanceof Mutation.Delete) {
            checkOperation(mutation, Operations.DELETE);
        } else if (mutation instanceof Mutation.Operate operate) {
            checkOperation(mutation, operate.operation().name());
            checkArguments(operate);
        }
        Step.of(mutation, model);
    }

    /** Fails if a change of some asset of a table cannot be made. */
    static void check(EntityTable table, Change change) {
        Column column = change.column();
        NativeType nativeType = NativeType.of(column.nativeType());
        if (nativeType == NativeType.RANK) {
            throw Failure.NOT_WRITABLE.with("The column " + column.name() + " of " + table.name()
                    + " is a rank, which VersionOne gives: an asset can be moved before or after another, but not to a"
                    + " number.");
        } else if (Step.isState(column) || nativeType == NativeType.BLOB) {
            return;
        }
        change.values().forEach(value -> checkValue(column, value));
        boolean isCleared = change instanceof Assign assign
                && (assign.value() == null || assign.value().equals(""));
        if (isCleared && column.required()) {
            throw missing(table, column.name());
        }
    }

    private static void checkValue(Column column, Object value) {
        String text = Encoder.written(column, value);
        if (column.lengthMax() > 0 && text.length() > column.lengthMax()) {
            throw Failure.TOO_LONG.with("The value for column " + column.name() + " has " + text.length()
                    + " characters; VersionOne takes at most " + column.lengthMax() + ".");
        }
    }

    private static void checkContent(Mutation mutation, Change change) {
        String type = mutation instanceof Mutation.Create
                ? mutation.table().entity().name()
                : Oids.type((String) mutation.key());
        Column column = change.column();
        if (!Contents.isContent(type, column)) {
            throw Failure.NOT_WRITABLE.with("How VersionOne takes the content of column " + column.name() + " of "
                    + type + " is not known; that of Attachment and EmbeddedImage can be written.");
        } else if (change.values().isEmpty() && mutation instanceof Mutation.Update) {
            throw Failure.NOT_NULL.with("The content of " + mutation.key()
                    + " cannot be taken away, only replaced. DELETE the asset, or give another content.");
        }
    }

    private static RuntimeException missing(EntityTable table, String column) {
        return Failure.NOT_NULL.with(
                "VersionOne demands a value for column " + column + " of " + table.name() + ". Give one.");
    }

    /**
     * Required attributes may have defaults, or take their values from the parent or the context, which the metadata does not tell. No
     * default is known of texts, so those are demanded unless there is a context; for the rest the tracker speaks.
     */
    private void checkNew(Mutation.Create create) {
        Entity entity = create.table().entity();
        if (entity.isAbstract()) {
            throw Failure.NOT_WRITABLE.with("Assets of the abstract type " + entity.name()
                    + " cannot be made. INSERT INTO the table of one of the types derived from it.");
        }
        if (options.createContext().isPresent()) {
            return;
        }
        List<String> given =
                create.changes().stream().map(c -> Tokens.of(c.column())).toList();
        for (Attribute attribute : entity.attributes()) {
            boolean isDemanded = attribute.required()
                    && !attribute.readOnly()
                    && NativeType.of(attribute.nativeType()) == NativeType.TEXT
                    && !attribute.multiValued();
            if (isDemanded && !given.contains(attribute.name())) {
                throw missing(create.table(), attribute.name());
            }
        }
    }

    private void checkKey(Mutation mutation) {
        Object key = mutation.key();
        boolean isKey = key instanceof String text && (Oids.isCanonical(text) || Oids.isProvisional(text));
        if (!isKey || !isA(Oids.type((String) key), mutation.table().entity().name())) {
            throw Failure.BAD_VALUE.with("'" + key + "' is no key of "
                    + mutation.table().entity().name() + ". Such a key is a type and a number, such as "
                    + mutation.table().entity().name() + ":1005.");
        }
    }

    private boolean isA(String type, String base) {
        Map<String, Entity> types = model.entities();
        Entity entity = types.get(type);
        for (int depth = 0; depth < types.size() && entity != null; depth++) {
            if (entity.name().equals(base)) {
                return true;
            }
            entity = entity.base().map(types::get).orElse(null);
        }
        return false;
    }

    private void checkOperation(Mutation mutation, String operation) {
        String type = Oids.type((String) mutation.key());
        if (!Operations.has(model.entities().get(type), operation)) {
            throw (operation.equals(Operations.DELETE) ? Failure.NOT_WRITABLE : Failure.UNKNOWN_FUNCTION)
                    .with("VersionOne has no operation " + operation + " for assets of type " + type + ".");
        }
    }

    private void checkArguments(Mutation.Operate operate) {
        List<Argument> declared = operate.operation().arguments();
        for (int i = 0; i < declared.size(); i++) {
            Object value = operate.arguments().get(i);
            Argument argument = declared.get(i);
            if (value == null && argument.isRequired()) {
                throw Failure.NOT_NULL.with(
                        "The operation " + operate.operation().name() + " needs a value for " + argument.name() + ".");
            } else if (value != null && argument.relatedEntity().isPresent()) {
                Encoder.key(argument.name(), value);
            }
        }
        if (!declared.isEmpty() && options.comment().isPresent()) {
            throw Failure.UNSUPPORTED.with("VersionOne takes no comment with the operation "
                    + operate.operation().name() + ", since it has arguments. Take the property comment away for it.");
        }
    }
}
