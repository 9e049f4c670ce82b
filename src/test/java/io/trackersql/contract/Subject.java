package io.trackersql.contract;

import io.trackersql.demo.DemoOptions;
import io.trackersql.sql.LocalTracker;
import io.trackersql.sql.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tracker on which behaviours are tried: what its tables call the things that both products have, and which behaviours it does not
 * have, with the exact message that says so. A connection with standard properties is open for all of them.
 */
final class Subject implements AutoCloseable {
    private final Names names;
    private final Map<Behaviour, String> lacking;
    private final LocalTracker tracker;
    private final Connection connection;

    /**
     * What both products have, under this product's names.
     *
     * @param table    work items that have all of the columns
     * @param key      its primary key
     * @param number   a number that may be NULL
     * @param longText a text of unlimited length
     * @param relation to a project
     * @param relationName the project's name beside it
     * @param formatted the number that people use
     * @param multi    a multi-valued relation
     * @param links    its link table
     * @param linked   the first column of the link table
     * @param target   the second column of the link table
     * @param general  an abstract type that the table's is derived from
     * @param project  the table of projects
     * @param unasked  a condition that the tracker cannot answer
     */
    record Names(
            Product product,
            String table,
            String key,
            String number,
            String longText,
            String relation,
            String relationName,
            String formatted,
            String multi,
            String links,
            String linked,
            String target,
            String general,
            String project,
            String unasked) {}

    Subject(Names names, Map<Behaviour, String> lacking) throws SQLException {
        this.names = names;
        this.lacking = Map.copyOf(lacking);
        tracker = LocalTracker.start(names.product(), DemoOptions.standard());
        connection = tracker.connect();
    }

    Names names() {
        return names;
    }

    /** Behaviours that the product does not have. */
    Map<Behaviour, String> lacking() {
        return lacking;
    }

    /** A statement in which names in braces are replaced by the product's. */
    String sql(String template) {
        return template.replace("{schema}", names.product().name())
                .replace("{table}", names.table())
                .replace("{key}", names.key())
                .replace("{number}", names.number())
                .replace("{longText}", names.longText())
                .replace("{relation}", names.relation())
                .replace("{relationName}", names.relationName())
                .replace("{formatted}", names.formatted())
                .replace("{multi}", names.multi())
                .replace("{links}", names.links())
                .replace("{linked}", names.linked())
                .replace("{unasked}", names.unasked())
                .replace("{target}", names.target())
                .replace("{general}", names.general())
                .replace("{project}", names.project());
    }

    /** Another connection with these properties. */
    Connection connect(String... properties) throws SQLException {
        return tracker.connect(properties);
    }

    Connection connection() {
        return connection;
    }

    /** All rows, each value as text. */
    List<List<String>> rows(String template, Object... parameters) throws SQLException {
        return rows(connection, template, parameters);
    }

    /** All rows of a statement on another connection. */
    List<List<String>> rows(Connection on, String template, Object... parameters) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(sql(template))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return LocalTracker.rows(result);
            }
        }
    }

    /** The first column of all rows. */
    List<String> column(String template, Object... parameters) throws SQLException {
        List<String> values = new ArrayList<>();
        for (List<String> row : rows(template, parameters)) {
            values.add(row.get(0));
        }
        return values;
    }

    /** The one value of a statement's one row. */
    String value(String template, Object... parameters) throws SQLException {
        List<List<String>> rows = rows(template, parameters);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows, not 1");
        }
        return rows.get(0).get(0);
    }

    void execute(String template) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql(template));
        }
    }

    /** How many requests a statement costs when all of its rows are read. */
    int requests(String template, Object... parameters) throws SQLException {
        tracker.server().ledger().clear();
        rows(template, parameters);
        return requests();
    }

    /** How many requests were sent since the ledger was cleared. */
    int requests() {
        return tracker.requests().size();
    }

    void clearLedger() {
        tracker.server().ledger().clear();
    }

    String url() {
        return tracker.url();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        tracker.close();
    }

    @Override
    public String toString() {
        return names.product().name();
    }
}
