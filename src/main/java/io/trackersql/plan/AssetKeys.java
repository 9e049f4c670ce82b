package io.trackersql.plan;

import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the assets that a statement made are told to its caller: by key, and by number where the type has one. Immutable.
 *
 * @param schema the name of the table's schema
 */
record AssetKeys(String schema, EntityTable table) {
    /** The columns in which they are told. */
    List<ResultColumn> columns() {
        List<ResultColumn> columns = new ArrayList<>();
        columns.add(ResultColumns.of(schema, table, table.key()));
        number().ifPresent(c -> columns.add(ResultColumns.of(schema, table, c)));
        return columns;
    }

    /** One asset. */
    Object[] row(Object key, Optional<String> assetNumber) {
        return number().isPresent() ? new Object[] {key, assetNumber.orElse(null)} : new Object[] {key};
    }

    /** Those that mutations created; what waits has its provisional key. */
    GeneratedKeys created(List<Mutation> mutations, List<WriteOutcome> outcomes) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < mutations.size(); i++) {
            if (mutations.get(i) instanceof Mutation.Create create) {
                rows.add(outcomes.get(i)
                        .made()
                        .map(made -> row(made.key(), made.number()))
                        .orElseGet(() -> row(create.key(), Optional.empty())));
            }
        }
        return rows.isEmpty() ? GeneratedKeys.NONE : new GeneratedKeys(columns(), rows);
    }

    private Optional<Column> number() {
        return table.entity().numberAttribute().flatMap(name -> table.columns().stream()
                .filter(c -> c.path().steps().equals(List.of(name)) && c.type() == ValueType.VARCHAR)
                .findFirst());
    }
}
