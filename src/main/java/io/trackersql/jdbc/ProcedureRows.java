package io.trackersql.jdbc;

import io.trackersql.connect.Database;
import io.trackersql.plan.Procedure;
import io.trackersql.plan.ResultColumn;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Procedures and their parameters as rows of {@link MetaLayouts}, in the order that JDBC demands. What an operation answers is a result
 * set, so none has a return value or an OUT parameter.
 */
final class ProcedureRows {
    private static final short DECIMAL = 10;

    private final Database database;

    ProcedureRows(Database database) {
        this.database = database;
    }

    private Stream<Procedure> matching(String catalog, String schemaPattern, String namePattern) {
        NamePattern schemas = NamePattern.of(schemaPattern);
        NamePattern names = NamePattern.of(namePattern);
        return database.schemas().stream()
                .filter(schema -> CatalogRows.isOurs(catalog) && schemas.matches(schema))
                .sorted()
                .flatMap(schema -> database.procedures().of(schema).stream())
                .filter(procedure -> names.matches(procedure.name()))
                .sorted(Comparator.comparing(Procedure::schema).thenComparing(Procedure::name));
    }

    Iterator<Object[]> procedures(String catalog, String schemaPattern, String namePattern) {
        return matching(catalog, schemaPattern, namePattern)
                .map(p -> new Object[] {
                    null,
                    p.schema(),
                    p.name(),
                    null,
                    null,
                    null,
                    p.remarks(),
                    (short) DatabaseMetaData.procedureNoResult,
                    p.name()
                })
                .iterator();
    }

    Iterator<Object[]> columns(String catalog, String schemaPattern, String namePattern, String columnPattern) {
        NamePattern columns = NamePattern.of(columnPattern);
        return matching(catalog, schemaPattern, namePattern)
                .flatMap(p -> columns(p, columns))
                .iterator();
    }

    private static Stream<Object[]> columns(Procedure procedure, NamePattern pattern) {
        List<Object[]> rows = new ArrayList<>();
        int position = 1;
        for (Procedure.Parameter parameter : procedure.parameters()) {
            if (pattern.matches(parameter.name())) {
                rows.add(column(procedure, parameter, position));
            }
            position++;
        }
        return rows.stream();
    }

    private static Object[] column(Procedure procedure, Procedure.Parameter parameter, int position) {
        ResultColumn column = parameter.column();
        OptionalInt digits = TypeFacts.decimalDigits(column);
        OptionalInt octets = TypeFacts.octetLength(column);
        boolean nullable = column.nullable();
        return new Object[] {
            null,
            procedure.schema(),
            procedure.name(),
            parameter.name(),
            (short) DatabaseMetaData.procedureColumnIn,
            column.type().getVendorTypeNumber(),
            column.typeName(),
            TypeFacts.size(column),
            octets.isPresent() ? octets.getAsInt() : null,
            digits.isPresent() ? (Object) (short) digits.getAsInt() : null,
            TypeFacts.isNumeric(column.type()) ? DECIMAL : null,
            (short) (nullable ? DatabaseMetaData.procedureNullable : DatabaseMetaData.procedureNoNulls),
            parameter
                    .relatedEntity()
                    .map(type -> "The key of an asset of type " + type)
                    .orElse(null),
            null,
            null,
            null,
            octets.isPresent() ? octets.getAsInt() : null,
            position,
            nullable ? "YES" : "NO",
            procedure.name()
        };
    }
}
