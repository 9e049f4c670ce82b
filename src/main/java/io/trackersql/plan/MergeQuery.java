package io.trackersql.plan;

import io.trackersql.model.Failure;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** The query that a parsed MERGE makes: its source joined to its table, with the values that it sets and inserts. */
final class MergeQuery {
    private static final SqlParserPos HERE = SqlParserPos.ZERO;

    private final SqlMerge merge;
    private final WriteTarget target;
    private final SqlIdentifier alias;

    MergeQuery(SqlMerge merge, WriteTarget target) {
        this.merge = merge;
        this.target = target;
        List<String> names = ((SqlIdentifier) merge.getTargetTable()).names;
        this.alias = merge.getAlias() == null
                ? new SqlIdentifier(
                        names.get(names.size() - 1), merge.getTargetTable().getParserPosition())
                : merge.getAlias();
    }

    List<String> updatedNames() {
        return merge.getUpdateCall() == null
                ? List.of()
                : ModifyPlanner.names(merge.getUpdateCall().getTargetColumnList());
    }

    List<String> insertedNames() {
        if (merge.getInsertCall() == null) {
            return List.of();
        }
        SqlNodeList named = merge.getInsertCall().getTargetColumnList();
        if (named == null || named.isEmpty()) {
            throw ModifyPlanner.columnsNotNamed(target);
        }
        return ModifyPlanner.names(named);
    }

    /** The query: key, present values, values to set, values to insert. */
    SqlNode joined(List<Column> present, List<WriteTarget.Item> updated, List<WriteTarget.Item> inserted) {
        List<SqlNode> fields = new ArrayList<>();
        fields.add(field(target.assets().key()));
        present.forEach(c -> fields.add(field(c)));
        if (!updated.isEmpty()) {
            addValues(merge.getUpdateCall().getSourceExpressionList(), updated, fields);
        }
        if (!inserted.isEmpty()) {
            addValues(insertedValues(inserted.size()), inserted, fields);
        }
        SqlNode table = SqlStdOperatorTable.AS.createCall(HERE, merge.getTargetTable(), alias);
        JoinType join = inserted.isEmpty() ? JoinType.INNER : JoinType.LEFT;
        SqlNode from = new SqlJoin(
                HERE,
                merge.getSourceTableRef(),
                SqlLiteral.createBoolean(false, HERE),
                join.symbol(HERE),
                table,
                JoinConditionType.ON.symbol(HERE),
                merge.getCondition());
        return new SqlSelect(
                HERE, null, new SqlNodeList(fields, HERE), from, null, null, null, null, null, null, null, null, null);
    }

    private SqlNode field(Column column) {
        return new SqlIdentifier(List.of(alias.getSimple(), column.name()), HERE);
    }

    private List<SqlNode> insertedValues(int count) {
        SqlCall values = (SqlCall) merge.getInsertCall().getSource();
        List<SqlNode> row = ((SqlCall) values.operand(0)).getOperandList();
        if (row.size() != count) {
            throw Failure.SYNTAX.with(
                    "INSERT of MERGE names " + count + " columns but gives " + row.size() + " values.");
        }
        return row;
    }

    private static void addValues(List<SqlNode> values, List<WriteTarget.Item> items, List<SqlNode> fields) {
        for (int i = 0; i < items.size(); i++) {
            fields.add(InputRows.written(values.get(i), items.get(i).given().type()));
        }
    }

    /** The columns of the table from which values to set are computed; a name without a table in front of it may mean another's column. */
    Set<Column> reads() {
        Set<Column> reads = new HashSet<>();
        if (merge.getUpdateCall() != null) {
            merge.getUpdateCall().getSourceExpressionList().accept(new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlIdentifier id) {
                    int last = id.names.size() - 1;
                    int position = target.assets().position(id.names.get(last));
                    boolean isOurs = last == 0 || alias.getSimple().equalsIgnoreCase(id.names.get(last - 1));
                    if (isOurs && position >= 0) {
                        reads.add(target.assets().columns().get(position));
                    }
                    return null;
                }
            });
        }
        return reads;
    }

    /** The types of the query's columns. */
    List<ValueType> types(List<Column> present, List<WriteTarget.Item> updated, List<WriteTarget.Item> inserted) {
        List<ValueType> types = new ArrayList<>();
        types.add(target.assets().key().type());
        present.forEach(c -> types.add(c.type()));
        updated.forEach(i -> types.add(i.given().type()));
        inserted.forEach(i -> types.add(i.given().type()));
        return types;
    }
}
