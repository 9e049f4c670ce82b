package io.trackersql.demo.rally;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A plain client of the Rally front, for tests. */
final class Http {
    static final String BASIC = basic(DemoServer.USER, DemoServer.PASSWORD);

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SERVICE = "/webservice/v2.0";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String key;

    Http(DemoServer server) {
        this(server, DemoServer.RALLY_API_KEY);
    }

    Http(DemoServer server, String key) {
        base = server.rallyUri();
        this.key = key;
    }

    /** A request of a path below {@code /slm} with the key. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("ZSESSIONID", key);
    }

    /** A question to the Lookback API. */
    HttpRequest.Builder lookback(long workspace, String suffix) {
        return anonymousLookback(workspace, suffix).header("ZSESSIONID", key);
    }

    HttpRequest.Builder anonymousLookback(long workspace, String suffix) {
        return HttpRequest.newBuilder(base.resolve(
                "/analytics/v2.0/service/rally/workspace/" + workspace + "/artifact/snapshot/query" + suffix));
    }

    /** What the Lookback API answers to a question in JSON with single quotes, errors included. */
    JsonNode lookedBack(long workspace, String question) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(lookback(workspace, "").POST(BodyPublishers.ofString(question.replace('\'', '"'))));
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> stream(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** A path of the web service; parameters alternate names and plain values. */
    HttpResponse<String> get(String path, String... parameters) throws IOException, InterruptedException {
        return send(request(target(path, parameters)));
    }

    static String target(String path, String... parameters) {
        StringBuilder target = new StringBuilder(SERVICE + "/" + path);
        for (int i = 0; i < parameters.length; i += 2) {
            target.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return target.toString();
    }

    /** What a query answers, errors included. */
    JsonNode result(String path, String... parameters) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path, parameters);
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return json(response).path("QueryResult");
    }

    /** The only error of a query. */
    String error(String path, String... parameters) throws IOException, InterruptedException {
        JsonNode errors = result(path, parameters).path("Errors");
        if (errors.size() != 1) {
            throw new IOException("errors: " + errors);
        }
        return errors.path(0).asText();
    }

    /** An attribute of the rows of a query that has no errors. */
    List<String> values(String attribute, String path, String... parameters) throws IOException, InterruptedException {
        JsonNode result = result(path, parameters);
        if (!result.path("Errors").isEmpty()) {
            throw new IOException(result.path("Errors").toString());
        }
        List<String> values = new ArrayList<>();
        result.path("Results").forEach(row -> values.add(row.path(attribute).asText()));
        return values;
    }

    /** ObjectIDs that a filter finds on a type in its whole workspace, ascending. */
    List<Long> found(String type, String query) throws IOException, InterruptedException {
        return values(
                        "ObjectID",
                        type,
                        "query",
                        query,
                        "fetch",
                        "ObjectID",
                        "order",
                        "ObjectID",
                        "pagesize",
                        "2000",
                        "project",
                        "null")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    /** What a write answers, errors included: what stands below the envelope's key. Single quotes in the body stand for double ones. */
    JsonNode write(String method, String path, String body, String... parameters)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(
                request(target(path, parameters)).method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return json(response).iterator().next();
    }

    /** ObjectID of the object that a write made or changed. */
    long written(String method, String path, String body, String... parameters)
            throws IOException, InterruptedException {
        JsonNode result = write(method, path, body, parameters);
        if (!result.path("Errors").isEmpty()) {
            throw new IOException(result.path("Errors").toString());
        }
        return result.path("Object").path("ObjectID").asLong();
    }

    /** The errors of a write. */
    List<String> refused(String method, String path, String body, String... parameters)
            throws IOException, InterruptedException {
        List<String> errors = new ArrayList<>();
        write(method, path, body, parameters).path("Errors").forEach(error -> errors.add(error.asText()));
        return errors;
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
