package io.trackersql.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.rallydev.rest.RallyRestApi;
import com.rallydev.rest.request.QueryRequest;
import com.rallydev.rest.util.Fetch;
import io.trackersql.Driver;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** Measures the driver beside Rally's own Java toolkit: the same values of the same rows, turn by turn in one run. */
final class SdkBenchmarks {
    private static final PrintStream OUT = System.out;
    private static final int WARM_UPS = 3;
    private static final int PAGE_ROWS = 2000;

    private final String server;
    private final int rounds;

    /** Benchmarks against a {@link ReplayServer} at an address such as {@code http://127.0.0.1:1234}. */
    SdkBenchmarks(String server, int rounds) {
        this.server = server;
        this.rounds = rounds;
    }

    /** Rows in any order, and all their values. */
    private static final class Sum {
        private long rows;
        private long value;

        void add(Object... values) {
            rows++;
            value += Objects.hash(values);
        }
    }

    /** Reads everything once. */
    private interface Reading {
        Sum read() throws IOException, SQLException;
    }

    void run() throws IOException, SQLException {
        rally();
    }

    private void rally() throws IOException, SQLException {
        try (RallyRestApi sdk = new RallyRestApi(URI.create(server), DemoServer.RALLY_API_KEY);
                Connection connection = connect("jdbc:tracker:rally:" + server + "/slm", DemoServer.RALLY_API_KEY);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT ObjectID, FormattedID, Name, PlanEstimate, Project_Name FROM HierarchicalRequirement")) {
            compare("Rally", () -> bySdk(sdk), () -> byDriver(statement));
        }
    }

    private static Sum bySdk(RallyRestApi sdk) throws IOException {
        QueryRequest request = new QueryRequest("HierarchicalRequirement");
        request.setProject(null);
        request.setFetch(new Fetch("ObjectID", "FormattedID", "Name", "PlanEstimate", "Project"));
        request.setOrder("ObjectID");
        request.setPageSize(PAGE_ROWS);
        request.setLimit(Integer.MAX_VALUE);
        Sum sum = new Sum();
        for (JsonElement element : sdk.query(request).getResults()) {
            JsonObject row = element.getAsJsonObject();
            JsonElement estimate = row.get("PlanEstimate");
            sum.add(
                    String.valueOf(row.get("ObjectID").getAsLong()),
                    row.get("FormattedID").getAsString(),
                    row.get("Name").getAsString(),
                    estimate.isJsonNull() ? -1.0 : estimate.getAsDouble(),
                    row.getAsJsonObject("Project").get("Name").getAsString());
        }
        return sum;
    }

    private static Sum byDriver(PreparedStatement statement) throws SQLException {
        Sum sum = new Sum();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                double estimate = rows.getDouble(4);
                boolean isNull = rows.wasNull();
                sum.add(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        isNull ? -1.0 : estimate,
                        rows.getString(5));
            }
        }
        return sum;
    }

    private static Connection connect(String url, String token) throws SQLException {
        Properties login = new Properties();
        login.setProperty("token", token);
        return new Driver().connect(url, login);
    }

    private void compare(String product, Reading bySdk, Reading byDriver) throws IOException, SQLException {
        double[] ratios = new double[rounds];
        double[] sdkSpeeds = new double[rounds];
        double[] driverSpeeds = new double[rounds];
        long rows = 0;
        for (int round = -WARM_UPS; round < rounds; round++) {
            long start = System.nanoTime();
            Sum sdk = bySdk.read();
            long middle = System.nanoTime();
            Sum driver = byDriver.read();
            long end = System.nanoTime();
            if (sdk.rows != driver.rows || sdk.value != driver.value) {
                throw new IllegalStateException("The SDK read " + sdk.rows + " rows, the driver " + driver.rows
                        + ", and their values differ: what is compared is not the same work.");
            }
            rows = sdk.rows;
            if (round >= 0) {
                ratios[round] = (double) (middle - start) / (end - middle);
                sdkSpeeds[round] = rows * 1e9 / (middle - start);
                driverSpeeds[round] = rows * 1e9 / (end - middle);
            }
        }
        OUT.printf(
                "%s, %,d rows by its Java SDK: %s rows per second%n",
                product, rows, Spread.of(sdkSpeeds).with("%,.0f"));
        OUT.printf(
                "%s, %,d rows by the driver: %s rows per second%n",
                product, rows, Spread.of(driverSpeeds).with("%,.0f"));
        OUT.printf("  driver / SDK: %s%n", Spread.of(ratios).with("%.2f"));
    }
}
