package io.trackersql.jdbc;

/** The columns of every result of DatabaseMetaData, in the order that its Javadoc gives. */
final class MetaLayouts {
    static final MetaLayout CATALOGS = MetaLayout.parse("TABLE_CAT");
    static final MetaLayout SCHEMAS = MetaLayout.parse("TABLE_SCHEM TABLE_CATALOG");
    static final MetaLayout TABLE_TYPES = MetaLayout.parse("TABLE_TYPE");
    static final MetaLayout TABLES = MetaLayout.parse("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME SELF_REFERENCING_COL_NAME
            REF_GENERATION""");
    static final MetaLayout COLUMNS = MetaLayout.parse("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int
            DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int
            CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE
            SOURCE_DATA_TYPE:short IS_AUTOINCREMENT IS_GENERATEDCOLUMN""");
    static final MetaLayout PRIMARY_KEYS =
            MetaLayout.parse("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:short PK_NAME");
    /** Of getImportedKeys, getExportedKeys and getCrossReference. */
    static final MetaLayout FOREIGN_KEYS = MetaLayout.parse("""
            PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME FKCOLUMN_NAME
            KEY_SEQ:short UPDATE_RULE:short DELETE_RULE:short FK_NAME PK_NAME DEFERRABILITY:short""");

    static final MetaLayout INDEX_INFO = MetaLayout.parse("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME TYPE:short
            ORDINAL_POSITION:short COLUMN_NAME ASC_OR_DESC CARDINALITY:long PAGES:long FILTER_CONDITION""");
    /** Of getBestRowIdentifier and getVersionColumns. */
    static final MetaLayout ROW_COLUMNS = MetaLayout.parse("""
            SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int DECIMAL_DIGITS:short
            PSEUDO_COLUMN:short""");

    static final MetaLayout TYPE_INFO = MetaLayout.parse("""
            TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:short
            CASE_SENSITIVE:boolean SEARCHABLE:short UNSIGNED_ATTRIBUTE:boolean FIXED_PREC_SCALE:boolean
            AUTO_INCREMENT:boolean LOCAL_TYPE_NAME MINIMUM_SCALE:short MAXIMUM_SCALE:short SQL_DATA_TYPE:int
            SQL_DATETIME_SUB:int NUM_PREC_RADIX:int""");
    static final MetaLayout PROCEDURES = MetaLayout.parse("""
            PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS PROCEDURE_TYPE:short
            SPECIFIC_NAME""");
    static final MetaLayout PROCEDURE_COLUMNS = MetaLayout.parse("""
            PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int TYPE_NAME
            PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS COLUMN_DEF SQL_DATA_TYPE:int
            SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME""");
    static final MetaLayout FUNCTIONS =
            MetaLayout.parse("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:short SPECIFIC_NAME");
    static final MetaLayout FUNCTION_COLUMNS = MetaLayout.parse("""
            FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int TYPE_NAME PRECISION:int
            LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int
            IS_NULLABLE SPECIFIC_NAME""");
    static final MetaLayout COLUMN_PRIVILEGES =
            MetaLayout.parse("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
    static final MetaLayout TABLE_PRIVILEGES =
            MetaLayout.parse("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
    static final MetaLayout UDTS =
            MetaLayout.parse("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:short");
    static final MetaLayout SUPER_TYPES =
            MetaLayout.parse("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME");
    static final MetaLayout SUPER_TABLES = MetaLayout.parse("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME");
    static final MetaLayout ATTRIBUTES = MetaLayout.parse("""
            TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int ATTR_TYPE_NAME ATTR_SIZE:int DECIMAL_DIGITS:int
            NUM_PREC_RADIX:int NULLABLE:int REMARKS ATTR_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int
            ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:short""");
    static final MetaLayout PSEUDO_COLUMNS = MetaLayout.parse("""
            TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int COLUMN_SIZE:int DECIMAL_DIGITS:int
            NUM_PREC_RADIX:int COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:int IS_NULLABLE""");
    static final MetaLayout CLIENT_INFO = MetaLayout.parse("NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION");
    static final MetaLayout GENERATED_KEYS = MetaLayout.parse("GENERATED_KEY");

    private MetaLayouts() {}
}
