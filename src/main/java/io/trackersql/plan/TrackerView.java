package io.trackersql.plan;

import io.trackersql.model.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A query with a name, which is expanded where it is used. Thread-safe. */
public final class TrackerView extends AbstractTable implements TranslatableTable {
    /** The views whose row types this thread is about to find; one that comes again is defined by itself. */
    private static final ThreadLocal<Set<TrackerView>> IN_WORK = ThreadLocal.withInitial(HashSet::new);

    private final CalciteSchema root;
    private final String sql;
    private final List<String> schemaPath;
    private volatile RelDataType rowType;

    /** A view whose unqualified tables are looked up in that schema. It is checked when first used. */
    public TrackerView(CalciteSchema root, String sql, String schema) {
        this.root = root;
        this.sql = sql;
        this.schemaPath = List.of(schema);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        if (rowType == null) {
            if (!IN_WORK.get().add(this)) {
                throw Failure.SYNTAX.with("A view is defined by itself: " + sql);
            }
            try {
                rowType = new QueryPlanner(root, schemaPath, PlanSettings.STANDARD).rowType(sql);
            } finally {
                IN_WORK.get().remove(this);
            }
        }
        return rowType;
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        return context.expandView(relOptTable.getRowType(), sql, schemaPath, relOptTable.getQualifiedName())
                .project();
    }

    @Override
    public Schema.TableType getJdbcTableType() {
        return Schema.TableType.VIEW;
    }
}
