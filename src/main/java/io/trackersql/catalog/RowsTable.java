package io.trackersql.catalog;

import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.plan.ResultColumns;
import io.trackersql.query.Column;
import io.trackersql.query.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table whose rows the driver knows itself; they are worked out anew for each statement. */
public final class RowsTable extends AbstractTable implements ScannableTable {
    private final List<Field> fields;
    private final Supplier<List<Object[]>> rows;

    /** A column of such a table. */
    public record Field(String name, ValueType type) {
        /** The same as a column of a table whose rows are asked for. */
        Column column() {
            return new Column(
                    name,
                    Path.of(name),
                    type,
                    type,
                    "",
                    0,
                    Column.Cardinality.SINGLE,
                    Column.Role.VALUE,
                    Optional.empty(),
                    false,
                    true,
                    Usage.FREE,
                    "");
        }
    }

    /** A table with these columns and rows; values are row values as {@link ValueType} says. */
    public RowsTable(List<Field> fields, Supplier<List<Object[]>> rows) {
        this.fields = List.copyOf(fields);
        this.rows = rows;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        RelDataTypeFactory.Builder builder = typeFactory.builder();
        for (Field field : fields) {
            builder.add(field.name(), ResultColumns.sqlType(field.type(), typeFactory));
        }
        return builder.build();
    }

    @Override
    public Enumerable<Object[]> scan(DataContext root) {
        return Linq4j.asEnumerable(rows.get());
    }
}
