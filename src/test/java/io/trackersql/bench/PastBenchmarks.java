package io.trackersql.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trackersql.Driver;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Measures a burn-down of one sprint over 30 days: one statement of the driver beside a script that asks the tracker about one day
 * after the other, turn by turn in one run, with a server that takes its time for each answer.
 */
final class PastBenchmarks {
    private static final PrintStream OUT = System.out;
    private static final int DAYS = 30;
    private static final int WARM_UPS = 1;
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client = new OkHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String server;
    private final int rounds;

    /** Benchmarks against a slow {@link ReplayServer} at an address such as {@code http://127.0.0.1:1234}. */
    PastBenchmarks(String server, int rounds) {
        this.server = server;
        this.rounds = rounds;
    }

    /** What is left to do on each day. */
    private interface Reading {
        List<Double> read() throws IOException, SQLException;
    }

    void run() throws IOException, SQLException {
        versionOne();
        rally();
    }

    private void versionOne() throws IOException, SQLException {
        String base = server + "/VersionOne";
        try (Connection connection =
                connect("jdbc:tracker:versionone:" + base + "?timeZone=UTC", DemoServer.ACCESS_TOKEN)) {
            String sprint =
                    text(connection, "SELECT ID FROM versionone_history.Timebox WHERE Name = 'Sprint 31' LIMIT 1");
            List<LocalDate> days = days(text(
                    connection, "SELECT BeginDate FROM versionone_history.Timebox WHERE Name = 'Sprint 31' LIMIT 1"));
            String sql = "SELECT d.d, SUM(s.ToDo) FROM (VALUES " + values(days) + ") AS d(d)"
                    + " LEFT JOIN Story FOR SYSTEM_TIME AS OF d.d AS s ON s.Timebox = '" + sprint
                    + "' GROUP BY d.d ORDER BY d.d";
            compare("VersionOne", connection, sql, () -> eachOfVersionOne(base, sprint, days));
        }
    }

    private List<Double> eachOfVersionOne(String base, String sprint, List<LocalDate> days) throws IOException {
        List<Double> sums = new ArrayList<>();
        for (LocalDate day : days) {
            String where = URLEncoder.encode("Timebox='" + sprint + "';IsDeleted='false'", StandardCharsets.UTF_8);
            JsonNode answer = ask(new Request.Builder()
                    .url(base + "/rest-1.v1/Hist/Story?asof=" + day + "T00:00:00&sel=ToDo&where=" + where)
                    .header("Accept", "application/json"));
            double sum = 0;
            for (JsonNode asset : answer.get("Assets")) {
                sum += asset.at("/Attributes/ToDo/value").asDouble();
            }
            sums.add(sum);
        }
        return sums;
    }

    private void rally() throws IOException, SQLException {
        try (Connection connection = connect("jdbc:tracker:rally:" + server + "/slm", DemoServer.RALLY_API_KEY)) {
            String sprint = text(
                    connection, "SELECT ObjectID FROM Iteration WHERE EndDate > StartDate + INTERVAL '28' DAY LIMIT 1");
            String workspace = text(connection, "SELECT Workspace FROM Iteration WHERE ObjectID = " + sprint);
            List<LocalDate> days =
                    days(text(connection, "SELECT CAST(StartDate AS DATE) FROM Iteration WHERE ObjectID = " + sprint));
            String sql = "SELECT d.d, SUM(s.TaskRemainingTotal) FROM (VALUES " + values(days) + ") AS d(d)"
                    + " LEFT JOIN HierarchicalRequirement FOR SYSTEM_TIME AS OF d.d AS s ON s.Iteration = " + sprint
                    + " GROUP BY d.d ORDER BY d.d";
            compare("Rally", connection, sql, () -> eachOfRally(workspace, sprint, days));
        }
    }

    private List<Double> eachOfRally(String workspace, String sprint, List<LocalDate> days) throws IOException {
        List<Double> sums = new ArrayList<>();
        for (LocalDate day : days) {
            String body = "{\"find\":{\"_TypeHierarchy\":\"HierarchicalRequirement\",\"__At\":\"" + day
                    + "T00:00:00.000Z\",\"Iteration\":" + sprint
                    + "},\"fields\":[\"TaskRemainingTotal\"],\"pagesize\":2000,\"removeUnauthorizedSnapshots\":true}";
            JsonNode answer = ask(new Request.Builder()
                    .url(server + "/analytics/v2.0/service/rally/workspace/" + workspace + "/artifact/snapshot/query")
                    .post(RequestBody.create(body, JSON)));
            double sum = 0;
            for (JsonNode snapshot : answer.get("Results")) {
                sum += snapshot.path("TaskRemainingTotal").asDouble();
            }
            sums.add(sum);
        }
        return sums;
    }

    private JsonNode ask(Request.Builder request) throws IOException {
        try (Response response = client.newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException(response.code() + " " + response.body().string());
            }
            return mapper.readTree(response.body().byteStream());
        }
    }

    private static List<Double> byDriver(PreparedStatement statement) throws SQLException {
        List<Double> sums = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sums.add(rows.getDouble(2));
            }
        }
        return sums;
    }

    private void compare(String product, Connection connection, String sql, Reading byScript)
            throws IOException, SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            double[] ratios = new double[rounds];
            double[] scripts = new double[rounds];
            double[] drivers = new double[rounds];
            long requests = 0;
            for (int round = -WARM_UPS; round < rounds; round++) {
                long before = requests(connection);
                long start = System.nanoTime();
                List<Double> script = byScript.read();
                long middle = System.nanoTime();
                List<Double> driver = byDriver(statement);
                long end = System.nanoTime();
                if (!script.equals(driver)) {
                    throw new IllegalStateException("The script found " + script + ", the driver " + driver + ".");
                }
                requests = requests(connection) - before;
                if (round >= 0) {
                    ratios[round] = (double) (middle - start) / (end - middle);
                    scripts[round] = (middle - start) / 1e6;
                    drivers[round] = (end - middle) / 1e6;
                }
            }
            OUT.printf(
                    "%s, burn-down of %d days, a request per day: %d requests, %s ms%n",
                    product, DAYS, DAYS, Spread.of(scripts).with("%.0f"));
            OUT.printf(
                    "%s, the same by one statement: %d requests, %s ms%n",
                    product, requests, Spread.of(drivers).with("%.0f"));
            OUT.printf("  script / driver: %s%n", Spread.of(ratios).with("%.1f"));
        }
    }

    /** How many requests the connection has sent; asking for it sends none. */
    private static long requests(Connection connection) throws SQLException {
        return Long.parseLong(text(connection, "SELECT COUNT(*) FROM system.requests"));
    }

    private static List<LocalDate> days(String first) {
        return IntStream.range(0, DAYS)
                .mapToObj(LocalDate.parse(first)::plusDays)
                .toList();
    }

    private static String values(List<LocalDate> days) {
        return days.stream().map(day -> "(DATE '" + day + "')").collect(Collectors.joining(", "));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("no row: " + sql);
            }
            return rows.getString(1);
        }
    }

    private static Connection connect(String url, String token) throws SQLException {
        Properties login = new Properties();
        login.setProperty("token", token);
        return new Driver().connect(url, login);
    }
}
