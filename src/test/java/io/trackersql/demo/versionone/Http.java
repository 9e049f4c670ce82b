package io.trackersql.demo.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A plain client of a demo server, for tests. */
final class Http {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LOG_IN = logIn(DemoServer.USER, DemoServer.PASSWORD);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Http(DemoServer server) {
        base = server.versionOneUri();
    }

    /** The header that logs a user in. */
    static String logIn(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A request of a path below the base, logged in, that accepts JSON. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", LOG_IN)
                .header("Accept", "application/json");
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

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> xml(String path) throws IOException, InterruptedException {
        return send(request(path).setHeader("Accept", "text/xml"));
    }

    /** A list of rest-1.v1; parameters alternate names and plain values. */
    HttpResponse<String> data(String type, String... parameters) throws IOException, InterruptedException {
        return rest("Data/" + type, parameters);
    }

    /** What stands below rest-1.v1; parameters alternate names and plain values. */
    HttpResponse<String> rest(String below, String... parameters) throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder("/rest-1.v1/" + below);
        for (int i = 0; i < parameters.length; i += 2) {
            path.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return get(path.toString());
    }

    /** Keys of the rows of a list. */
    List<String> keys(String type, String... parameters) throws IOException, InterruptedException {
        return keys(data(type, parameters));
    }

    /** Keys with moments of the rows of a history. */
    List<String> hist(String below, String... parameters) throws IOException, InterruptedException {
        return keys(rest("Hist/" + below, parameters));
    }

    private static List<String> keys(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        List<String> keys = new ArrayList<>();
        json(response).path("Assets").forEach(asset -> keys.add(asset.path("id").asText()));
        return keys;
    }

    HttpResponse<String> query(String body) throws IOException, InterruptedException {
        return send(request("/query.v1").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** The message of an error in JSON. */
    static String message(HttpResponse<String> response) throws IOException {
        return json(response).path("exceptions").path(0).path("message").asText();
    }
}
