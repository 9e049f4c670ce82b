package io.trackersql.bench;

import io.trackersql.Driver;
import io.trackersql.demo.DemoServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.IntFunction;
import javax.xml.stream.XMLStreamException;
import okhttp3.OkHttpClient;

/**
 * Measures the driver beside what somebody would write by hand, turn by turn in one run. What is compared are ratios, since other work on
 * the machine slows both. {@code docs/benchmarks.md} says how to run it and what came out.
 */
public final class Benchmarks {
    private static final PrintStream OUT = System.out;
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 11);
    private static final int ROWS = 200_000;
    private static final int STATEMENTS = 400;
    private static final int STARTS = 7;
    private static final int SLOW_PAGES = 20;
    private static final int LATENCY_MILLIS = 100;

    /** The driver's own number of pages that are asked for before their turn. */
    private static final int PAGES_AT_A_TIME = 4;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final String server;

    private Benchmarks(String server) {
        this.server = server;
    }

    /** Runs everything and prints the figures; with the argument {@code sdk} only the comparison with the trackers' Java SDKs,
     * with {@code past} only the burn-down. */
    public static void main(String[] arguments) throws IOException, SQLException, XMLStreamException {
        OUT.printf(
                "Java %s, %d processors, load %.1f%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        if (arguments.length == 0 || arguments[0].equals("sdk")) {
            try (Server server = new Server(ReplayServer.class)) {
                new SdkBenchmarks(server.address(), ROUNDS).run();
            }
        }
        if (arguments.length == 0 || arguments[0].equals("past")) {
            try (Server server = new Server(ReplayServer.class, String.valueOf(LATENCY_MILLIS))) {
                new PastBenchmarks(server.address(), ROUNDS).run();
            }
        }
        if (arguments.length == 0) {
            try (Server server = new Server(PageServer.class)) {
                new Benchmarks(server.address()).run();
            }
        }
    }

    private void run() throws IOException, SQLException, XMLStreamException {
        throughput();
        pagesAhead();
        firstRow();
        planning();
        metadata();
        memory();
        coldStart();
    }

    /** A process that prints the port at which it listens. */
    private static final class Server implements AutoCloseable {
        private final Process process;
        private final String address;

        Server(Class<?> main, String... arguments) throws IOException {
            List<String> command =
                    new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
            command.addAll(List.of(arguments));
            process =
                    java(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader port =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            address = "http://127.0.0.1:" + port.readLine();
        }

        String address() {
            return address;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static ProcessBuilder java(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private String base(String what) {
        return server + "/" + what + "/VersionOne";
    }

    private Connection connect(String what) throws SQLException {
        return connect(what, "");
    }

    private Connection connect(String what, String properties) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", DemoServer.USER);
        login.setProperty("password", DemoServer.PASSWORD);
        return new Driver().connect("jdbc:tracker:versionone:" + base(what) + properties, login);
    }

    /** The request that the driver makes for its first page, which the loop then makes as well. */
    private static String target(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(DriverLoop.SQL + " LIMIT 1").close();
            statement.executeQuery(DriverLoop.SQL).close();
            try (ResultSet requests = statement.executeQuery("SELECT target FROM system.requests")) {
                String last = "";
                while (requests.next()) {
                    last = requests.getString(1);
                }
                return "/" + last;
            }
        }
    }

    private void throughput() throws SQLException, IOException {
        String what = String.valueOf(ROWS);
        try (Connection connection = connect(what)) {
            HandLoop byHand = new HandLoop(base(what), target(connection));
            DriverLoop byDriver = new DriverLoop(connection);
            double[] ratios = new double[ROUNDS];
            double[] handSpeeds = new double[ROUNDS];
            double[] driverSpeeds = new double[ROUNDS];
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                long start = System.nanoTime();
                Checksum hand = byHand.readAll();
                long middle = System.nanoTime();
                Checksum driver = byDriver.readAll();
                long end = System.nanoTime();
                requireSame(hand, driver);
                if (round >= 0) {
                    ratios[round] = (double) (middle - start) / (end - middle);
                    handSpeeds[round] = ROWS * 1e9 / (middle - start);
                    driverSpeeds[round] = ROWS * 1e9 / (end - middle);
                }
            }
            OUT.printf("rows per second by hand: %s%n", Spread.of(handSpeeds).with("%,.0f"));
            OUT.printf("rows per second, driver: %s%n", Spread.of(driverSpeeds).with("%,.0f"));
            OUT.printf("  driver / hand: %s%n", Spread.of(ratios).with("%.2f"));
        }
    }

    private static void requireSame(Checksum hand, Checksum driver) {
        if (hand.rows() != driver.rows() || hand.value() != driver.value()) {
            throw new IllegalStateException("The loop read " + hand.rows() + " rows, the driver " + driver.rows()
                    + ", and their values differ: what is compared is not the same work.");
        }
    }

    /** A server far away: twenty pages, each after a fixed time, asked for one after another and several at a time. */
    private void pagesAhead() throws SQLException {
        int pageRows = 500;
        int rows = SLOW_PAGES * pageRows - pageRows / 2;
        for (int maxInFlight : new int[] {1, 6}) {
            double[] times = new double[ROUNDS];
            try (Connection connection =
                    connect("slow" + rows, "?pageRows=" + pageRows + "&maxInFlight=" + maxInFlight)) {
                DriverLoop byDriver = new DriverLoop(connection);
                for (int round = -WARM_UPS; round < ROUNDS; round++) {
                    long start = System.nanoTime();
                    Checksum sum = byDriver.readAll();
                    if (sum.rows() != rows) {
                        throw new IllegalStateException(sum.rows() + " rows in place of " + rows);
                    }
                    if (round >= 0) {
                        times[round] = (System.nanoTime() - start) / NANOS_PER_MILLI;
                    }
                }
            }
            OUT.printf(
                    "%d pages of %d ms, maxInFlight=%d: %s ms%n",
                    SLOW_PAGES,
                    PageServer.LATENCY_MILLIS,
                    maxInFlight,
                    Spread.of(times).with("%.0f"));
            if (maxInFlight > 1) {
                double ideal = Math.ceil((double) SLOW_PAGES / PAGES_AT_A_TIME) * PageServer.LATENCY_MILLIS;
                OUT.printf(
                        "  median / ideal with %d at a time: %.2f%n",
                        PAGES_AT_A_TIME, Spread.of(times).median() / ideal);
            }
        }
    }

    private void firstRow() throws SQLException, IOException {
        String what = String.valueOf(ROWS);
        int rounds = 10 * ROUNDS;
        try (Connection connection = connect(what)) {
            HandLoop byHand = new HandLoop(base(what), target(connection));
            DriverLoop byDriver = new DriverLoop(connection);
            double[] hand = new double[rounds];
            double[] driver = new double[rounds];
            for (int round = -rounds; round < rounds; round++) {
                Checksum first = new Checksum();
                long start = System.nanoTime();
                Closeable rest = byHand.readFirst(first);
                long handNanos = System.nanoTime() - start;
                rest.close();
                Checksum sum = new Checksum();
                start = System.nanoTime();
                ResultSet rows = byDriver.readFirst(sum);
                long driverNanos = System.nanoTime() - start;
                rows.close();
                requireSame(first, sum);
                if (round >= 0) {
                    hand[round] = handNanos / NANOS_PER_MILLI;
                    driver[round] = driverNanos / NANOS_PER_MILLI;
                }
            }
            OUT.printf("first row by hand: %s ms%n", Spread.of(hand).with("%.2f"));
            OUT.printf("first row, driver: %s ms%n", Spread.of(driver).with("%.2f"));
            OUT.printf(
                    "  median driver / median hand: %.2f%n",
                    Spread.of(driver).median() / Spread.of(hand).median());
        }
    }

    private void planning() throws SQLException {
        try (Connection connection = connect("1000")) {
            prepare(
                    "one scan with conditions",
                    connection,
                    i -> "SELECT Name, Number, Estimate FROM Story WHERE Estimate > " + i
                            + " AND AssetState = 64 LIMIT 10");
            prepare("SELECT *", connection, i -> "SELECT * FROM Story WHERE Estimate > " + i);
            prepare(
                    "join of two",
                    connection,
                    i -> "SELECT s.Name, m.Name FROM Story AS s JOIN Member AS m"
                            + " ON m.ID = s.CreatedBy WHERE s.Estimate > " + i);
            prepare("the same text again", connection, i -> "SELECT Name FROM Story WHERE Estimate > ?");
        }
    }

    private static void prepare(String what, Connection connection, IntFunction<String> sql) throws SQLException {
        double[] times = new double[STATEMENTS];
        for (int i = -STATEMENTS; i < STATEMENTS; i++) {
            String text = sql.apply(i + 2 * STATEMENTS);
            long start = System.nanoTime();
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                if (statement.getMetaData().getColumnCount() == 0) {
                    throw new IllegalStateException(text);
                }
                if (i >= 0) {
                    times[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
                }
            }
        }
        OUT.printf("prepare, %s: %s ms%n", what, Spread.of(times).with("%.3f"));
    }

    private void metadata() throws SQLException, IOException, XMLStreamException {
        OkHttpClient client = new OkHttpClient();
        try (Connection connection = connect("wide");
                Statement statement = connection.createStatement()) {
            double[] ratios = new double[ROUNDS];
            double[] parses = new double[ROUNDS];
            double[] refreshes = new double[ROUNDS];
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                long start = System.nanoTime();
                HandLoop.parseMetadata(client, base("wide") + "/meta.v1/");
                long middle = System.nanoTime();
                statement.execute("CALL system.refresh_metadata()");
                long end = System.nanoTime();
                if (round >= 0) {
                    parses[round] = (middle - start) / NANOS_PER_MILLI;
                    refreshes[round] = (end - middle) / NANOS_PER_MILLI;
                    ratios[round] = refreshes[round] / parses[round];
                }
            }
            OUT.printf(
                    "metadata of 320 x 80, bare parse: %s ms%n",
                    Spread.of(parses).with("%.0f"));
            OUT.printf(
                    "metadata of 320 x 80, driver: %s ms%n",
                    Spread.of(refreshes).with("%.0f"));
            OUT.printf("  driver / parse: %s%n", Spread.of(ratios).with("%.2f"));
        }
    }

    private void memory() throws SQLException {
        try (Connection connection = connect("1000000");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DriverLoop.SQL)) {
            Checksum sum = new Checksum();
            double early = 0;
            for (int row = 1; row <= 1_000_000; row++) {
                if (!rows.next()) {
                    throw new IllegalStateException("only " + (row - 1) + " rows");
                }
                DriverLoop.add(rows, sum);
                if (row == 10_000) {
                    early = liveMegabytes();
                }
            }
            double late = liveMegabytes();
            OUT.printf("live after row 10,000: %.1f MB, after row 1,000,000: %.1f MB%n", early, late);
        }
    }

    private static double liveMegabytes() {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / BYTES_PER_MEGABYTE);
        }
        return least;
    }

    /** Whole processes: the command line with one statement, less a program that only says that it is there. */
    private void coldStart() throws IOException {
        Path jar = Path.of(System.getProperty("tracker.jar", "target/tracker-jdbc.jar"));
        if (Files.notExists(jar)) {
            OUT.println("cold start: not measured, there is no " + jar);
            return;
        }
        String sql = "SELECT Name FROM Story LIMIT 3";
        List<String> trivial = List.of("-cp", System.getProperty("java.class.path"), Trivial.class.getName());
        List<String> demo = List.of("-jar", jar.toString(), "-e", sql);
        List<String> other = List.of(
                "-jar",
                jar.toString(),
                "-u",
                "jdbc:tracker:versionone:" + base("1000"),
                "-p",
                "user=" + DemoServer.USER,
                "-p",
                "password=" + DemoServer.PASSWORD,
                "-e",
                sql);
        double[] bare = new double[STARTS];
        double[] withServer = new double[STARTS];
        double[] withDemo = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            bare[i] = seconds(trivial);
            withServer[i] = seconds(other) - bare[i];
            withDemo[i] = seconds(demo) - bare[i];
        }
        OUT.printf("start of a trivial program: %s s%n", Spread.of(bare).with("%.2f"));
        OUT.printf(
                "connect and first query beyond that, server elsewhere: %s s%n",
                Spread.of(withServer).with("%.2f"));
        OUT.printf(
                "connect and first query beyond that, embedded demo: %s s%n",
                Spread.of(withDemo).with("%.2f"));
    }

    private static double seconds(List<String> arguments) throws IOException {
        long start = System.nanoTime();
        Process process = java(arguments)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(arguments + " ended with status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** What a Java program costs that does nothing. */
    static final class Trivial {
        private Trivial() {}

        public static void main(String[] arguments) {
            OUT.println("here");
        }
    }
}
