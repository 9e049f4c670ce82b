package io.trackersql.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions and types of other databases that are only other names for what is known here. */
final class OtherDialects {
    /** Builds the known expression of the arguments. */
    private interface Known {
        SqlNode of(List<SqlNode> arguments, SqlParserPos at);
    }

    /** A function of other databases and the number of its arguments. */
    private record Function(String name, int arguments) {}

    private static final SqlTypeName TIME_TYPE = SqlTypeName.TIMESTAMP;
    private static final int MILLISECONDS = 3;

    private static final Map<Function, Known> FUNCTIONS = Map.ofEntries(
            // with the precision that the value has
            Map.entry(new Function("NOW", 0), (a, at) -> now(SqlStdOperatorTable.CURRENT_TIMESTAMP, at)),
            Map.entry(new Function("GETDATE", 0), (a, at) -> now(SqlStdOperatorTable.CURRENT_TIMESTAMP, at)),
            Map.entry(new Function("GETUTCDATE", 0), (a, at) -> now(SqlStdOperatorTable.CURRENT_TIMESTAMP, at)),
            Map.entry(new Function("CURDATE", 0), (a, at) -> SqlStdOperatorTable.CURRENT_DATE.createCall(at)),
            Map.entry(new Function("DATE", 1), (a, at) -> cast(a.get(0), SqlTypeName.DATE, at)),
            // the parser takes it for BigQuery's, whose arguments are the other way round
            Map.entry(new Function("DATE_TRUNC", 2), (a, at) -> TrackerFunctions.DATE_TRUNC.createCall(at, a)),
            Map.entry(new Function("DATEADD", 3), (a, at) -> SqlStdOperatorTable.TIMESTAMP_ADD.createCall(at, a)),
            Map.entry(new Function("DATEDIFF", 3), OtherDialects::boundariesBetween),
            Map.entry(new Function("DATEPART", 2), (a, at) -> SqlStdOperatorTable.EXTRACT.createCall(at, a)),
            Map.entry(new Function("DATE_ADD", 2), (a, at) -> SqlStdOperatorTable.PLUS.createCall(at, a)),
            Map.entry(new Function("DATE_SUB", 2), (a, at) -> SqlStdOperatorTable.MINUS.createCall(at, a)),
            Map.entry(new Function("ISNULL", 2), (a, at) -> SqlStdOperatorTable.COALESCE.createCall(at, a)),
            Map.entry(new Function("IIF", 3), OtherDialects::choice),
            Map.entry(new Function("IF", 3), OtherDialects::choice),
            Map.entry(new Function("CHARINDEX", 2), (a, at) -> SqlStdOperatorTable.POSITION.createCall(at, a)),
            Map.entry(
                    new Function("INSTR", 2),
                    (a, at) -> SqlStdOperatorTable.POSITION.createCall(at, List.of(a.get(1), a.get(0)))),
            Map.entry(new Function("TRUNC", 1), (a, at) -> SqlStdOperatorTable.TRUNCATE.createCall(at, a)),
            Map.entry(new Function("TRUNC", 2), (a, at) -> SqlStdOperatorTable.TRUNCATE.createCall(at, a)),
            Map.entry(
                    new Function("GROUP_CONCAT", 1),
                    (a, at) -> SqlLibraryOperators.STRING_AGG.createCall(
                            at, List.of(a.get(0), SqlLiteral.createCharString(",", at)))));

    private static final Map<String, SqlTypeName> TYPES = Map.ofEntries(
            Map.entry("TEXT", SqlTypeName.VARCHAR),
            Map.entry("STRING", SqlTypeName.VARCHAR),
            Map.entry("NVARCHAR", SqlTypeName.VARCHAR),
            Map.entry("BOOL", SqlTypeName.BOOLEAN),
            Map.entry("INT2", SqlTypeName.SMALLINT),
            Map.entry("INT4", SqlTypeName.INTEGER),
            Map.entry("INT8", SqlTypeName.BIGINT),
            Map.entry("INT64", SqlTypeName.BIGINT),
            Map.entry("LONG", SqlTypeName.BIGINT),
            Map.entry("FLOAT4", SqlTypeName.REAL),
            Map.entry("FLOAT8", SqlTypeName.DOUBLE),
            Map.entry("FLOAT64", SqlTypeName.DOUBLE),
            Map.entry("DATETIME", SqlTypeName.TIMESTAMP));

    private OtherDialects() {}

    /** The known expression, if the call is of a function that has another name here. */
    static Optional<SqlNode> known(SqlCall call) {
        if (!(call.getOperator() instanceof SqlFunction function)) {
            return Optional.empty();
        }
        String name = function.getName().toUpperCase(Locale.ROOT);
        return Optional.ofNullable(FUNCTIONS.get(new Function(name, call.operandCount())))
                .map(k -> k.of(call.getOperandList(), call.getParserPosition()));
    }

    /** The type by the name that it has here. */
    static SqlDataTypeSpec known(SqlDataTypeSpec type) {
        if (type.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec named
                && named.getTypeName().isSimple()) {
            SqlTypeName known = TYPES.get(named.getTypeName().getSimple().toUpperCase(Locale.ROOT));
            return known == null ? type : spec(known, type.getParserPosition());
        }
        return type;
    }

    private static SqlDataTypeSpec spec(SqlTypeName type, SqlParserPos at) {
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, at), at);
    }

    private static SqlNode cast(SqlNode value, SqlTypeName type, SqlParserPos at) {
        return SqlStdOperatorTable.CAST.createCall(at, value, spec(type, at));
    }

    private static SqlNode now(SqlOperator function, SqlParserPos at) {
        return function.createCall(at, SqlLiteral.createExactNumeric(String.valueOf(MILLISECONDS), at));
    }

    private static SqlNode choice(List<SqlNode> arguments, SqlParserPos at) {
        return new SqlCase(
                at,
                null,
                new SqlNodeList(List.of(arguments.get(0)), at),
                new SqlNodeList(List.of(arguments.get(1)), at),
                arguments.get(2));
    }

    /** SQL Server counts the beginnings of the unit that lie between the times, the standard whole units. */
    private static SqlNode boundariesBetween(List<SqlNode> arguments, SqlParserPos at) {
        SqlNode unit = arguments.get(0);
        return SqlStdOperatorTable.TIMESTAMP_DIFF.createCall(
                at, unit, start(arguments.get(1), unit, at), start(arguments.get(2), unit, at));
    }

    private static SqlNode start(SqlNode time, SqlNode unit, SqlParserPos at) {
        return SqlStdOperatorTable.FLOOR.createCall(at, cast(time, TIME_TYPE, at), unit);
    }
}
