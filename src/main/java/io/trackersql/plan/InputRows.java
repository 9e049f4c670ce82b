package io.trackersql.plan;

import io.trackersql.exec.Cursor;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The rows that a statement computes before it writes: of constants, or those of a query. Immutable. */
sealed interface InputRows {
    /** All rows of one execution, as row values. Reads whatever the query needs. */
    List<Object[]> rows(Object[] parameters, StatementRun run);

    /** Whether no query is needed. */
    default boolean isConstant() {
        return this instanceof Constants;
    }

    /** Rows of constants. */
    record Constants(
            List<List<ConstantExpression>> expressions, BiFunction<Object[], StatementRun, StatementContext> contexts)
            implements InputRows {
        @Override
        public List<Object[]> rows(Object[] parameters, StatementRun run) {
            DataContext context = contexts.apply(parameters, run);
            return expressions.stream()
                    .map(row -> row.stream().map(e -> e.evaluate(context)).toArray())
                    .toList();
        }
    }

    /** Rows of a query, in columns of these types. */
    record OfQuery(QueryStatement query, List<ValueType> types) implements InputRows {
        @Override
        public List<Object[]> rows(Object[] parameters, StatementRun run) {
            return read(query.open(parameters, run), types);
        }
    }

    /** All rows of a cursor, which is closed, with values of these types. */
    static List<Object[]> read(Cursor opened, List<ValueType> types) {
        List<Object[]> rows = new ArrayList<>();
        try (Cursor cursor = opened) {
            for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = RowValue.of(row[i], types.get(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The rows of a relational expression if they are known without a query: constants for each row, of these types. */
    static Optional<List<List<ConstantExpression>>> constants(RelNode rel, List<ValueType> types) {
        RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
        if (rel instanceof Values values) {
            return constants(values.getTuples(), types, rexBuilder);
        } else if (rel instanceof Project project
                && project.getInput() instanceof Values one
                && one.getTuples().size() == 1
                && project.getProjects().stream().allMatch(RexUtil::isConstant)) {
            return constants(List.of(project.getProjects()), types, rexBuilder);
        } else if (rel instanceof Union union && union.all) {
            List<List<ConstantExpression>> rows = new ArrayList<>();
            for (RelNode input : union.getInputs()) {
                Optional<List<List<ConstantExpression>>> part = constants(input, types);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                rows.addAll(part.get());
            }
            return Optional.of(rows);
        }
        return Optional.empty();
    }

    private static Optional<List<List<ConstantExpression>>> constants(
            List<? extends List<? extends RexNode>> tuples, List<ValueType> types, RexBuilder rexBuilder) {
        List<List<ConstantExpression>> rows = new ArrayList<>();
        for (List<? extends RexNode> tuple : tuples) {
            List<ConstantExpression> row = new ArrayList<>();
            for (int i = 0; i < tuple.size(); i++) {
                Optional<ConstantExpression> constant =
                        ConstantExpression.ofWritten(written(tuple.get(i), types.get(i), rexBuilder), types.get(i));
                if (constant.isEmpty()) {
                    return Optional.empty();
                }
                row.add(constant.get());
            }
            rows.add(row);
        }
        return Optional.of(rows);
    }

    /** An expression with the type in which its value is written: text of any length, as nothing may be cut here. */
    static RexNode written(RexNode expression, ValueType type, RexBuilder rexBuilder) {
        return rexBuilder.makeCast(TypeSystem.of(type, 0, true, TypeSystem.FACTORY), expression);
    }

    /** The same before the expression is checked, which also tells the type of a parameter. */
    static SqlNode written(SqlNode expression, ValueType type) {
        return SqlStdOperatorTable.CAST.createCall(
                expression.getParserPosition(),
                expression,
                SqlTypeUtil.convertTypeToSpec(TypeSystem.of(type, 0, true, TypeSystem.FACTORY)));
    }
}
