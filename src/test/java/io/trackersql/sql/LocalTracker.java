package io.trackersql.sql;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A demo server of a test's own, reached as a user reaches a tracker: by URL, over HTTP. */
public final class LocalTracker implements AutoCloseable {
    private final Product product;
    private final DemoServer server;

    private LocalTracker(Product product, DemoServer server) {
        this.product = product;
        this.server = server;
    }

    /** VersionOne with 300 stories. */
    public static LocalTracker start() {
        return start(DemoOptions.standard());
    }

    /** VersionOne as the options say. */
    public static LocalTracker start(DemoOptions options) {
        return start(Product.VERSIONONE, options);
    }

    /** A product's front of a server as the options say. */
    public static LocalTracker start(Product product, DemoOptions options) {
        return new LocalTracker(product, DemoServer.start(options));
    }

    /** The server itself, for its ledger and its faults. */
    public DemoServer server() {
        return server;
    }

    /** The URL under which the driver reaches the server, without properties. */
    public String url() {
        return product.url(server);
    }

    /** A connection of a user who sees everything; each property is {@code name=value}. */
    public Connection connect(String... properties) throws SQLException {
        Properties all = new Properties();
        all.setProperty("user", product.user());
        all.setProperty("password", product.password());
        product.properties(server).forEach(all::setProperty);
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.setProperty(property.substring(0, equals), property.substring(equals + 1));
        }
        return DriverManager.getConnection(url(), all);
    }

    /** What the server was asked since its ledger was cleared, decoded: method, target without the base, body. */
    public List<String> requests() {
        return server.ledger().exchanges().stream().map(this::text).toList();
    }

    private String text(Exchange exchange) {
        String target = exchange.target();
        target = target.startsWith(product.path())
                ? target.substring(product.path().length())
                : target;
        String body = exchange.body().startsWith("_method=") ? decoded(exchange.body()) : exchange.body();
        return exchange.method() + " " + decoded(target) + (body.isEmpty() ? "" : " " + body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** All rows of a statement, each value as text. */
    public static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    /** The rows that are left, each value as text. */
    public static List<List<String>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public void close() {
        server.close();
    }
}
