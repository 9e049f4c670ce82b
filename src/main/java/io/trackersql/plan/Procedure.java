package io.trackersql.plan;

import io.trackersql.exec.Tracker;
import io.trackersql.model.Entity;
import io.trackersql.model.Operation;
import io.trackersql.model.ValueType;
import io.trackersql.query.EntityTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Something that {@code CALL schema.name(...)} runs. Immutable. */
public sealed interface Procedure {
    /** The schema by which it is called. */
    String schema();

    /** Its name in that schema. */
    String name();

    /** What it takes, in order. */
    List<Parameter> parameters();

    /** Text for people. */
    String remarks();

    /**
     * One parameter.
     *
     * @param type of its values
     * @param relatedEntity for the key of an asset the type of that asset
     * @param isRequired whether it may be neither left out nor NULL
     */
    record Parameter(String name, ValueType type, Optional<String> relatedEntity, boolean isRequired) {
        /** The same for JDBC's metadata. */
        public ResultColumn column() {
            return ResultColumns.parameter(name, type, !isRequired);
        }
    }

    /**
     * An operation of a tracker on one asset, {@code Type_Operation}.
     *
     * @param tables finds a table of the schema by the name of its type
     */
    record OnAsset(
            String schema,
            Tracker tracker,
            Entity entity,
            Operation operation,
            Function<String, Optional<EntityTable>> tables)
            implements Procedure {
        @Override
        public String name() {
            return entity.name() + "_" + operation.name();
        }

        /** The table of the assets that it operates on. */
        public EntityTable table() {
            return tables.apply(entity.name()).orElseThrow();
        }

        @Override
        public List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            String key = entity.keyAttribute();
            parameters.add(
                    new Parameter(key, entity.attribute(key).orElseThrow().type(), Optional.of(entity.name()), true));
            for (Operation.Argument argument : operation.arguments()) {
                parameters.add(new Parameter(
                        argument.name(), argument.type(), argument.relatedEntity(), argument.isRequired()));
            }
            return parameters;
        }

        @Override
        public String remarks() {
            return operation.remarks();
        }
    }

    /**
     * {@code New(Type, Context)}: the values that a tracker proposes for a new asset, as one row of the type's table.
     *
     * @param tables finds a table of the schema by the name of its type
     */
    record Template(String schema, Tracker tracker, Function<String, Optional<EntityTable>> tables)
            implements Procedure {
        /** How it is called. */
        public static final String NAME = "New";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter("Type", ValueType.VARCHAR, Optional.empty(), true),
                    new Parameter("Context", ValueType.VARCHAR, Optional.empty(), true));
        }

        @Override
        public String remarks() {
            return "Proposes the values of a new asset of that type in the context of another asset";
        }
    }

    /** {@code refresh_metadata()} of the driver's own schema: reads the trackers' metadata again. */
    record RefreshMetadata(String schema) implements Procedure {
        /** How it is called. */
        public static final String NAME = "refresh_metadata";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public String remarks() {
            return "Reads the trackers' metadata again";
        }
    }
}
