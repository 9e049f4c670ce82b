package io.trackersql.plan;

import io.trackersql.model.ValueType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.DataContext;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * An expression without columns, whose value is known once parameters are bound and the statement's instant is fixed: literals,
 * {@code ?}, {@code CURRENT_TIMESTAMP - INTERVAL '7' DAY}. Interpreted, since compiling it would cost more than the statement.
 */
public final class ConstantExpression {
    private static final String UNIX_EPOCH_DAY = "1970-01-01";
    private static final Set<SqlOperator> NOW = Set.of(
            SqlStdOperatorTable.CURRENT_TIMESTAMP,
            SqlStdOperatorTable.LOCALTIMESTAMP,
            SqlStdOperatorTable.CURRENT_DATE);

    /** The place of a time that is another one for each snapshot; who takes the snapshots puts the times there. */
    static final ConstantExpression EACH_TIME = new ConstantExpression("each time", context -> null);

    /** What evaluating {@link #DEFAULT} gives. */
    static final Object DEFAULT_VALUE = new Object();

    /** The word DEFAULT in the place of a value that is left to the tracker. */
    static final ConstantExpression DEFAULT = new ConstantExpression("DEFAULT", context -> DEFAULT_VALUE);

    private final String text;
    private final Function<DataContext, Object> value;

    private ConstantExpression(String text, Function<DataContext, Object> value) {
        this.text = text;
        this.value = value;
    }

    /** The row value, as {@link ValueType} says. */
    Object evaluate(DataContext context) {
        return value.apply(context);
    }

    /**
     * The expression as a row value of that type, if it is one that is understood and every value it can have converts without
     * loss; a literal may also convert if its one value does.
     */
    static Optional<ConstantExpression> of(RexNode node, ValueType type) {
        Optional<Function<DataContext, Object>> compiled = compile(node);
        if (compiled.isEmpty()) {
            return Optional.empty();
        }
        Function<DataContext, Object> raw = compiled.get();
        boolean known = isKnown(node);
        if (!converts(node.getType(), type) && !known) {
            return Optional.empty();
        }
        if (known) {
            Object constant;
            try {
                constant = raw.apply(null);
                constant = constant == null ? null : convert(constant, type);
            } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
                return Optional.empty(); // Calcite evaluates it and gives the error or the answer
            }
            Object result = constant;
            return Optional.of(new ConstantExpression(String.valueOf(result), context -> result));
        }
        return Optional.of(new ConstantExpression(node.toString(), context -> {
            Object v = raw.apply(context);
            return v == null ? null : convert(v, type);
        }));
    }

    /** The expression as a value to write, which in contrast to one that is compared may be bytes. */
    static Optional<ConstantExpression> ofWritten(RexNode node, ValueType type) {
        return type == ValueType.VARBINARY ? bytes(RexUtil.removeCast(node)) : of(node, type);
    }

    private static Optional<ConstantExpression> bytes(RexNode node) {
        if (node instanceof RexDynamicParam parameter) {
            return Optional.of(
                    new ConstantExpression(node.toString(), context -> context.get("?" + parameter.getIndex())));
        } else if (node instanceof RexLiteral literal) {
            ByteString literalBytes = literal.getValueAs(ByteString.class);
            return Optional.of(
                    new ConstantExpression("bytes", context -> literalBytes == null ? null : literalBytes.getBytes()));
        }
        return Optional.empty();
    }

    /** The value if it depends on nothing. */
    static boolean isKnown(RexNode node) {
        if (node instanceof RexLiteral) {
            return true;
        }
        return node instanceof RexCall call
                && !isNow(call)
                && !call.getOperands().isEmpty()
                && call.getOperands().stream().allMatch(ConstantExpression::isKnown);
    }

    private static boolean converts(RelDataType from, ValueType to) {
        SqlTypeName name = from.getSqlTypeName();
        return switch (to) {
            case BOOLEAN -> name == SqlTypeName.BOOLEAN;
            case SMALLINT -> name == SqlTypeName.SMALLINT || name == SqlTypeName.TINYINT;
            case BIGINT -> SqlTypeUtil.isIntType(from);
            case DOUBLE -> SqlTypeUtil.isNumeric(from);
            case VARCHAR -> SqlTypeUtil.inCharFamily(from);
            case DATE -> name == SqlTypeName.DATE;
            case TIMESTAMP, TIMESTAMP_UTC -> name == SqlTypeName.TIMESTAMP || name == SqlTypeName.DATE;
            case VARBINARY -> false;
        };
    }

    /** Exact types arrive as BigDecimal, approximate ones as Double. */
    private static Object convert(Object value, ValueType to) {
        return switch (to) {
            case BOOLEAN -> requireClass(value, Boolean.class);
            case SMALLINT -> exact(value).shortValueExact();
            case BIGINT -> exact(value).longValueExact();
            case DOUBLE -> ((Number) requireClass(value, Number.class)).doubleValue();
            case VARCHAR -> requireClass(value, String.class);
            case DATE -> requireClass(value, Integer.class);
            case TIMESTAMP, TIMESTAMP_UTC ->
                value instanceof Integer day
                        ? (Object) (day * DateTimeUtils.MILLIS_PER_DAY)
                        : requireClass(value, Long.class);
            case VARBINARY -> throw new IllegalArgumentException("bytes are never compared");
        };
    }

    private static BigDecimal exact(Object value) {
        return value instanceof Double d ? BigDecimal.valueOf(d) : (BigDecimal) requireClass(value, BigDecimal.class);
    }

    private static Object requireClass(Object value, Class<?> wanted) {
        if (!wanted.isInstance(value)) {
            throw new IllegalArgumentException("not a " + wanted.getSimpleName().toLowerCase(Locale.ROOT));
        }
        return value;
    }

    private static Optional<Function<DataContext, Object>> compile(RexNode node) {
        if (node instanceof RexLiteral literal) {
            Object value = literalValue(literal);
            return literal.isNull() || value != null ? Optional.of(context -> value) : Optional.empty();
        }
        if (node instanceof RexDynamicParam parameter) {
            return Optional.of(context -> normal(context.get("?" + parameter.getIndex()), parameter.getType()));
        }
        return node instanceof RexCall call ? compileCall(call) : Optional.empty();
    }

    private static Optional<Function<DataContext, Object>> compileCall(RexCall call) {
        if (isNow(call)) {
            boolean date = call.getOperator().equals(SqlStdOperatorTable.CURRENT_DATE);
            return Optional.of(context -> {
                Long now = DataContext.Variable.UTC_TIMESTAMP.get(context);
                return date ? (Object) (int) Math.floorDiv(now, DateTimeUtils.MILLIS_PER_DAY) : now;
            });
        }
        return switch (call.getKind()) {
            case CAST -> compile(call.getOperands().get(0)).flatMap(v -> cast(v, call));
            case MINUS_PREFIX -> compile(call.getOperands().get(0)).map(v -> context -> negate(v.apply(context)));
            case PLUS, MINUS -> compileSum(call);
            default -> Optional.empty();
        };
    }

    private static Optional<Function<DataContext, Object>> compileSum(RexCall call) {
        if (call.getOperands().size() != 2) {
            return Optional.empty();
        }
        Optional<Function<DataContext, Object>> left =
                compile(call.getOperands().get(0));
        Optional<Function<DataContext, Object>> right =
                compile(call.getOperands().get(1));
        RelDataType interval = call.getOperands().get(1).getType();
        boolean ofTime = isDateTime(call.getType())
                && isDateTime(call.getOperands().get(0).getType())
                && SqlTypeName.INTERVAL_TYPES.contains(interval.getSqlTypeName());
        boolean ofNumbers = SqlTypeUtil.isExactNumeric(call.getType())
                && call.getOperands().stream().allMatch(o -> SqlTypeUtil.isExactNumeric(o.getType()));
        if (left.isEmpty() || right.isEmpty() || !(ofTime || ofNumbers)) {
            return Optional.empty();
        }
        int sign = call.getKind() == SqlKind.MINUS ? -1 : 1;
        boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getSqlTypeName());
        return Optional.of(context -> {
            Object a = left.get().apply(context);
            Object b = right.get().apply(context);
            if (a == null || b == null) {
                return null;
            }
            BigDecimal amount = ((BigDecimal) b).multiply(BigDecimal.valueOf(sign));
            return ofTime ? shift(a, amount.longValueExact(), months) : ((BigDecimal) a).add(amount);
        });
    }

    private static Object shift(Object time, long amount, boolean months) {
        if (time instanceof Integer day) {
            return months
                    ? (Object) DateTimeUtils.addMonths(day, Math.toIntExact(amount))
                    : (Object) Math.toIntExact(day + Math.floorDiv(amount, DateTimeUtils.MILLIS_PER_DAY));
        }
        Long millis = (Long) time;
        return months ? DateTimeUtils.addMonths(millis, Math.toIntExact(amount)) : millis + amount;
    }

    private static Object negate(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.negate();
        }
        return value == null ? null : (Object) (-(Double) value);
    }

    private static Optional<Function<DataContext, Object>> cast(Function<DataContext, Object> value, RexCall call) {
        RelDataType from = call.getOperands().get(0).getType();
        RelDataType to = call.getType();
        return switch (to.getSqlTypeName()) {
            case DOUBLE, FLOAT -> SqlTypeUtil.isNumeric(from) ? Optional.of(castToDouble(value)) : Optional.empty();
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                SqlTypeUtil.isIntType(from) ? castToInteger(value, from, to) : Optional.empty();
            case VARCHAR ->
                SqlTypeUtil.inCharFamily(from) ? Optional.of(castToText(value, to.getPrecision())) : Optional.empty();
            case TIMESTAMP -> castToTime(value, from, false);
            case DATE -> castToTime(value, from, true);
            case BOOLEAN -> from.getSqlTypeName() == SqlTypeName.BOOLEAN ? Optional.of(value) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A value that does not fit the type is an error, as it is when Calcite computes the cast. */
    private static Optional<Function<DataContext, Object>> castToInteger(
            Function<DataContext, Object> value, RelDataType from, RelDataType to) {
        if (to.getPrecision() >= from.getPrecision()) {
            return Optional.of(value);
        }
        int bits =
                switch (to.getSqlTypeName()) {
                    case TINYINT -> Byte.SIZE;
                    case SMALLINT -> Short.SIZE;
                    default -> Integer.SIZE;
                };
        return Optional.of(context -> {
            BigDecimal v = (BigDecimal) value.apply(context);
            if (v != null && v.toBigInteger().bitLength() >= bits) {
                throw new ArithmeticException("Value " + v + " out of range of " + to.getSqlTypeName());
            }
            return v;
        });
    }

    private static Function<DataContext, Object> castToDouble(Function<DataContext, Object> value) {
        return context -> {
            Object v = value.apply(context);
            return v == null ? null : (Object) ((Number) v).doubleValue();
        };
    }

    private static Function<DataContext, Object> castToText(Function<DataContext, Object> value, int precision) {
        int length = precision == RelDataType.PRECISION_NOT_SPECIFIED ? Integer.MAX_VALUE : precision;
        return context -> {
            String text = (String) value.apply(context);
            return text == null || text.length() <= length ? text : text.substring(0, length);
        };
    }

    private static Optional<Function<DataContext, Object>> castToTime(
            Function<DataContext, Object> value, RelDataType from, boolean toDate) {
        if (!isDateTime(from) && !SqlTypeUtil.inCharFamily(from)) {
            return Optional.empty();
        }
        return Optional.of(context -> {
            Object v = value.apply(context);
            if (v instanceof String text) {
                v = parseTime(text.trim());
            }
            if (toDate && v instanceof Long millis) {
                return (int) Math.floorDiv(millis, DateTimeUtils.MILLIS_PER_DAY);
            }
            return !toDate && v instanceof Integer day ? (Object) (day * DateTimeUtils.MILLIS_PER_DAY) : v;
        });
    }

    private static Object parseTime(String text) {
        if (text.length() <= UNIX_EPOCH_DAY.length()) {
            return DateTimeUtils.dateStringToUnixDate(text);
        }
        return DateTimeUtils.timestampStringToUnixDate(text.replace('T', ' '));
    }

    private static boolean isNow(RexCall call) {
        return NOW.contains(call.getOperator());
    }

    private static boolean isDateTime(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP || type.getSqlTypeName() == SqlTypeName.DATE;
    }

    private static Object literalValue(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        SqlTypeName type = literal.getType().getSqlTypeName();
        if (SqlTypeUtil.inCharFamily(literal.getType())) {
            return literal.getValueAs(String.class);
        } else if (SqlTypeUtil.isNumeric(literal.getType()) || SqlTypeName.INTERVAL_TYPES.contains(type)) {
            return SqlTypeUtil.isApproximateNumeric(literal.getType())
                    ? (Object) literal.getValueAs(Double.class)
                    : literal.getValueAs(BigDecimal.class);
        }
        return switch (type) {
            case BOOLEAN -> literal.getValueAs(Boolean.class);
            case DATE -> literal.getValueAs(Integer.class);
            case TIMESTAMP -> literal.getValueAs(Long.class);
            default -> null;
        };
    }

    /** Bound values come as the narrow classes of rows; sums and conversions know exact numbers as BigDecimal only. */
    private static Object normal(Object value, RelDataType type) {
        boolean exact = SqlTypeUtil.isExactNumeric(type) || SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
        if (exact && value instanceof Number number && !(value instanceof BigDecimal)) {
            return BigDecimal.valueOf(number.longValue());
        }
        return value instanceof Float f ? (Object) (double) f : value;
    }

    @Override
    public String toString() {
        return text;
    }
}
