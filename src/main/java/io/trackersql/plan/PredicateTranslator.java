package io.trackersql.plan;

import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Find;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Turns conditions of Calcite into {@link Predicate}s over a scan's columns, where they are such. It asks only whether a condition
 * is a predicate, never who will evaluate it. Operands that are not yet known become parameters, collected in {@link #operands()}.
 */
final class PredicateTranslator {
    private final RexBuilder rexBuilder;
    private final List<Column> columns;
    private final List<ConstantExpression> operands;

    /** A translator over rows of these columns that adds to these operands. */
    PredicateTranslator(RexBuilder rexBuilder, List<Column> columns, List<ConstantExpression> operands) {
        this.rexBuilder = rexBuilder;
        this.columns = columns;
        this.operands = new ArrayList<>(operands);
    }

    /** All operands so far; parameters of the predicates are indexes into it. */
    List<ConstantExpression> operands() {
        return operands;
    }

    /** The condition as a predicate; empty if it is none. */
    Optional<Predicate> predicate(RexNode node) {
        int mark = operands.size();
        Optional<Predicate> predicate = translate(node);
        if (predicate.isEmpty()) {
            operands.subList(mark, operands.size()).clear();
        }
        return predicate;
    }

    /** The condition as a full-text search; empty if it is none. */
    Optional<Find> find(RexNode node) {
        if (!(node instanceof RexCall call) || !call.getOperator().equals(TrackerFunctions.FIND)) {
            return Optional.empty();
        }
        return column(call.getOperands().get(0))
                .flatMap(column ->
                        operand(call.getOperands().get(1), ValueType.VARCHAR).map(text -> new Find(column, text)));
    }

    /** A constant as an operand of that type. */
    Optional<Operand> operand(RexNode node, ValueType type) {
        return ConstantExpression.of(node, type).map(expression -> {
            if (ConstantExpression.isKnown(node)) {
                return new Operand.Literal(expression.evaluate(null));
            }
            operands.add(expression);
            return new Operand.Parameter(operands.size() - 1);
        });
    }

    private Optional<Predicate> translate(RexNode node) {
        if (node instanceof RexLiteral literal && literal.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return Optional.of(new Predicate.Constant(
                    literal.isNull()
                            ? Predicate.Truth.UNKNOWN
                            : Predicate.Truth.of(literal.getValueAs(Boolean.class))));
        }
        if (node instanceof RexInputRef && node.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return column(node).map(c -> is(c, true));
        }
        return node instanceof RexCall call ? translateCall(call) : Optional.empty();
    }

    private Optional<Predicate> translateCall(RexCall call) {
        List<RexNode> args = call.getOperands();
        if (call.getOperator().equals(TrackerFunctions.HAS)) {
            return column(args.get(0))
                    .flatMap(c -> operand(args.get(1), ValueType.VARCHAR).map(v -> new Predicate.Has(c, v)));
        }
        return switch (call.getKind()) {
            case AND -> all(args).map(Predicate.And::new);
            case OR -> all(args).map(PredicateTranslator::or);
            case NOT -> translate(args.get(0)).map(Predicate.Not::new);
            case IS_NULL -> column(args.get(0)).map(Predicate.IsNull::new);
            case IS_NOT_NULL -> column(args.get(0)).map(c -> new Predicate.Not(new Predicate.IsNull(c)));
            case IS_TRUE -> booleanColumn(args.get(0)).map(c -> known(c, true));
            case IS_FALSE -> booleanColumn(args.get(0)).map(c -> known(c, false));
            case IS_NOT_TRUE -> booleanColumn(args.get(0)).map(c -> new Predicate.Not(known(c, true)));
            case IS_NOT_FALSE -> booleanColumn(args.get(0)).map(c -> new Predicate.Not(known(c, false)));
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                comparison(operator(call.getKind()), args.get(0), args.get(1));
            // ILIKE is of the same kind, but no predicate of ours
            case LIKE -> call.getOperator().equals(SqlStdOperatorTable.LIKE) ? like(call) : Optional.empty();
            case SEARCH -> translate(RexUtil.expandSearch(rexBuilder, null, call));
            default -> Optional.empty();
        };
    }

    private Optional<List<Predicate>> all(List<RexNode> nodes) {
        List<Predicate> terms = new ArrayList<>();
        for (RexNode node : nodes) {
            Optional<Predicate> term = translate(node);
            if (term.isEmpty()) {
                return Optional.empty();
            }
            terms.add(term.get());
        }
        return Optional.of(terms);
    }

    /** Equalities of one column are IN: one list is shorter on the wire than many comparisons. */
    private static Predicate or(List<Predicate> terms) {
        List<Predicate> merged = new ArrayList<>();
        for (Predicate term : terms) {
            Column column = equated(term);
            int at = 0;
            while (at < merged.size() && (column == null || !column.equals(equated(merged.get(at))))) {
                at++;
            }
            if (at < merged.size()) {
                List<Operand> values = new ArrayList<>(values(merged.get(at)));
                values.addAll(values(term));
                merged.set(at, new Predicate.In(column, values));
            } else {
                merged.add(term);
            }
        }
        return merged.size() == 1 ? merged.get(0) : new Predicate.Or(merged);
    }

    private static Column equated(Predicate predicate) {
        if (predicate instanceof Predicate.In in) {
            return in.column();
        }
        return predicate instanceof Predicate.Comparison c && c.operator() == Operator.EQ ? c.column() : null;
    }

    private static List<Operand> values(Predicate predicate) {
        return predicate instanceof Predicate.In in
                ? in.operands()
                : List.of(((Predicate.Comparison) predicate).operand());
    }

    private Optional<Predicate> comparison(Operator operator, RexNode left, RexNode right) {
        Optional<Column> column = column(left);
        if (column.isPresent()) {
            return compared(column.get(), operator, right);
        }
        return column(right).flatMap(c -> compared(c, operator.mirrored(), left));
    }

    private Optional<Predicate> compared(Column column, Operator operator, RexNode value) {
        if (column.type() == ValueType.VARBINARY) {
            return Optional.empty();
        }
        return operand(value, column.type()).map(o -> new Predicate.Comparison(column, operator, o));
    }

    private Optional<Predicate> like(RexCall call) {
        List<RexNode> args = call.getOperands();
        Optional<Character> escape = Optional.empty();
        if (args.size() == 3) {
            if (!(args.get(2) instanceof RexLiteral literal)
                    || literal.getValueAs(String.class) == null
                    || literal.getValueAs(String.class).length() != 1) {
                return Optional.empty();
            }
            escape = Optional.of(literal.getValueAs(String.class).charAt(0));
        }
        Optional<Character> escapedBy = escape;
        return column(args.get(0)).filter(c -> c.type().isText()).flatMap(c -> operand(args.get(1), ValueType.VARCHAR)
                .map(p -> new Predicate.Like(c, p, escapedBy)));
    }

    private Optional<Column> booleanColumn(RexNode node) {
        return column(node).filter(c -> c.type() == ValueType.BOOLEAN);
    }

    private static Predicate is(Column column, boolean value) {
        return new Predicate.Comparison(column, Operator.EQ, new Operand.Literal(value));
    }

    /** IS TRUE and IS FALSE are never UNKNOWN. */
    private static Predicate known(Column column, boolean value) {
        return new Predicate.And(List.of(new Predicate.Not(new Predicate.IsNull(column)), is(column, value)));
    }

    /** The column that an expression is, seen through casts that change no value. */
    private Optional<Column> column(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return Optional.of(columns.get(ref.getIndex()));
        }
        if (node.getKind() == SqlKind.CAST
                && isLossless(((RexCall) node).getOperands().get(0), node.getType())) {
            return column(((RexCall) node).getOperands().get(0));
        }
        return Optional.empty();
    }

    private static boolean isLossless(RexNode operand, RelDataType to) {
        RelDataType from = operand.getType();
        if (SqlTypeUtil.inCharFamily(from)) {
            return to.getSqlTypeName() == SqlTypeName.VARCHAR
                    && (to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                            || (from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
                                    && from.getPrecision() <= to.getPrecision()));
        }
        if (SqlTypeUtil.isIntType(from)) {
            return SqlTypeUtil.isIntType(to) && from.getPrecision() <= to.getPrecision();
        }
        return from.getSqlTypeName() == to.getSqlTypeName()
                && from.getSqlTypeName() != SqlTypeName.TIMESTAMP
                && from.getPrecision() <= to.getPrecision();
    }

    private static Operator operator(SqlKind kind) {
        return switch (kind) {
            case EQUALS -> Operator.EQ;
            case NOT_EQUALS -> Operator.NE;
            case LESS_THAN -> Operator.LT;
            case LESS_THAN_OR_EQUAL -> Operator.LE;
            case GREATER_THAN -> Operator.GT;
            case GREATER_THAN_OR_EQUAL -> Operator.GE;
            default -> throw new AssertionError("not a comparison: " + kind);
        };
    }
}
