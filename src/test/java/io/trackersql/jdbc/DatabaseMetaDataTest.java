package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.trackersql.catalog.TableInfo;
import io.trackersql.plan.ResultColumn;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What DatabaseMetaData answers: shapes as in its Javadoc, contents from the catalogue, and no more work than needed. */
class DatabaseMetaDataTest {
    private final FakeDatabase database = new FakeDatabase();
    private final AtomicInteger detailsRead = new AtomicInteger();
    private DatabaseMetaData metaData;

    @BeforeEach
    void fill() throws SQLException {
        TableInfo story = table(
                "versionone",
                "Story",
                "TABLE",
                List.of(
                        info("ID", JDBCType.VARCHAR, 100, 0, false),
                        info("Name", JDBCType.VARCHAR, 4000, 0, false),
                        info("Description", JDBCType.VARCHAR, 0, 0, true),
                        info("Estimate", JDBCType.DOUBLE, 0, 0, true),
                        info("Order", JDBCType.BIGINT, 0, 0, true),
                        info("ChangeDateUTC", JDBCType.TIMESTAMP, 0, 3, true),
                        info("Scope", JDBCType.VARCHAR, 100, 0, true),
                        info("AssetState", JDBCType.SMALLINT, 0, 0, true)),
                List.of(new TableInfo.ForeignKey("Scope", "versionone", "Scope", "ID")));
        TableInfo scope =
                table("versionone", "Scope", "TABLE", List.of(info("ID", JDBCType.VARCHAR, 100, 0, false)), List.of());
        TableInfo doneStory = table(
                "versionone", "done_Story", "VIEW", List.of(info("ID", JDBCType.VARCHAR, 100, 0, true)), List.of());
        TableInfo doneXStory = table(
                "versionone", "doneXStory", "TABLE", List.of(info("ID", JDBCType.VARCHAR, 100, 0, true)), List.of());
        TableInfo requests = table(
                "system", "requests", "SYSTEM TABLE", List.of(info("url", JDBCType.VARCHAR, 0, 0, true)), List.of());
        database.schema("versionone", story, scope, doneStory, doneXStory);
        database.schema("system", requests);
        metaData = database.connect().getMetaData();
    }

    private static TableInfo.ColumnInfo info(String name, JDBCType type, int precision, int scale, boolean nullable) {
        return new TableInfo.ColumnInfo(
                new ResultColumn(name, "", "", name, type, type.getName(), precision, scale, nullable, false),
                "Remarks of " + name,
                !name.equals("ID"),
                name.equals("ID"));
    }

    private TableInfo table(
            String schema,
            String name,
            String type,
            List<TableInfo.ColumnInfo> columns,
            List<TableInfo.ForeignKey> references) {
        boolean keyed = type.equals("TABLE");
        return new TableInfo(schema, name, type, "Remarks of " + name, keyed ? List.of("ID") : List.of(), () -> {
            detailsRead.incrementAndGet();
            return new TableInfo.Details(columns, references);
        });
    }

    /** The rows as text, each value after a bar. */
    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringJoiner row = new StringJoiner("|");
            for (String column : columns) {
                row.add(result.getString(column));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static String labels(ResultSet result) throws SQLException {
        ResultSetMetaData metaData = result.getMetaData();
        StringJoiner labels = new StringJoiner(" ");
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            labels.add(metaData.getColumnLabel(i));
        }
        return labels.toString();
    }

    @Test
    void everyMethodAnswers() throws Exception {
        for (Method method : DatabaseMetaData.class.getMethods()) {
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                Class<?> type = method.getParameterTypes()[i];
                arguments[i] = type == int.class ? (Object) Types.VARCHAR : type == boolean.class ? true : null;
            }
            if (method.getName().equals("unwrap") || method.getName().equals("isWrapperFor")) {
                continue;
            }
            try {
                Object answer = method.invoke(metaData, arguments);
                assertThat(answer).as(method.getName()).isNotNull();
                if (answer instanceof ResultSet rows) {
                    while (rows.next()) {
                        assertThat(rows.getStatement()).isNull();
                    }
                }
            } catch (InvocationTargetException e) {
                fail(method.getName(), e.getCause());
            }
        }
    }

    @Test
    void resultsHaveTheColumnsOfTheJavadocInItsOrder() throws SQLException {
        assertThat(labels(metaData.getTables(null, null, null, null)))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                        + " SELF_REFERENCING_COL_NAME REF_GENERATION");
        assertThat(labels(metaData.getColumns(null, null, null, null)))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE"
                        + " BUFFER_LENGTH DECIMAL_DIGITS NUM_PREC_RADIX NULLABLE REMARKS COLUMN_DEF SQL_DATA_TYPE"
                        + " SQL_DATETIME_SUB CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA"
                        + " SCOPE_TABLE SOURCE_DATA_TYPE IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
        assertThat(labels(metaData.getSchemas())).isEqualTo("TABLE_SCHEM TABLE_CATALOG");
        assertThat(labels(metaData.getCatalogs())).isEqualTo("TABLE_CAT");
        assertThat(labels(metaData.getTableTypes())).isEqualTo("TABLE_TYPE");
        assertThat(labels(metaData.getPrimaryKeys(null, null, "Story")))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ PK_NAME");
        String references =
                "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME"
                        + " FKCOLUMN_NAME KEY_SEQ UPDATE_RULE DELETE_RULE FK_NAME PK_NAME DEFERRABILITY";
        assertThat(labels(metaData.getImportedKeys(null, null, "Story"))).isEqualTo(references);
        assertThat(labels(metaData.getExportedKeys(null, null, "Story"))).isEqualTo(references);
        assertThat(labels(metaData.getCrossReference(null, null, "a", null, null, "b")))
                .isEqualTo(references);
        assertThat(labels(metaData.getIndexInfo(null, null, "Story", true, true)))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE INDEX_QUALIFIER INDEX_NAME TYPE"
                        + " ORDINAL_POSITION COLUMN_NAME ASC_OR_DESC CARDINALITY PAGES FILTER_CONDITION");
        assertThat(labels(metaData.getBestRowIdentifier(null, null, "Story", 0, true)))
                .isEqualTo(
                        "SCOPE COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE BUFFER_LENGTH DECIMAL_DIGITS PSEUDO_COLUMN");
        assertThat(labels(metaData.getTypeInfo()))
                .isEqualTo("TYPE_NAME DATA_TYPE PRECISION LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE"
                        + " CASE_SENSITIVE SEARCHABLE UNSIGNED_ATTRIBUTE FIXED_PREC_SCALE AUTO_INCREMENT"
                        + " LOCAL_TYPE_NAME MINIMUM_SCALE MAXIMUM_SCALE SQL_DATA_TYPE SQL_DATETIME_SUB NUM_PREC_RADIX");
    }

    @Test
    void theRarerResultsHaveTheirColumnsToo() throws SQLException {
        assertThat(labels(metaData.getProcedures(null, null, null)))
                .isEqualTo("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS"
                        + " PROCEDURE_TYPE SPECIFIC_NAME");
        assertThat(labels(metaData.getProcedureColumns(null, null, null, null)))
                .isEqualTo("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE DATA_TYPE TYPE_NAME"
                        + " PRECISION LENGTH SCALE RADIX NULLABLE REMARKS COLUMN_DEF SQL_DATA_TYPE SQL_DATETIME_SUB"
                        + " CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE SPECIFIC_NAME");
        assertThat(labels(metaData.getFunctions(null, null, null)))
                .isEqualTo("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE SPECIFIC_NAME");
        assertThat(labels(metaData.getFunctionColumns(null, null, null, null)))
                .isEqualTo("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE DATA_TYPE TYPE_NAME"
                        + " PRECISION LENGTH SCALE RADIX NULLABLE REMARKS CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE"
                        + " SPECIFIC_NAME");
        assertThat(labels(metaData.getTablePrivileges(null, null, null)))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
        assertThat(labels(metaData.getColumnPrivileges(null, null, null, null)))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
        assertThat(labels(metaData.getUDTs(null, null, null, null)))
                .isEqualTo("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE REMARKS BASE_TYPE");
        assertThat(labels(metaData.getSuperTypes(null, null, null)))
                .isEqualTo("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME");
        assertThat(labels(metaData.getSuperTables(null, null, null)))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME");
        assertThat(labels(metaData.getAttributes(null, null, null, null)))
                .isEqualTo("TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE ATTR_TYPE_NAME ATTR_SIZE DECIMAL_DIGITS"
                        + " NUM_PREC_RADIX NULLABLE REMARKS ATTR_DEF SQL_DATA_TYPE SQL_DATETIME_SUB CHAR_OCTET_LENGTH"
                        + " ORDINAL_POSITION IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE");
        assertThat(labels(metaData.getPseudoColumns(null, null, null, null)))
                .isEqualTo("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE COLUMN_SIZE DECIMAL_DIGITS"
                        + " NUM_PREC_RADIX COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH IS_NULLABLE");
        assertThat(labels(metaData.getClientInfoProperties())).isEqualTo("NAME MAX_LEN DEFAULT_VALUE DESCRIPTION");
        assertThat(labels(metaData.getVersionColumns(null, null, "Story")))
                .isEqualTo(
                        "SCOPE COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE BUFFER_LENGTH DECIMAL_DIGITS PSEUDO_COLUMN");
    }

    @Test
    void schemasAreSortedAndCatalogsAreNone() throws SQLException {
        assertThat(rows(metaData.getSchemas(), "TABLE_SCHEM")).containsExactly("system", "versionone");
        assertThat(rows(metaData.getSchemas(null, "ver%"), "TABLE_SCHEM")).containsExactly("versionone");
        assertThat(rows(metaData.getCatalogs(), "TABLE_CAT")).isEmpty();
        assertThat(rows(metaData.getTableTypes(), "TABLE_TYPE")).containsExactly("SYSTEM TABLE", "TABLE", "VIEW");
    }

    @Test
    void tablesAreSortedByTypeSchemaAndName() throws SQLException {
        assertThat(rows(
                        metaData.getTables(null, null, "%", null),
                        "TABLE_TYPE",
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "REMARKS"))
                .containsExactly(
                        "SYSTEM TABLE|system|requests|Remarks of requests",
                        "TABLE|versionone|Scope|Remarks of Scope",
                        "TABLE|versionone|Story|Remarks of Story",
                        "TABLE|versionone|doneXStory|Remarks of doneXStory",
                        "VIEW|versionone|done_Story|Remarks of done_Story");
        assertThat(detailsRead).hasValue(0);
    }

    @Test
    void patternsTypesAndCatalogsNarrowTheTables() throws SQLException {
        assertThat(rows(metaData.getTables(null, "versionone", "done_Story", null), "TABLE_NAME"))
                .containsExactly("doneXStory", "done_Story");
        assertThat(rows(metaData.getTables(null, "versionone", "done\\_Story", null), "TABLE_NAME"))
                .containsExactly("done_Story");
        assertThat(rows(metaData.getTables(null, null, "S%", new String[] {"TABLE"}), "TABLE_NAME"))
                .containsExactly("Scope", "Story");
        assertThat(rows(metaData.getTables(null, null, "STORY", null), "TABLE_NAME"))
                .containsExactly("Story");
        assertThat(rows(metaData.getTables("", "versionone", "Story", null), "TABLE_NAME"))
                .containsExactly("Story");
        assertThat(rows(metaData.getTables("other", null, null, null), "TABLE_NAME"))
                .isEmpty();
        assertThat(rows(metaData.getTables(null, "", null, null), "TABLE_NAME")).isEmpty();
        assertThat(rows(metaData.getTables(null, null, null, new String[0]), "TABLE_NAME"))
                .isEmpty();
        assertThat(rows(metaData.getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null), "TABLE_NAME"))
                .isEmpty();
    }

    @Test
    void columnsAreDescribedInFull() throws SQLException {
        assertThat(rows(
                        metaData.getColumns(null, "versionone", "Story", "%"),
                        "COLUMN_NAME",
                        "DATA_TYPE",
                        "TYPE_NAME",
                        "COLUMN_SIZE",
                        "DECIMAL_DIGITS",
                        "NUM_PREC_RADIX",
                        "NULLABLE",
                        "CHAR_OCTET_LENGTH",
                        "ORDINAL_POSITION",
                        "IS_NULLABLE"))
                .containsExactly(
                        "ID|12|VARCHAR|100|null|null|0|400|1|NO",
                        "Name|12|VARCHAR|4000|null|null|0|16000|2|NO",
                        "Description|12|VARCHAR|2147483647|null|null|1|2147483647|3|YES",
                        "Estimate|8|DOUBLE|15|null|10|1|null|4|YES",
                        "Order|-5|BIGINT|19|0|10|1|null|5|YES",
                        "ChangeDateUTC|93|TIMESTAMP|23|3|null|1|null|6|YES",
                        "Scope|12|VARCHAR|100|null|null|1|400|7|YES",
                        "AssetState|5|SMALLINT|5|0|10|1|null|8|YES");
        assertThat(rows(
                        metaData.getColumns(null, null, "story", "n_me"),
                        "TABLE_CAT",
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "REMARKS",
                        "IS_AUTOINCREMENT",
                        "IS_GENERATEDCOLUMN",
                        "ORDINAL_POSITION"))
                .containsExactly("null|versionone|Story|Remarks of Name|NO|NO|2");
    }

    @Test
    void onlyTheDetailsOfMatchingTablesAreLookedAt() throws SQLException {
        ResultSet columns = metaData.getColumns(null, "versionone", "Story", null);
        assertThat(columns.next()).isTrue();
        assertThat(rows(metaData.getPrimaryKeys(null, "versionone", "Story"), "COLUMN_NAME"))
                .containsExactly("ID");
        assertThat(rows(metaData.getIndexInfo(null, "versionone", "Story", false, true), "COLUMN_NAME"))
                .containsExactly("ID");
        assertThat(detailsRead).hasValue(1);
    }

    @Test
    void keysAndReferencesComeFromTheCatalogue() throws SQLException {
        assertThat(rows(
                        metaData.getPrimaryKeys(null, "versionone", "%"),
                        "TABLE_NAME",
                        "COLUMN_NAME",
                        "KEY_SEQ",
                        "PK_NAME"))
                .containsExactly("Scope|ID|1|PK_Scope", "Story|ID|1|PK_Story", "doneXStory|ID|1|PK_doneXStory");
        String reference = "versionone|Scope|ID|versionone|Story|Scope|1|FK_Story_Scope|PK_Scope";
        String[] shown = {
            "PKTABLE_SCHEM",
            "PKTABLE_NAME",
            "PKCOLUMN_NAME",
            "FKTABLE_SCHEM",
            "FKTABLE_NAME",
            "FKCOLUMN_NAME",
            "KEY_SEQ",
            "FK_NAME",
            "PK_NAME"
        };
        assertThat(rows(metaData.getImportedKeys(null, "versionone", "Story"), shown))
                .containsExactly(reference);
        assertThat(rows(metaData.getExportedKeys(null, "versionone", "scope"), shown))
                .containsExactly(reference);
        assertThat(rows(metaData.getExportedKeys(null, "versionone", "Story"), shown))
                .isEmpty();
        assertThat(rows(metaData.getCrossReference(null, null, "Scope", null, "versionone", "Story"), shown))
                .containsExactly(reference);
        assertThat(rows(metaData.getCrossReference(null, null, "Story", null, null, "Scope"), shown))
                .isEmpty();
        assertThat(rows(
                        metaData.getIndexInfo(null, null, "Story", true, false),
                        "NON_UNIQUE",
                        "INDEX_NAME",
                        "TYPE",
                        "ORDINAL_POSITION",
                        "COLUMN_NAME"))
                .containsExactly("false|PK_Story|3|1|ID");
        assertThat(rows(
                        metaData.getBestRowIdentifier(null, null, "Story", DatabaseMetaData.bestRowSession, true),
                        "SCOPE",
                        "COLUMN_NAME",
                        "DATA_TYPE",
                        "PSEUDO_COLUMN"))
                .containsExactly("2|ID|12|1");
    }

    @Test
    void typesAreJdbcsAndSorted() throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        ResultSet types = metaData.getTypeInfo();
        while (types.next()) {
            numbers.add(types.getInt("DATA_TYPE"));
            assertThat(JDBCType.valueOf(types.getInt("DATA_TYPE")).getName()).isEqualTo(types.getString("TYPE_NAME"));
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates().contains(Types.VARCHAR, Types.TIMESTAMP, Types.DOUBLE);
    }

    @Test
    void theOneProcedureIsListed() throws SQLException {
        assertThat(rows(metaData.getProcedures(null, "%", "refresh%"), "PROCEDURE_SCHEM", "PROCEDURE_NAME"))
                .containsExactly("system|refresh_metadata");
        assertThat(rows(metaData.getProcedures(null, "versionone", null), "PROCEDURE_NAME"))
                .isEmpty();
    }

    @Test
    void flagsOfWritingFitTheBehaviour() throws SQLException {
        assertThat(metaData.isReadOnly()).isFalse();
        metaData.getConnection().setReadOnly(true);
        assertThat(metaData.isReadOnly()).isTrue();
        assertThat(metaData.supportsTransactions()).isTrue();
        assertThat(metaData.supportsDataManipulationTransactionsOnly()).isTrue();
        assertThat(metaData.supportsDataDefinitionAndDataManipulationTransactions())
                .isFalse();
        assertThat(metaData.supportsSavepoints()).isTrue();
        assertThat(metaData.supportsBatchUpdates()).isTrue();
        assertThat(metaData.supportsGetGeneratedKeys()).isTrue();
        assertThat(metaData.generatedKeyAlwaysReturned()).isTrue();
        assertThat(metaData.supportsStoredProcedures()).isTrue();
        assertThat(metaData.supportsNamedParameters()).isFalse();
        assertThat(metaData.supportsTransactionIsolationLevel(metaData.getDefaultTransactionIsolation()))
                .isTrue();
        assertThat(metaData.getDefaultTransactionIsolation())
                .isEqualTo(metaData.getConnection().getTransactionIsolation());
        assertThat(rows(metaData.getColumns(null, "versionone", "Story", "ID"), "IS_AUTOINCREMENT"))
                .containsExactly("YES");
    }

    @Test
    void flagsFitTheBehaviour() throws SQLException {
        assertThat(metaData.getUserName()).isEqualTo("andre");
        assertThat(metaData.getURL()).isEqualTo("jdbc:tracker:fake:");
        assertThat(metaData.getDatabaseMajorVersion()).isEqualTo(22);
        assertThat(metaData.getDatabaseMinorVersion()).isEqualTo(1);
        assertThat(metaData.getStringFunctions()).isEqualTo("LOWER,UPPER");
        assertThat(metaData.getSearchStringEscape()).isEqualTo("\\");
        assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(metaData.storesMixedCaseIdentifiers()).isTrue();
        assertThat(metaData.supportsMixedCaseIdentifiers()).isFalse();
        assertThat(metaData.nullsAreSortedLow()).isTrue();
        assertThat(metaData.supportsSchemasInDataManipulation()).isTrue();
        assertThat(metaData.supportsCatalogsInDataManipulation()).isFalse();
        assertThat(metaData.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE))
                .isFalse();
        assertThat(metaData.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE))
                .isFalse();
        assertThat(metaData.supportsConvert(Types.VARCHAR, Types.BIGINT)).isTrue();
        assertThat(metaData.supportsConvert(Types.BOOLEAN, Types.DATE)).isFalse();
    }

    @Test
    void aLargeCatalogueIsListedQuickly() throws SQLException {
        List<TableInfo.ColumnInfo> columns = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            columns.add(info("Column" + i, JDBCType.VARCHAR, 100, 0, true));
        }
        TableInfo[] tables = new TableInfo[320];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = table("big", "Table" + i, "TABLE", columns, List.of());
        }
        database.schema("big", tables);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            int count = 0;
            ResultSet result = metaData.getColumns(null, "big", "%", "%");
            while (result.next()) {
                count += result.getString(4) == null ? 0 : 1;
            }
            best = Math.min(best, System.nanoTime() - start);
            assertThat(count).isEqualTo(320 * 80);
        }
        assertThat(best / 1_000_000).isLessThanOrEqualTo(60);
    }
}
