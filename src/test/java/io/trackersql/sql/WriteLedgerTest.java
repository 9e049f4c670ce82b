package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.sql.LedgerTest.Entry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What statements that write cost in requests, each on a server of its own, from files of {@code ledger} in the form of {@link LedgerTest}.
 * Directives: {@code with}, {@code bind}; {@code batch n} has the statement n times in a batch, with {@code Row i} as its parameter; {@code rows n} puts n rows in
 * the place of {@code {rows}}; {@code commit} has all statements in one transaction, {@code rollback} does not send it; {@code keys} asks
 * for generated keys; {@code fails s} expects that SQLSTATE. A request that ends with {@code ...} is compared as far as that.
 */
@Timeout(300)
class WriteLedgerTest {
    private static final String ELLIPSIS = " ...";

    static List<Product> products() {
        return Product.all();
    }

    static List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Product product : Product.all()) {
            entries.addAll(entries(product));
        }
        return entries;
    }

    private static List<Entry> entries(Product product) throws IOException {
        return LedgerTest.entries(product, product.name() + "-writes");
    }

    @ParameterizedTest
    @MethodSource("products")
    void theLedgerIsLargeEnoughToTrust(Product product) throws IOException {
        assertThat(entries(product)).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aStatementCostsWhatItCostsByHand(Entry entry) throws SQLException {
        try (LocalTracker tracker = LocalTracker.start(
                        entry.product(), DemoOptions.standard().withRows(40));
                Connection connection = connect(tracker, entry)) {
            tracker.server().ledger().clear();
            run(entry, connection);
            List<String> requests = new ArrayList<>(tracker.requests());
            if (Boolean.getBoolean("ledger.print")) {
                LedgerTest.print(entry, requests);
            }
            for (int i = 0; i < Math.min(requests.size(), entry.sent().size()); i++) {
                requests.set(i, shortened(requests.get(i), entry.sent().get(i)));
            }
            assertThat(requests).as("requests of " + entry.sql()).isEqualTo(entry.sent());
            assertThat(requests).as("as many as by hand").hasSameSizeAs(entry.byHand());
        }
    }

    private static String shortened(String request, String expected) {
        int length = expected.length() - ELLIPSIS.length();
        return expected.endsWith(ELLIPSIS) && request.length() > length
                ? request.substring(0, length) + ELLIPSIS
                : request;
    }

    private static Connection connect(LocalTracker tracker, Entry entry) throws SQLException {
        List<String> properties = new ArrayList<>();
        if (entry.product() == Product.RALLY) {
            properties.add("token=" + DemoServer.RALLY_API_KEY);
        }
        String with = entry.directive("with");
        if (!with.isEmpty()) {
            properties.addAll(List.of(with.split(" ")));
        }
        return tracker.connect(properties.toArray(new String[0]));
    }

    private static void run(Entry entry, Connection connection) throws SQLException {
        String state = entry.directive("fails");
        if (state.isEmpty()) {
            send(entry, connection);
            return;
        }
        Throwable thrown = catchThrowable(() -> send(entry, connection));
        assertThat(thrown).isInstanceOf(SQLException.class);
        assertThat(((SQLException) thrown).getSQLState())
                .as(thrown.getMessage())
                .isEqualTo(state);
    }

    private static void send(Entry entry, Connection connection) throws SQLException {
        String sql = entry.sql().replace("{rows}", rows(entry));
        boolean together = entry.has("commit") || entry.has("rollback");
        connection.setAutoCommit(!together);
        if (!entry.directive("batch").isEmpty()) {
            sendBatch(sql, Integer.parseInt(entry.directive("batch")), connection);
        } else if (!entry.directive("bind").isEmpty()) {
            bind(sql, entry.directive("bind").split(" \\| "), connection);
        } else {
            try (Statement statement = connection.createStatement()) {
                for (String part : sql.split(";\\n")) {
                    statement.execute(
                            part, entry.has("keys") ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS);
                }
            }
        }
        if (entry.has("commit")) {
            connection.commit();
        } else if (entry.has("rollback")) {
            connection.rollback();
        }
    }

    private static String rows(Entry entry) {
        String rows = entry.directive("rows");
        return IntStream.range(0, rows.isEmpty() ? 0 : Integer.parseInt(rows))
                .mapToObj(
                        i -> entry.product() == Product.RALLY ? "('Row " + i + "')" : "('Row " + i + "', 'Scope:545')")
                .collect(Collectors.joining(", "));
    }

    private static void sendBatch(String sql, int count, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < count; i++) {
                statement.setString(1, "Row " + i);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).hasSize(count);
        }
    }

    private static void bind(String sql, String[] values, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
