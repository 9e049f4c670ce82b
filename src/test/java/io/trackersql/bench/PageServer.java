package io.trackersql.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.DemoModel;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own that answers from memory, so that a benchmark measures the reader and not the server.
 *
 * <p>It asks the demo once for each thing and keeps the answer. The first segment of the path says what to serve: {@code 200000} gives
 * the demo's model with that many stories, whose pages are one recorded page with its keys renumbered; {@code wide} gives a model of
 * 320 types with 80 attributes each; {@code slow9750} gives that many stories too, but every answer only after {@link #LATENCY_MILLIS}. Ends when
 * its standard input does.
 */
final class PageServer {
    /** Rows of the recorded page; asking for more gives no more. */
    static final int PAGE_ROWS = 2000;

    /** How long a slow server thinks about each request, however many there are at a time. */
    static final long LATENCY_MILLIS = 100;

    private static final String SLOW = "slow";

    /** All numbers have seven digits, so that renumbering moves nothing. */
    private static final int KEY_FIRST = 1_000_000;

    private static final int KEY_DIGITS = 7;
    private static final Pattern PAGE = Pattern.compile("page=(\\d+)(?:,|%2C)(\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoServer stories = DemoServer.start(DemoOptions.standard().withRows(2 * PAGE_ROWS));
    private final DemoServer wide = DemoServer.start(DemoOptions.standard().withRows(10), DemoModel.synthetic(320, 80));
    private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    private record Recorded(String contentType, byte[] body) {}

    /** One page of rows; {@code ends} are where its rows end, {@code numbers} where the digits of their keys begin. */
    private record Template(byte[] rows, int[] ends, int[][] numbers) {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PageServer pages = new PageServer();
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", pages::answer);
        http.createContext("/" + SLOW, pages::answerLate);
        http.start();
        System.out.println(http.getAddress().getPort());
        while (System.in.read() >= 0) {
            // until the benchmark ends
        }
        System.exit(0);
    }

    private void answerLate(HttpExchange exchange) {
        CompletableFuture.delayedExecutor(LATENCY_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                answer(exchange);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String[] parts = uri.getRawPath().split("/", 3);
            String target = "/" + parts[2] + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            boolean isWide = parts[1].equals("wide");
            Matcher page = PAGE.matcher(target);
            boolean isPage = !isWide && parts[2].endsWith("/Story") && page.find();
            Recorded answer = isPage
                    ? page(page, Integer.parseInt(parts[1].replace(SLOW, "")))
                    : recorded.computeIfAbsent(isWide + target, t -> ask(isWide ? wide : stories, target));
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(200, answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (RuntimeException e) {
            exchange.sendResponseHeaders(500, -1);
            throw e;
        }
    }

    private Recorded page(Matcher page, int total) throws IOException {
        int size = Integer.parseInt(page.group(1));
        int start = Integer.parseInt(page.group(2));
        String wanted = page.replaceFirst("page=" + PAGE_ROWS + ",0");
        Template template = templates.computeIfAbsent(wanted, t -> template(ask(stories, t)));
        int rows = Math.max(0, Math.min(Math.min(size, PAGE_ROWS), total - start));
        int length = rows == 0 ? 0 : template.ends()[rows - 1];
        byte[] head = ("{\"_type\":\"Assets\",\"total\":" + total + ",\"pageSize\":" + size + ",\"pageStart\":" + start
                        + ",\"Assets\":[")
                .getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + length + 2];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(template.rows(), 0, body, head.length, length);
        for (int row = 0; row < rows; row++) {
            for (int number : template.numbers()[row]) {
                write(KEY_FIRST + start + row, body, head.length + number);
            }
        }
        body[body.length - 2] = ']';
        body[body.length - 1] = '}';
        return new Recorded("application/json", body);
    }

    private static void write(int number, byte[] body, int offset) {
        int rest = number;
        for (int i = KEY_DIGITS - 1; i >= 0; i--) {
            body[offset + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static Template template(Recorded page) {
        try {
            JsonNode assets = JSON.readTree(page.body()).path("Assets");
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            int[] ends = new int[assets.size()];
            int[][] numbers = new int[assets.size()][];
            String key = String.valueOf(KEY_FIRST);
            for (int i = 0; i < ends.length; i++) {
                ObjectNode asset = (ObjectNode) assets.get(i);
                asset.put("href", "/VersionOne/rest-1.v1/Data/Story/" + key).put("id", "Story:" + key);
                String text = (i == 0 ? "" : ",") + JSON.writeValueAsString(asset);
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                String latin = new String(bytes, StandardCharsets.ISO_8859_1);
                int first = latin.indexOf(key);
                int second = latin.indexOf(key, first + 1);
                numbers[i] = new int[] {rows.size() + first, rows.size() + second};
                rows.writeBytes(bytes);
                ends[i] = rows.size();
            }
            return new Template(rows.toByteArray(), ends, numbers);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Recorded ask(DemoServer demo, String target) {
        try {
            URI base = demo.versionOneUri();
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + base.getAuthority() + target).toURL().openConnection();
            String login = DemoServer.USER + ":" + DemoServer.PASSWORD;
            connection.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            connection.setRequestProperty("Accept", target.contains("/meta.v1") ? "text/xml" : "application/json");
            try (InputStream body = connection.getInputStream()) {
                return new Recorded(connection.getContentType(), body.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The demo did not answer " + target, e);
        }
    }
}
