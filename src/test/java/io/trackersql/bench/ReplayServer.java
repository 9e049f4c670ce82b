package io.trackersql.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks.TotalMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own that asks the demo each question once and from then on answers it from memory, under the demo's own
 * addresses of both products: clients whose requests nobody can foresee find it fast. An argument says after how many milliseconds it
 * answers, as servers far away do. Lets everybody in. Ends when its standard input does.
 */
final class ReplayServer {
    private static final int ROWS = 24_000;

    // clients of VersionOne want one too
    private final DemoServer demo = DemoServer.start(DemoOptions.standard()
            .withRows(ROWS)
            .withQuirks(VersionOneQuirks.standard().withTotal(TotalMode.ALWAYS)));
    private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();

    private record Recorded(int status, String contentType, Optional<String> location, byte[] body) {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ReplayServer server = new ReplayServer();
        http.setExecutor(Executors.newCachedThreadPool());
        int latencyMillis = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        http.createContext(
                "/", latencyMillis == 0 ? server::answer : exchange -> server.answerLate(exchange, latencyMillis));
        http.start();
        System.out.println(http.getAddress().getPort());
        while (System.in.read() >= 0) {
            // until the benchmark ends
        }
        System.exit(0);
    }

    private void answerLate(HttpExchange exchange, int latencyMillis) {
        CompletableFuture.delayedExecutor(latencyMillis, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                answer(exchange);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                    .orElse("*/*");
            Recorded answer =
                    recorded.computeIfAbsent(accept + " " + target + " " + body, key -> ask(target, accept, body));
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            answer.location().ifPresent(path -> exchange.getResponseHeaders()
                    .set("Location", "http://" + exchange.getRequestHeaders().getFirst("Host") + path));
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Recorded ask(String target, String accept, String body) {
        try {
            URI base = demo.rallyUri();
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + base.getAuthority() + target).toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            String login = DemoServer.USER + ":" + DemoServer.PASSWORD;
            connection.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            connection.setRequestProperty("Accept", accept);
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Recorded(
                        status,
                        Optional.ofNullable(connection.getContentType()).orElse("text/plain"),
                        Optional.ofNullable(connection.getHeaderField("Location"))
                                .map(location -> URI.create(location).getRawPath()),
                        answer == null ? new byte[0] : answer.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The demo did not answer " + target, e);
        }
    }
}
