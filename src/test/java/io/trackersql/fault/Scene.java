package io.trackersql.fault;

import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.sql.Product;
import java.util.List;

/**
 * What the tests of faults ask of a product, and by which part of their addresses they strike its requests.
 *
 * @param token    credentials that see everything
 * @param table    a table of three pages of 100 rows
 * @param key      its key
 * @param number   a number of it that may be NULL
 * @param rows     what the addresses of its rows hold
 * @param model    what the address of the metadata holds
 * @param user     what the address of the user who asks holds
 * @param total    how an answer says how many rows there are in all
 * @param start    how an answer says which row is its first
 * @param firstRow the number of the first row of all
 * @param flag     a column of it that is true or false
 * @param list     a relation of it with many values
 * @param dated    a table with a column named Date
 * @param one      a statement that gives one row
 * @param row      that row
 */
record Scene(
        Product product,
        String token,
        String table,
        String key,
        String number,
        String rows,
        String model,
        String user,
        String total,
        String start,
        int firstRow,
        String flag,
        String list,
        String dated,
        String one,
        List<String> row) {
    static final Scene VERSIONONE = new Scene(
            Product.VERSIONONE,
            DemoServer.ACCESS_TOKEN,
            "Story",
            "ID",
            "Estimate",
            "Data/Story",
            "meta.v1",
            "Data/Member",
            "total",
            "pageStart",
            0,
            "Custom_Ready",
            "Owners",
            "Retrospective",
            "SELECT Number FROM Story WHERE ID = 'Story:1000'",
            List.of("B-01061"));

    static final Scene RALLY = new Scene(
            Product.RALLY,
            DemoServer.RALLY_API_KEY,
            "HierarchicalRequirement",
            "ObjectID",
            "PlanEstimate",
            "v2.0/HierarchicalRequirement",
            "schema/v2.0",
            "v2.0/user",
            "TotalResultCount",
            "StartIndex",
            1,
            "Blocked",
            "Tags",
            "TestCaseResult",
            "SELECT FormattedID FROM HierarchicalRequirement WHERE ObjectID = 105000000037",
            List.of("US2"));

    static List<Scene> all() {
        return List.of(VERSIONONE, RALLY);
    }

    /** All rows of the table, three columns of each. */
    String query() {
        return "SELECT " + key + ", Name, " + number + " FROM " + table;
    }

    /** Answers that do not say how many rows there are in all. */
    Fault withoutTotal() {
        return new Fault.Rewrite(body -> body.replaceFirst("\"" + total + "\"\\s*:\\s*\\d+\\s*,?", ""));
    }

    /** Answers that say that there are very many rows in all. */
    Fault withAnotherTotal() {
        return new Fault.Rewrite(body -> body.replaceFirst("\"" + total + "\"\\s*:", "\"" + total + "\":1"));
    }

    /** A text with names in braces, such as {@code {table}}, in place of which this product's are set. */
    String fill(String text) {
        return text.replace("{table}", table)
                .replace("{key}", key)
                .replace("{number}", number)
                .replace("{flag}", flag)
                .replace("{list}", list)
                .replace("{dated}", dated)
                .replace("{schema}", product.name())
                .replace("{rows}", rows)
                .replace("{first}", String.valueOf(firstRow))
                .replace("{40th}", String.valueOf(firstRow + 40));
    }

    @Override
    public String toString() {
        return product.name();
    }
}
