package io.trackersql.plan;

import io.trackersql.exec.Tracker;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.TrackerQuery;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ColumnStrategy;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TemporalTable;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql2rel.InitializerExpressionFactory;
import org.apache.calcite.sql2rel.NullInitializerExpressionFactory;

/** A tracker's table as the planner sees it; a query on it starts as a {@link TrackerScan}. Immutable. */
public final class TrackerTable extends AbstractTable implements TranslatableTable, TemporalTable {
    /** Nothing tells how many assets there are; it only has to be more than what a filter leaves. */
    static final double ROWS_ASSUMED = 10_000;

    private static final InitializerExpressionFactory KEYS_BY_TRACKER = new NullInitializerExpressionFactory() {
        @Override
        public ColumnStrategy generationStrategy(RelOptTable target, int column) {
            boolean isNullable =
                    target.getRowType().getFieldList().get(column).getType().isNullable();
            return isNullable ? ColumnStrategy.NULLABLE : ColumnStrategy.DEFAULT;
        }
    };

    private final Tracker tracker;
    private final EntityTable table;
    private volatile RelDataType rowType;

    /** A table of that tracker. */
    public TrackerTable(Tracker tracker, EntityTable table) {
        this.tracker = tracker;
        this.table = table;
    }

    Tracker tracker() {
        return tracker;
    }

    EntityTable table() {
        return table;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        if (typeFactory != TypeSystem.FACTORY) {
            return rowType(typeFactory, table.columns());
        }
        if (rowType == null) {
            rowType = rowType(typeFactory, table.columns());
        }
        return rowType;
    }

    static RelDataType rowType(RelDataTypeFactory typeFactory, List<Column> columns) {
        RelDataTypeFactory.Builder builder = typeFactory.builder();
        for (Column column : columns) {
            builder.add(
                    column.name(), TypeSystem.of(column.type(), column.lengthMax(), column.isNullable(), typeFactory));
        }
        return builder.build();
    }

    /** Keys are given by the tracker, so that INSERT need not name them. */
    @Override
    public <C> C unwrap(Class<C> wanted) {
        return wanted.isInstance(KEYS_BY_TRACKER) ? wanted.cast(KEYS_BY_TRACKER) : super.unwrap(wanted);
    }

    /** No keys: Calcite takes their positions for those of the scan's row, which a folded projection changes. */
    @Override
    public Statistic getStatistic() {
        return Statistics.of(ROWS_ASSUMED, List.of());
    }

    /** Calcite asks for this name only to know that there are versions. */
    @Override
    public String getSysStartFieldName() {
        return "ValidFrom";
    }

    @Override
    public String getSysEndFieldName() {
        return "ValidTo";
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        return new TrackerScan(context.getCluster(), relOptTable, this, TrackerQuery.all(table), List.of());
    }
}
