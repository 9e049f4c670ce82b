package io.trackersql.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.rallydev.rest.RallyRestApi;
import com.rallydev.rest.request.QueryRequest;
import com.rallydev.rest.util.Fetch;
import com.versionone.apiclient.Asset;
import com.versionone.apiclient.Paging;
import com.versionone.apiclient.Query;
import com.versionone.apiclient.Services;
import com.versionone.apiclient.V1Connector;
import com.versionone.apiclient.exceptions.APIException;
import com.versionone.apiclient.exceptions.V1Exception;
import com.versionone.apiclient.interfaces.IAssetType;
import com.versionone.apiclient.interfaces.IAttributeDefinition;
import com.versionone.apiclient.services.QueryResult;
import io.trackersql.Driver;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/** Measures the driver beside the trackers' own Java SDKs: the same values of the same rows, turn by turn in one run. */
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
        private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");

        private long rows;
        private long value;

        void add(Object... values) {
            rows++;
            long hash = 0;
            for (Object each : values) {
                hash = hash * 31 + plain(each).hashCode();
            }
            value += hash;
        }

        /** Without blanks, which VersionOne's SDK trims; it also reads numbers as floats. */
        private static String plain(Object value) {
            if (value instanceof Number number) {
                return String.valueOf(number.floatValue());
            }
            return value == null ? "" : BLANKS.matcher(String.valueOf(value)).replaceAll("");
        }
    }

    /** Reads everything once. */
    private interface Reading {
        Sum read() throws IOException, SQLException;
    }

    void run() throws IOException, SQLException {
        rally();
        versionOne();
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

    private void versionOne() throws IOException, SQLException {
        String base = server + "/VersionOne";
        Services sdk = services(base);
        IAssetType story = sdk.getAssetType("Story");
        IAttributeDefinition[] attributes = {
            story.getAttributeDefinition("Number"),
            story.getAttributeDefinition("Name"),
            story.getAttributeDefinition("Estimate"),
            story.getAttributeDefinition("Scope.Name")
        };
        try (Connection connection = connect("jdbc:tracker:versionone:" + base, DemoServer.ACCESS_TOKEN);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT ID, Number, Name, Estimate, Scope_Name FROM Story")) {
            compare("VersionOne", () -> bySdk(sdk, story, attributes), () -> byDriver(statement));
        }
    }

    private static Services services(String base) throws IOException {
        try {
            return new Services(V1Connector.withInstanceUrl(base + "/")
                    .withUserAgentHeader("Benchmark", "1.0")
                    .withAccessToken(DemoServer.ACCESS_TOKEN)
                    .build());
        } catch (V1Exception e) {
            throw new IOException(e);
        }
    }

    private static QueryResult page(Services sdk, Query query) throws IOException {
        try {
            return sdk.retrieve(query);
        } catch (V1Exception e) {
            throw new IOException(e);
        }
    }

    private static Sum bySdk(Services sdk, IAssetType story, IAttributeDefinition... attributes) throws IOException {
        Sum sum = new Sum();
        Query query = new Query(story);
        for (IAttributeDefinition attribute : attributes) {
            query.getSelection().add(attribute);
        }
        QueryResult page;
        int start = 0;
        do {
            query.setPaging(new Paging(start, PAGE_ROWS));
            page = page(sdk, query);
            for (Asset asset : page.getAssets()) {
                Object estimate = value(asset, attributes[2]);
                sum.add(
                        asset.getOid().getToken(),
                        value(asset, attributes[0]),
                        value(asset, attributes[1]),
                        estimate == null ? -1.0 : ((Number) estimate).doubleValue(),
                        value(asset, attributes[3]));
            }
            start += page.getAssets().length;
        } while (start < page.getTotalAvaliable());
        return sum;
    }

    private static Object value(Asset asset, IAttributeDefinition attribute) throws IOException {
        try {
            return asset.getAttribute(attribute).getValue();
        } catch (APIException e) {
            throw new IOException(e);
        }
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
