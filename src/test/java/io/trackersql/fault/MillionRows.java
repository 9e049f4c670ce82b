package io.trackersql.fault;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Reads a table of a million rows in a process with 64 MB from a server in a process of its own, and prints what it took. It is no
 * part of the normal build, since the server needs gigabytes and minutes:
 *
 * <pre>{@code mvn package -DskipTests && java -cp target/tracker-jdbc.jar:target/test-classes io.trackersql.fault.MillionRows}</pre>
 *
 * <p>Ends with status 1 if rows are missing or come twice, or if what is live after a collection grows by more than 8 MB between
 * the ten-thousandth row and the last.
 */
public final class MillionRows {
    /** Stories of the server, of which a good million are not deleted. */
    private static final int ROWS = 1_010_500;

    private static final int EARLY_ROWS = 10_000;
    private static final long GROWTH_BYTES_MAX = 8L << 20;

    private MillionRows() {}

    /** Without arguments starts both processes; they call themselves with {@code server} and {@code reader}. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "server" -> serve(arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROWS);
            case "reader" -> read(arguments[1]);
            default -> System.exit(both());
        }
    }

    private static int both() throws IOException, InterruptedException {
        Process server = start("-Xmx6g", ProcessBuilder.Redirect.PIPE, "server");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String uri = out.readLine();
            return start("-Xmx64m", ProcessBuilder.Redirect.INHERIT, "reader", uri)
                    .waitFor();
        } finally {
            server.destroy();
        }
    }

    private static Process start(String memory, ProcessBuilder.Redirect output, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-cp",
                System.getProperty("java.class.path"),
                MillionRows.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output)
                .start();
    }

    private static void serve(int rows) throws InterruptedException {
        try (DemoServer server = DemoServer.start(DemoOptions.standard().withRows(rows))) {
            System.out.println(server.versionOneUri());
            new CountDownLatch(1).await();
        }
    }

    private static void read(String uri) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", DemoServer.USER);
        properties.setProperty("password", DemoServer.PASSWORD);
        try (Connection connection = DriverManager.getConnection("jdbc:tracker:versionone:" + uri, properties);
                Statement statement = connection.createStatement()) {
            long expected = count(statement);
            long start = System.nanoTime();
            long early = 0;
            long rows = 0;
            long lastKey = -1;
            try (ResultSet result = statement.executeQuery(
                    "SELECT ID, Number, Name, Estimate, Status_Name, CreateDateUTC FROM Story")) {
                while (result.next()) {
                    rows++;
                    lastKey = following(lastKey, result.getString(1));
                    result.getString(2);
                    result.getString(3);
                    result.getDouble(4);
                    result.getString(5);
                    result.getTimestamp(6);
                    if (rows == EARLY_ROWS) {
                        early = liveBytes();
                    }
                }
                long growth = liveBytes() - early;
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "%,d rows in %.1f s, %,.0f rows/s; live after row %,d: %.1f MB, growth until the last: %.1f MB%n",
                        rows, seconds, rows / seconds, EARLY_ROWS, early / 1048576.0, growth / 1048576.0);
                if (rows != expected || growth > GROWTH_BYTES_MAX) {
                    System.out.printf("FAILED: expected %,d rows and at most 8 MB of growth%n", expected);
                    System.exit(1);
                }
            }
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM Story")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** Rows come in the order of their keys, so that a row that came twice would be seen. */
    private static long following(long lastKey, String token) {
        long key = Long.parseLong(token.substring(token.indexOf(':') + 1));
        if (key <= lastKey) {
            throw new AssertionError(token + " after " + lastKey);
        }
        return key;
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
