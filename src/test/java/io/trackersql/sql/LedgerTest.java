package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What statements cost in requests: {@code ledger} has two files for each product, of the present and of the past, with for each statement what a careful person would send, written
 * by hand, and what the driver sends, as the server saw it. The two are equal in number, without exception. With
 * {@code -Dledger.print=true} what is sent is also written to {@code target/ledger.txt}.
 */
class LedgerTest {
    private static final Path LEDGERS = Path.of("src/test/resources/ledger");
    private static final Map<Product, LocalTracker> TRACKERS = new HashMap<>();

    @BeforeAll
    static void start() throws SQLException {
        for (Product product : Product.all()) {
            LocalTracker tracker = LocalTracker.start(product, DemoOptions.standard());
            TRACKERS.put(product, tracker);
            tracker.connect().close();
        }
    }

    @AfterAll
    static void stop() {
        TRACKERS.values().forEach(LocalTracker::close);
        TRACKERS.clear();
    }

    /**
     * One statement of the ledger.
     *
     * @param how    directives such as {@code read 3}, {@code with pageRows=100}, {@code bind x}; {@code together} if requests are under
     *     way at the same time, so that the server sees them in any order
     * @param byHand the requests that a person would send
     * @param sent   the requests that the driver sends
     */
    record Entry(Product product, String name, List<String> how, String sql, List<String> byHand, List<String> sent) {
        @Override
        public String toString() {
            return product + ": " + name;
        }

        String directive(String word) {
            return how.stream()
                    .filter(h -> h.startsWith(word + " "))
                    .map(h -> h.substring(word.length() + 1))
                    .findFirst()
                    .orElse("");
        }

        boolean has(String word) {
            return how.contains(word);
        }
    }

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
        List<Entry> entries = new ArrayList<>();
        for (String file : List.of(product.name(), product.name() + "-past")) {
            entries.addAll(entries(product, file));
        }
        return entries;
    }

    /** The entries of a file. */
    static List<Entry> entries(Product product, String file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String block : Files.readString(LEDGERS.resolve(file + ".txt")).split("(?m)^== ")) {
            if (!block.startsWith("#")) {
                entries.add(entry(product, block.lines().toList()));
            }
        }
        return entries;
    }

    private static Entry entry(Product product, List<String> lines) {
        List<String> how = new ArrayList<>();
        List<String> byHand = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("how:")) {
                how.add(line.substring(4).strip());
            } else if (line.startsWith("hand:")) {
                byHand.add(line.substring(5).strip());
            } else if (line.startsWith("sent:")) {
                sent.add(line.substring(5).strip());
            } else if (!line.startsWith("why:")) {
                sql.append(line).append('\n');
            }
        }
        Entry entry = new Entry(product, lines.get(0), how, sql.toString().strip(), byHand, sent);
        return entry.directive("keys").isEmpty() ? entry : withKeys(entry, Integer.parseInt(entry.directive("keys")));
    }

    /** Writes out what the file abbreviates. */
    private static Entry withKeys(Entry entry, int count) {
        String form = entry.product().samples().keys();
        List<String> keys = IntStream.range(0, count)
                .mapToObj(i -> form.formatted(100_000 + i))
                .toList();
        return new Entry(
                entry.product(),
                entry.name(),
                entry.how(),
                entry.sql().replace("{keys}", String.join(", ", keys)),
                entry.byHand(),
                entry.sent().stream()
                        .map(s -> s.replace("{keys}", entry.product().anyOf(keys)))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("products")
    void theLedgerIsLargeEnoughToTrust(Product product) throws IOException {
        assertThat(entries(product)).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aStatementCostsWhatItCostsByHand(Entry entry) throws SQLException {
        List<String> requests = requests(entry);
        if (Boolean.getBoolean("ledger.print")) {
            print(entry, requests);
        }
        if (entry.has("together")) {
            assertThat(requests).as("requests of " + entry.sql()).containsExactlyInAnyOrderElementsOf(entry.sent());
        } else {
            assertThat(requests).as("requests of " + entry.sql()).isEqualTo(entry.sent());
        }
        assertThat(requests).as("as many as by hand").hasSameSizeAs(entry.byHand());
    }

    private static List<String> requests(Entry entry) throws SQLException {
        String with = entry.directive("with");
        if (entry.has("first")) {
            return requestsOfAFirstConnection(entry.product());
        }
        LocalTracker tracker = TRACKERS.get(entry.product());
        try (Connection connection = tracker.connect(with.isEmpty() ? new String[0] : with.split(" "))) {
            tracker.server().ledger().clear();
            run(entry, connection);
            return tracker.requests();
        }
    }

    /** Nobody connected to that server before. */
    private static List<String> requestsOfAFirstConnection(Product product) throws SQLException {
        try (LocalTracker fresh = LocalTracker.start(product, DemoOptions.standard())) {
            fresh.connect().close();
            return fresh.requests();
        }
    }

    private static void run(Entry entry, Connection connection) throws SQLException {
        if (entry.has("connect")) {
            TRACKERS.get(entry.product()).connect().close();
        } else if (entry.has("catalogue")) {
            readCatalogue(entry.product(), connection.getMetaData());
        } else if (entry.has("ping")) {
            assertThat(connection.isValid(5)).isTrue();
        } else if (entry.has("prepare")) {
            try (PreparedStatement prepared = connection.prepareStatement(entry.sql())) {
                assertThat(prepared.getMetaData().getColumnCount()).isPositive();
                assertThat(prepared.getParameterMetaData().getParameterCount()).isPositive();
            }
        } else if (!entry.directive("bind").isEmpty()) {
            bind(entry, connection);
        } else {
            execute(entry, connection);
        }
    }

    private static void readCatalogue(Product product, DatabaseMetaData catalogue) throws SQLException {
        try (ResultSet tables = catalogue.getTables(null, product.name(), "%", null);
                ResultSet columns = catalogue.getColumns(null, product.name(), "%", "%");
                ResultSet keys = catalogue.getPrimaryKeys(
                        null, product.name(), product.samples().table())) {
            assertThat(LocalTracker.rows(tables)).isNotEmpty();
            assertThat(LocalTracker.rows(columns)).isNotEmpty();
            assertThat(LocalTracker.rows(keys)).hasSize(1);
        }
    }

    private static void bind(Entry entry, Connection connection) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(entry.sql())) {
            String[] values = entry.directive("bind").split(" \\| ");
            for (int i = 0; i < values.length; i++) {
                if (values[i].equals("NULL")) {
                    prepared.setNull(i + 1, java.sql.Types.VARCHAR);
                } else {
                    prepared.setString(i + 1, values[i]);
                }
            }
            try (ResultSet result = prepared.executeQuery()) {
                LocalTracker.rows(result);
            }
        }
    }

    private static void execute(Entry entry, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String maxRows = entry.directive("maxRows");
            if (!maxRows.isEmpty()) {
                statement.setMaxRows(Integer.parseInt(maxRows));
            }
            if (!statement.execute(entry.sql())) {
                return;
            }
            String read = entry.directive("read");
            int left = read.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(read);
            try (ResultSet result = statement.getResultSet()) {
                while (left > 0 && result.next()) {
                    left--;
                }
            }
        }
    }

    /** Writes what was sent in the form of the ledger, for someone who adds an entry. */
    static void print(Entry entry, List<String> requests) {
        StringBuilder text = new StringBuilder("== " + entry.name() + "\n");
        requests.forEach(r -> text.append("sent: ").append(r).append('\n'));
        try {
            Files.writeString(Path.of("target/ledger.txt"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
