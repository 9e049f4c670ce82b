package io.trackersql.jdbc;

import io.trackersql.catalog.TableInfo;
import io.trackersql.catalog.TableInfo.ColumnInfo;
import io.trackersql.catalog.TableInfo.ForeignKey;
import io.trackersql.connect.Database;
import io.trackersql.plan.ResultColumn;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Schemas, tables, columns and keys as rows of {@link MetaLayouts}, in the order that JDBC demands.
 *
 * <p>Columns and keys come table by table as they are read, and a table's details are looked at only when its name matches.
 */
final class CatalogRows {
    /** NUM_PREC_RADIX of types whose size counts decimal digits. */
    private static final int DECIMAL = 10;

    private final Database database;

    CatalogRows(Database database) {
        this.database = database;
    }

    /** There are no catalogs: null, the empty name and {@code %} mean all, any other name means none. */
    static boolean isOurs(String catalog) {
        return catalog == null || catalog.isEmpty() || catalog.equals("%");
    }

    Iterator<Object[]> schemas(String catalog, String schemaPattern) {
        NamePattern pattern = NamePattern.of(schemaPattern);
        return database.schemas().stream()
                .filter(name -> isOurs(catalog) && pattern.matches(name))
                .sorted()
                .map(name -> new Object[] {name, null})
                .iterator();
    }

    Iterator<Object[]> tableTypes() {
        return Stream.of("SYSTEM TABLE", "TABLE", "VIEW")
                .map(type -> new Object[] {type})
                .iterator();
    }

    Iterator<Object[]> tables(String catalog, String schemaPattern, String tablePattern, String[] types) {
        Set<String> wanted = types == null ? null : new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (types != null) {
            wanted.addAll(List.of(types));
        }
        return matching(catalog, NamePattern.of(schemaPattern), NamePattern.of(tablePattern)).stream()
                .filter(table -> wanted == null || wanted.contains(table.type()))
                .sorted(Comparator.comparing(TableInfo::type)
                        .thenComparing(TableInfo::schema)
                        .thenComparing(TableInfo::name))
                .map(table -> new Object[] {
                    null, table.schema(), table.name(), table.type(), table.remarks(), null, null, null, null, null
                })
                .iterator();
    }

    private List<TableInfo> matching(String catalog, NamePattern schemas, NamePattern tables) {
        List<TableInfo> found = new ArrayList<>();
        if (!isOurs(catalog)) {
            return found;
        }
        for (String schema : database.schemas()) {
            if (schemas.matches(schema)) {
                for (TableInfo table : database.tables(schema)) {
                    if (tables.matches(table.name())) {
                        found.add(table);
                    }
                }
            }
        }
        found.sort(Comparator.comparing(TableInfo::schema).thenComparing(TableInfo::name));
        return found;
    }

    Iterator<Object[]> columns(String catalog, String schemaPattern, String tablePattern, String columnPattern) {
        NamePattern columns = NamePattern.of(columnPattern);
        return matching(catalog, NamePattern.of(schemaPattern), NamePattern.of(tablePattern)).stream()
                .flatMap(table -> columns(table, columns))
                .iterator();
    }

    private static Stream<Object[]> columns(TableInfo table, NamePattern pattern) {
        List<ColumnInfo> all = table.details().get().columns();
        List<Object[]> rows = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            if (pattern.matches(all.get(i).column().label())) {
                rows.add(column(table, all.get(i), i + 1));
            }
        }
        return rows.stream();
    }

    private static Object[] column(TableInfo table, ColumnInfo info, int position) {
        ResultColumn column = info.column();
        boolean nullable = column.nullable();
        return new Object[] {
            null,
            table.schema(),
            table.name(),
            column.label(),
            column.type().getVendorTypeNumber(),
            column.typeName(),
            TypeFacts.size(column),
            null,
            boxed(TypeFacts.decimalDigits(column)),
            TypeFacts.isNumeric(column.type()) ? DECIMAL : null,
            nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
            info.remarks(),
            null,
            null,
            null,
            boxed(TypeFacts.octetLength(column)),
            position,
            nullable ? "YES" : "NO",
            null,
            null,
            null,
            null,
            info.isGenerated() ? "YES" : "NO",
            "NO"
        };
    }

    private static Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    Iterator<Object[]> primaryKeys(String catalog, String schema, String table) {
        List<Object[]> rows = new ArrayList<>();
        for (TableInfo info : matching(catalog, NamePattern.ofName(schema), NamePattern.ofName(table))) {
            List<Object[]> ofTable = new ArrayList<>();
            for (int i = 0; i < info.primaryKey().size(); i++) {
                ofTable.add(new Object[] {
                    null,
                    info.schema(),
                    info.name(),
                    info.primaryKey().get(i),
                    (short) (i + 1),
                    primaryKeyName(info.name())
                });
            }
            ofTable.sort(Comparator.comparing(row -> (String) row[3]));
            rows.addAll(ofTable);
        }
        return rows.iterator();
    }

    private static String primaryKeyName(String table) {
        return "PK_" + table;
    }

    /** A foreign key with the table that holds it. */
    private record Reference(TableInfo from, ForeignKey key) {
        Object[] row() {
            return new Object[] {
                null,
                key.targetSchema(),
                key.targetTable(),
                key.targetColumn(),
                null,
                from.schema(),
                from.name(),
                key.column(),
                (short) 1,
                (short) DatabaseMetaData.importedKeyNoAction,
                (short) DatabaseMetaData.importedKeyNoAction,
                "FK_" + from.name() + "_" + key.column(),
                primaryKeyName(key.targetTable()),
                (short) DatabaseMetaData.importedKeyNotDeferrable
            };
        }
    }

    private static Stream<Reference> references(List<TableInfo> tables) {
        return tables.stream()
                .flatMap(table -> table.details().get().foreignKeys().stream().map(key -> new Reference(table, key)));
    }

    Iterator<Object[]> importedKeys(String catalog, String schema, String table) {
        return references(matching(catalog, NamePattern.ofName(schema), NamePattern.ofName(table)))
                .sorted(Comparator.comparing(
                                (Reference reference) -> reference.key().targetSchema())
                        .thenComparing(reference -> reference.key().targetTable())
                        .thenComparing(reference -> reference.from().schema())
                        .thenComparing(reference -> reference.from().name())
                        .thenComparing(reference -> reference.key().column()))
                .map(Reference::row)
                .iterator();
    }

    Iterator<Object[]> exportedKeys(String catalog, String schema, String table) {
        return isOurs(catalog)
                ? crossReference(schema, table, matching(null, NamePattern.of(null), NamePattern.of(null)))
                : List.<Object[]>of().iterator();
    }

    /** The references from some tables to the parent tables of that name. */
    Iterator<Object[]> crossReference(String parentSchema, String parentTable, List<TableInfo> from) {
        NamePattern schemas = NamePattern.ofName(parentSchema);
        NamePattern tables = NamePattern.ofName(parentTable);
        return references(from)
                .filter(reference -> schemas.matches(reference.key().targetSchema())
                        && tables.matches(reference.key().targetTable()))
                .sorted(Comparator.comparing(
                                (Reference reference) -> reference.from().schema())
                        .thenComparing(reference -> reference.from().name())
                        .thenComparing(reference -> reference.key().column()))
                .map(Reference::row)
                .iterator();
    }

    /** The tables of exactly that name. */
    List<TableInfo> named(String catalog, String schema, String table) {
        return matching(catalog, NamePattern.ofName(schema), NamePattern.ofName(table));
    }

    /** The unique index that stands for the primary key; its size is not known. */
    Iterator<Object[]> indexes(String catalog, String schema, String table) {
        List<Object[]> rows = new ArrayList<>();
        for (TableInfo info : named(catalog, schema, table)) {
            for (int i = 0; i < info.primaryKey().size(); i++) {
                rows.add(new Object[] {
                    null,
                    info.schema(),
                    info.name(),
                    false,
                    null,
                    primaryKeyName(info.name()),
                    DatabaseMetaData.tableIndexOther,
                    (short) (i + 1),
                    info.primaryKey().get(i),
                    "A",
                    null,
                    null,
                    null
                });
            }
        }
        return rows.iterator();
    }

    /** The primary key: valid as long as the row exists. */
    Iterator<Object[]> bestRowIdentifier(String catalog, String schema, String table) {
        List<Object[]> rows = new ArrayList<>();
        for (TableInfo info : named(catalog, schema, table)) {
            for (ColumnInfo candidate : info.details().get().columns()) {
                ResultColumn column = candidate.column();
                if (info.primaryKey().contains(column.label())) {
                    OptionalInt digits = TypeFacts.decimalDigits(column);
                    rows.add(new Object[] {
                        (short) DatabaseMetaData.bestRowSession,
                        column.label(),
                        column.type().getVendorTypeNumber(),
                        column.typeName(),
                        TypeFacts.size(column),
                        null,
                        digits.isPresent() ? (Object) (short) digits.getAsInt() : null,
                        (short) DatabaseMetaData.bestRowNotPseudo
                    });
                }
            }
        }
        return rows.iterator();
    }
}
