package io.trackersql.plan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** The functions that SQL may call here: the standard's, PostgreSQL's, some of SQL Server's, and the driver's own. */
final class TrackerFunctions {
    private static final SqlReturnTypeInference BOOLEAN_NULLABLE =
            ReturnTypes.explicit(SqlTypeName.BOOLEAN).andThen(SqlTypeTransforms.FORCE_NULLABLE);
    private static final SqlReturnTypeInference TEXT_NULLABLE =
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE);
    private static final SqlReturnTypeInference TIMESTAMP_NULLABLE =
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 3).andThen(SqlTypeTransforms.FORCE_NULLABLE);

    /** The tracker's full-text search in a column: {@code FIND(Name, 'text')}. */
    static final SqlOperator FIND =
            function("FIND", "find", BOOLEAN_NULLABLE, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER);

    /** Whether a multi-valued column lists a value: {@code HAS(Owners, 'Member:20')}. */
    static final SqlOperator HAS =
            function("HAS", "has", BOOLEAN_NULLABLE, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER);

    /** Text as the trackers order it: without regard to case and trailing blanks. */
    static final SqlOperator COLLATION_KEY =
            function("COLLATION_KEY", "collationKey", TEXT_NULLABLE, SqlTypeFamily.CHARACTER);

    /** Keys as the trackers order them: by number. */
    static final SqlOperator KEY_ORDER = function("KEY_ORDER", "keyOrder", TEXT_NULLABLE, SqlTypeFamily.CHARACTER);

    private static final SqlOperator DATE_TRUNC =
            function("DATE_TRUNC", "dateTrunc", TIMESTAMP_NULLABLE, SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP);

    /** These without parentheses would silently hide columns of the same name: {@code SELECT User FROM ...}. */
    private static final Set<String> NILADIC = Set.of("USER", "SESSION_USER", "SYSTEM_USER");

    /** All operators; building it is slow, so there is one. */
    static final SqlOperatorTable TABLE = table();

    private TrackerFunctions() {}

    private static SqlOperatorTable table() {
        SqlOperatorTable libraries =
                SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL);
        List<SqlOperator> operators = new ArrayList<>();
        for (SqlOperator operator : libraries.getOperatorList()) {
            if (!NILADIC.contains(operator.getName()) && !operator.getName().equals("DATE_TRUNC")) {
                operators.add(operator);
            }
        }
        operators.addAll(List.of(FIND, HAS, COLLATION_KEY, KEY_ORDER, DATE_TRUNC));
        operators.addAll(List.of(
                SqlLibraryOperators.DATEDIFF,
                SqlLibraryOperators.DATEADD,
                SqlLibraryOperators.IFNULL,
                SqlLibraryOperators.NVL,
                SqlLibraryOperators.LEN));
        return SqlOperatorTables.of(operators);
    }

    private static SqlOperator function(
            String name, String method, SqlReturnTypeInference returns, SqlTypeFamily... families) {
        Method implementation = Arrays.stream(FunctionCode.class.getMethods())
                .filter(m -> m.getName().equals(method))
                .findFirst()
                .orElseThrow();
        List<SqlTypeFamily> types = List.of(families);
        return new SqlUserDefinedFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                returns,
                InferTypes.FIRST_KNOWN,
                OperandTypes.operandMetadata(
                        types,
                        typeFactory -> types.stream()
                                .map(f -> f == SqlTypeFamily.TIMESTAMP
                                        ? typeFactory.createSqlType(SqlTypeName.TIMESTAMP, 3)
                                        : typeFactory.createSqlType(SqlTypeName.VARCHAR))
                                .toList(),
                        i -> "arg" + i,
                        i -> false),
                ScalarFunctionImpl.create(implementation));
    }
}
