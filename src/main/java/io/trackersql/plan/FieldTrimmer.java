package io.trackersql.plan;

import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/** Calcite's trimming of columns that nobody reads, which also knows {@link SnapshotJoin}. Public since it is called by reflection. */
public final class FieldTrimmer extends RelFieldTrimmer {
    private final RelBuilder builder;

    FieldTrimmer(RelBuilder builder) {
        super(null, builder);
        this.builder = builder;
    }

    /** A projection above, which folds into the scan; the time stays. */
    public TrimResult trimFields(SnapshotJoin join, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
        int fields = join.getRowType().getFieldCount();
        ImmutableBitSet kept = fieldsUsed.isEmpty() ? ImmutableBitSet.of(0) : fieldsUsed;
        TrimResult inner = trimFields((RelNode) join, ImmutableBitSet.range(fields), extraFields);
        if (!extraFields.isEmpty() || kept.cardinality() == fields) {
            return inner;
        }
        RelNode projected =
                builder.push(inner.left).project(builder.fields(kept)).build();
        return result(projected, createMapping(kept, fields), join);
    }
}
