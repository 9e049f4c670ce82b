package io.trackersql.sql;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver over a demo server in several settings, beside HSQLDB over the same data.
 *
 * <p>Queries are written in the driver's SQL. {@code [[Name]]} in ORDER BY is a text in the order of the setting {@code textOrder},
 * {@code [[#ID]]} a key likewise; {@link Dialect} knows what HSQLDB spells differently, and after {@code ==>} stands another query for
 * HSQLDB where it cannot do the same. A {@code ?} is bound, and also tried as literal.
 */
final class Engines implements AutoCloseable {
    private static final Pattern ORDERED_TEXT = Pattern.compile("\\[\\[(#?)([^\\]]+)]]");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    /** How the driver is set. */
    enum Mode {
        PUSHED("on", "tracker", 2000),
        LOCAL("off", "tracker", 2000),
        EXACT_ORDER("on", "exact", 7),
        LOCAL_EXACT_ORDER("off", "exact", 2000),
        SMALL_PAGES("on", "tracker", 3);

        private final String pushDown;
        private final String textOrder;
        private final int pageRows;

        Mode(String pushDown, String textOrder, int pageRows) {
            this.pushDown = pushDown;
            this.textOrder = textOrder;
            this.pageRows = pageRows;
        }

        String pushDown() {
            return pushDown;
        }

        String textOrder() {
            return textOrder;
        }

        boolean isTrackerOrder() {
            return textOrder.equals("tracker");
        }
    }

    /** A NULL of an SQL type, for parameters. */
    record Null(String type) {}

    private final Product product;
    private final DemoServer server;
    private final DemoDatabase database;
    private final Map<Mode, Connection> connections = new LinkedHashMap<>();

    Engines(Product product, DemoOptions options) throws SQLException {
        this(product, DemoServer.start(options), server -> Map.of());
    }

    /** The engines over a part of the data. */
    Engines(Product product, DemoServer server, Function<DemoServer, Map<String, String>> part) throws SQLException {
        this.product = product;
        this.server = server;
        Map<String, String> properties = part.apply(server);
        database = new DemoDatabase(product, product.tables(server, properties));
        for (Mode mode : Mode.values()) {
            Properties all = new Properties();
            product.properties(server).forEach(all::setProperty);
            properties.forEach(all::setProperty);
            all.setProperty("user", product.user());
            all.setProperty("password", product.password());
            all.setProperty("pushDown", mode.pushDown);
            all.setProperty("textOrder", mode.textOrder);
            all.setProperty("pageRows", String.valueOf(mode.pageRows));
            connections.put(mode, DriverManager.getConnection(product.url(server), all));
        }
    }

    Product product() {
        return product;
    }

    DemoDatabase database() {
        return database;
    }

    Connection connection(Mode mode) {
        return connections.get(mode);
    }

    /** What is wrong with the driver's answers to a query in the settings that matter to it; empty if nothing. */
    String difference(String sql, Object... parameters) {
        boolean isOrdered = ORDERED_TEXT.matcher(sql).find() || Boolean.getBoolean("differential.long");
        List<Mode> modes = new ArrayList<>(List.of(Mode.PUSHED, Mode.LOCAL));
        if (isOrdered) {
            modes.addAll(List.of(Mode.EXACT_ORDER, Mode.LOCAL_EXACT_ORDER));
        }
        if (isOrdered || sql.length() % 4 == 0) {
            modes.add(Mode.SMALL_PAGES);
        }
        for (Mode mode : modes) {
            String difference = difference(mode, sql, List.of(parameters));
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        return "";
    }

    /** What is wrong with the driver's answers to a query in one setting; empty if nothing. */
    String difference(Mode mode, String text, List<Object> parameters) {
        String[] parts = text.split(" ==> ");
        String sql = parts[0];
        String reference = parts[parts.length - 1];
        List<String> expected;
        try {
            expected = expected(mode, reference, parameters);
        } catch (SQLException e) {
            return "HSQLDB cannot do " + Dialect.hsqldb(inlined(sql, parameters)) + ": " + e.getMessage();
        }
        String plain = plain(sql);
        String difference = difference(mode, plain, List.of(), inlined(plain, parameters), expected);
        if (difference.isEmpty() && !parameters.isEmpty()) {
            return difference(mode, plain, parameters, plain, expected);
        }
        return difference;
    }

    private String difference(Mode mode, String query, List<Object> parameters, String text, List<String> expected) {
        String what = mode + ": " + text + (parameters.isEmpty() ? "" : " with " + parameters);
        List<String> actual;
        try {
            actual = Rows.of(connections.get(mode), text, bindable(parameters));
        } catch (SQLException e) {
            return what + "\n  failed with " + e.getSQLState() + " " + e.getMessage();
        }
        boolean isSame =
                isOrdered(query) ? actual.equals(expected) : counts(actual).equals(counts(expected));
        return isSame ? "" : what + "\n" + described(actual, expected) + explained(mode, text);
    }

    /** HSQLDB's rows. */
    List<String> expected(Mode mode, String sql, List<Object> parameters) throws SQLException {
        String order = mode.isTrackerOrder() ? "TRACKER_" : "";
        String ordered = ORDERED_TEXT
                .matcher(sql)
                .replaceAll(match -> Matcher.quoteReplacement(
                        order.isEmpty()
                                ? match.group(2)
                                : order + (match.group(1).isEmpty() ? "TEXT(" : "KEY(") + match.group(2) + ")"));
        String known = database.rewritten(inlined(ordered, parameters));
        return Rows.of(database.connection(), Dialect.hsqldb(known), List.of());
    }

    /** A query as the driver reads it. */
    static String plain(String sql) {
        return ORDERED_TEXT.matcher(sql).replaceAll("$2");
    }

    /** Values as JDBC takes them. */
    static List<Object> bindable(List<Object> values) {
        List<Object> bindable = new ArrayList<>();
        values.forEach(value -> bindable.add(value instanceof Null ? null : value));
        return bindable;
    }

    /** Whether ORDER BY stands outside all parentheses; it must then be a total order. */
    static boolean isOrdered(String sql) {
        int at = sql.lastIndexOf("ORDER BY");
        return at >= 0
                && sql.chars()
                                .skip(at)
                                .map(c -> c == '(' ? 1 : c == ')' ? -1 : 0)
                                .sum()
                        == 0;
    }

    /** The query with literals in place of its parameters. */
    static String inlined(String sql, List<Object> parameters) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (String part : sql.split("\\?", -1)) {
            if (next > 0) {
                text.append(literal(parameters.get(next - 1)));
            }
            text.append(part);
            next++;
            if (parameters.isEmpty()) {
                return sql;
            }
        }
        return text.toString();
    }

    static String literal(Object value) {
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        } else if (value instanceof Double number) {
            return new BigDecimal(number.toString()).toPlainString() + "E0";
        } else if (value instanceof LocalDateTime time) {
            return "TIMESTAMP '" + TIME.format(time) + "'";
        } else if (value instanceof LocalDate day) {
            return "DATE '" + day + "'";
        } else if (value instanceof Null none) {
            return "CAST(NULL AS " + none.type() + ")";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static Map<String, Integer> counts(List<String> rows) {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    private static String described(List<String> actual, List<String> expected) {
        List<String> missing = new ArrayList<>(expected);
        List<String> extra = new ArrayList<>(actual);
        actual.forEach(missing::remove);
        expected.forEach(extra::remove);
        String order = missing.isEmpty() && extra.isEmpty()
                ? "\n  order: " + few(actual) + "\n  not:   " + few(expected)
                : "\n  missing: " + few(missing) + "\n  extra: " + few(extra);
        return "  " + actual.size() + " rows, not " + expected.size() + order;
    }

    private static String few(List<String> rows) {
        return rows.size() <= 12 ? rows.toString() : rows.subList(0, 12) + " ...";
    }

    private String explained(Mode mode, String text) {
        try (Statement statement = connections.get(mode).createStatement()) {
            StringBuilder plan = new StringBuilder();
            try (var rows = statement.executeQuery("EXPLAIN PLAN FOR " + text)) {
                while (rows.next()) {
                    plan.append("\n    ").append(rows.getString(1));
                }
            }
            return plan.toString();
        } catch (SQLException e) {
            return "\n    (no plan: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
        database.close();
        server.close();
    }
}
