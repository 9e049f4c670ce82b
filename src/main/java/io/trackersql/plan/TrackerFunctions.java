package io.trackersql.plan;

import com.google.common.base.Suppliers;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.schema.impl.ReflectiveFunctionBase;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
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
import org.apache.calcite.sql.validate.SqlNameMatcher;
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

    /** LIKE in generated code; not to be called by name. */
    static final SqlOperator LIKE_MATCH =
            function("LIKE_MATCH", "likeMatch", BOOLEAN_NULLABLE, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER);

    /** LIKE with ESCAPE in generated code; not to be called by name. */
    static final SqlOperator LIKE_MATCH_ESCAPED = function(
            "LIKE_MATCH_ESCAPED",
            "likeMatchEscaped",
            BOOLEAN_NULLABLE,
            SqlTypeFamily.CHARACTER,
            SqlTypeFamily.CHARACTER,
            SqlTypeFamily.CHARACTER);

    /** PostgreSQL's {@code DATE_TRUNC('week', time)}. */
    static final SqlOperator DATE_TRUNC =
            function("DATE_TRUNC", "dateTrunc", TIMESTAMP_NULLABLE, SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP);

    /** These without parentheses would silently hide columns of the same name: {@code SELECT User FROM ...}. */
    private static final Set<String> NILADIC = Set.of("USER", "SESSION_USER", "SYSTEM_USER");

    /** All operators; building it is slow, so there is one. */
    static final SqlOperatorTable TABLE = table();

    private TrackerFunctions() {}

    private static SqlOperatorTable table() {
        return SqlOperatorTables.chain(
                SqlOperatorTables.of(
                        FIND,
                        HAS,
                        COLLATION_KEY,
                        KEY_ORDER,
                        DATE_TRUNC,
                        SqlLibraryOperators.IFNULL,
                        SqlLibraryOperators.NVL,
                        SqlLibraryOperators.NVL2,
                        SqlLibraryOperators.DECODE,
                        SqlLibraryOperators.REVERSE,
                        SqlLibraryOperators.SUBSTR_POSTGRESQL,
                        SqlLibraryOperators.LEN,
                        SqlLibraryOperators.TRY_CAST,
                        SqlLibraryOperators.SAFE_CAST),
                new Without(
                        SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                                SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL),
                        NILADIC));
    }

    /** A table of operators less those of some names. */
    private record Without(SqlOperatorTable table, Set<String> names) implements SqlOperatorTable {
        @Override
        public void lookupOperatorOverloads(
                SqlIdentifier name,
                SqlFunctionCategory category,
                SqlSyntax syntax,
                List<SqlOperator> found,
                SqlNameMatcher matcher) {
            if (!name.isSimple() || !names.contains(name.getSimple().toUpperCase(Locale.ROOT))) {
                table.lookupOperatorOverloads(name, category, syntax, found, matcher);
            }
        }

        @Override
        public List<SqlOperator> getOperatorList() {
            return table.getOperatorList().stream()
                    .filter(o -> !names.contains(o.getName()))
                    .toList();
        }
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
                new CompiledFunction(implementation));
    }

    /**
     * A method as a function. What generated code needs of it is made only when code is generated: it takes most of Calcite's code
     * generator, of which a statement that one scan answers needs nothing.
     */
    private static final class CompiledFunction implements ScalarFunction, ImplementableFunction {
        private final Method method;
        private final Supplier<CallImplementor> implementor;

        CompiledFunction(Method method) {
            this.method = method;
            this.implementor = Suppliers.memoize(
                    () -> ((ImplementableFunction) ScalarFunctionImpl.create(method)).getImplementor());
        }

        @Override
        public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
            return typeFactory.createJavaType(method.getReturnType());
        }

        @Override
        public List<FunctionParameter> getParameters() {
            return ReflectiveFunctionBase.builder().addMethodParameters(method).build();
        }

        @Override
        public CallImplementor getImplementor() {
            return implementor.get();
        }
    }
}
