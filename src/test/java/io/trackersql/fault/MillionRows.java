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
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Reads a table of a million rows of each product in a process with 64 MB from a server in a process of its own, and prints what it took. It
 * is no part of the normal build, since the server needs gigabytes and minutes:
 *
 * <pre>{@code mvn package -DskipTests && java -cp target/tracker-jdbc.jar:target/test-classes io.trackersql.fault.MillionRows}</pre>
 *
 * <p>Ends with status 1 if rows are missing or come twice, or if what is live after a collection grows by more than 8 MB between
 * the ten-thousandth row and the last.
 */
public final class MillionRows {
    private static final int ROWS_MIN = 1_000_000;

    /** Of so many stories of the server a good million are shown. */
    private static final Map<Scene, Integer> ROWS = Map.of(Scene.VERSIONONE, 1_010_500, Scene.RALLY, 1_185_000);

    private static final Map<Scene, String> QUERIES = Map.of(
            Scene.VERSIONONE,
            "SELECT ID, Number, Name, Estimate, Status_Name, CreateDateUTC FROM Story",
            Scene.RALLY,
            "SELECT ObjectID, FormattedID, Name, PlanEstimate, FlowState_Name, CreationDate FROM HierarchicalRequirement");

    private static final int EARLY_ROWS = 10_000;
    private static final long GROWTH_BYTES_MAX = 8L << 20;

    private MillionRows() {}

    /** Starts both processes, for each product or for those that are named; they call themselves with {@code server} and {@code reader}. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "server" -> serve(scene(arguments[1]));
            case "reader" -> read(scene(arguments[1]), arguments[2]);
            default -> {
                for (Scene scene : Scene.all()) {
                    if (arguments.length == 0 || List.of(arguments).contains(scene.toString())) {
                        int status = both(scene);
                        if (status != 0) {
                            System.exit(status);
                        }
                    }
                }
            }
        }
    }

    private static Scene scene(String name) {
        return Scene.all().stream()
                .filter(scene -> scene.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int both(Scene scene) throws IOException, InterruptedException {
        Process server = start("-Xmx12g", ProcessBuilder.Redirect.PIPE, "server", scene.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String url = out.readLine();
            return start("-Xmx64m", ProcessBuilder.Redirect.INHERIT, "reader", scene.toString(), url)
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

    private static void serve(Scene scene) throws InterruptedException {
        try (DemoServer server = DemoServer.start(DemoOptions.standard().withRows(ROWS.get(scene)))) {
            System.out.println(scene.product().url(server));
            new CountDownLatch(1).await();
        }
    }

    private static void read(Scene scene, String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", DemoServer.USER);
        properties.setProperty("password", DemoServer.PASSWORD);
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            long expected = count(statement, scene);
            long start = System.nanoTime();
            long early = 0;
            long rows = 0;
            long lastKey = -1;
            try (ResultSet result = statement.executeQuery(QUERIES.get(scene))) {
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
                        "%s: %,d rows in %.1f s, %,.0f rows/s; live after row %,d: %.1f MB, growth until the last: %.1f MB%n",
                        scene, rows, seconds, rows / seconds, EARLY_ROWS, early / 1048576.0, growth / 1048576.0);
                if (rows != expected || rows < ROWS_MIN || growth > GROWTH_BYTES_MAX) {
                    System.out.printf("FAILED: expected %,d rows and at most 8 MB of growth%n", expected);
                    System.exit(1);
                }
            }
        }
    }

    private static long count(Statement statement, Scene scene) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + scene.table())) {
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
