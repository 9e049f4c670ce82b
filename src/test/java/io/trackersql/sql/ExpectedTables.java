package io.trackersql.sql;

import io.trackersql.demo.store.DemoStore;
import java.util.List;

/** What a product's tables must hold, worked out from the demo's own model and never from the driver. */
interface ExpectedTables {
    /**
     * A link table.
     *
     * @param type      the store's type whose assets are in the first column
     * @param attribute the multi-valued attribute
     * @param first     name of the first column
     * @param second    name of the second column
     */
    record Link(String type, String attribute, String first, String second) {
        String table() {
            return first + "_" + attribute;
        }
    }

    /** The types that are compared, as the store names them. */
    List<String> types();

    /** The link tables that are compared. */
    List<Link> links();

    /** What a type's table is called. */
    String table(String type);

    /** All columns of a type's table, in their order. */
    List<ExpectedColumn> columns(DemoStore data, String type);

    /** The values in the second column of a link table for an asset. */
    List<?> linked(DemoStore store, String key, String attribute);

    /** A key as its column shows it. */
    Object key(String key);

    /** The type of columns of keys. */
    ExpectedColumn.Kind keyKind();

    /** Functions that HSQLDB lacks: HAS, and the tracker's order of text and of keys. */
    List<String> functions();
}
