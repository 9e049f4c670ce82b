package io.trackersql.sql;

import java.util.List;

/** What a product's tables must hold on a server, worked out from the demo's own data and never from the driver. */
interface ExpectedTables {
    /**
     * A link table.
     *
     * @param first  name of the first column
     * @param second name of the second column
     * @param pairs  its rows
     */
    record Link(String table, String first, String second, List<List<Object>> pairs) {}

    /** The tables that are compared. */
    List<String> tables();

    /** The keys of a table's rows. */
    List<?> keys(String table);

    /** All columns of a table, in their order. */
    List<ExpectedColumn> columns(String table);

    /** The link tables that are compared. */
    List<Link> links();

    /** The type of columns of keys. */
    ExpectedColumn.Kind keyKind();

    /** Functions that HSQLDB lacks: HAS, and the tracker's order of text and of keys. */
    List<String> functions();
}
