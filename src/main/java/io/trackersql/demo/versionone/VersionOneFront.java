package io.trackersql.demo.versionone;

import com.sun.net.httpserver.HttpExchange;
import io.trackersql.demo.Front;
import io.trackersql.demo.Reply;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.Writes;
import io.trackersql.demo.versionone.query.Engine;
import io.trackersql.demo.versionone.query.Refusal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The VersionOne front: finds the endpoint, asks for credentials, and tells refusals the way the product does.
 *
 * <p>Endpoints are those of docs.digital.ai's developer library and the vendor's SDKs; each accepts a trailing slash.
 */
public final class VersionOneFront implements Front {
    /** Where its addresses begin. */
    public static final String BASE = "/VersionOne";

    private static final Set<String> GUARDED =
            Set.of("rest-1.v1", "rest-1.oauth.v1", "query.v1", "query.legacy.v1", "query.oauth.v1", "api");

    private final VersionOneQuirks quirks;
    private final Users users;
    private final DataEndpoint data;
    private final WriteEndpoint writes;
    private final QueryEndpoint query;
    private final BulkEndpoint bulk;
    private final BytesEndpoint bytes;
    private final MetaEndpoint meta;
    private final LocEndpoint loc;

    public VersionOneFront(DemoStore store, VersionOneQuirks quirks) {
        this.quirks = quirks;
        Engine engine = new Engine(store);
        users = new Users(store);
        data = new DataEndpoint(store, quirks, engine);
        Writes changes = new Writes(store, quirks.writing().clock());
        writes = new WriteEndpoint(store, quirks, changes);
        query = new QueryEndpoint(store, quirks, engine);
        bulk = new BulkEndpoint(store, quirks, changes, query);
        bytes = new BytesEndpoint(store, quirks.writing(), changes);
        meta = new MetaEndpoint(store, quirks);
        loc = new LocEndpoint(store.model());
    }

    @Override
    public boolean gzip() {
        return quirks.gzip();
    }

    @Override
    public String software() {
        return "Microsoft-IIS/10.0";
    }

    @Override
    public void serve(HttpExchange exchange, Reply reply, byte[] body) throws IOException {
        boolean json =
                header(exchange, "Accept").filter(VersionOneFront::isJson).isPresent();
        String path = exchange.getRequestURI().getRawPath();
        try {
            route(exchange, reply, body, json);
        } catch (Refusal refusal) {
            ErrorBody.send(reply, refusal, json || alwaysJson(path), path);
        } catch (RuntimeException unexpected) {
            if (reply.begun()) {
                throw unexpected;
            }
            ErrorBody.send(reply, Refusal.of(500, unexpected.toString()), json || alwaysJson(path), path);
        }
    }

    private static boolean alwaysJson(String path) {
        return path.contains("/query.") || path.startsWith(BASE + "/api/");
    }

    private void route(HttpExchange exchange, Reply reply, byte[] body, boolean acceptsJson) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String rawQuery =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        if (quirks.queryCharsMax() > 0 && rawQuery.length() > quirks.queryCharsMax()) {
            // IIS request filtering, 404.15: an HTML page from before the application.
            reply.send(404, "text/html", "<html><head><title>404 - File or directory not found.</title></head></html>");
            return;
        }
        List<String> segments = segments(path);
        if (!path.startsWith(BASE + "/") || segments.isEmpty()) {
            throw Refusal.of(404, "Not found: " + path);
        }
        String endpoint = segments.get(0).toLowerCase(Locale.ROOT);
        List<String> rest = segments.subList(1, segments.size());
        boolean localising = endpoint.startsWith("loc");
        Map<String, String> parameters = localising ? Map.of() : Call.parse(rawQuery);
        boolean json = acceptsJson
                || Optional.ofNullable(parameters.get("accept"))
                        .filter(VersionOneFront::isJson)
                        .isPresent();
        Call call = new Call(exchange.getRequestMethod(), path, rest, rawQuery, parameters, body, json, null);
        switch (endpoint) {
            case "meta.v1" -> meta.serve(open(call), reply, header(exchange, "If-None-Match"));
            case "loc.v1", "loc-2.v1" -> loc.serve(open(call), endpoint, reply);
            case "config.v1" -> loc.config(open(call), reply, quirks);
            default -> {
                if (!GUARDED.contains(endpoint) && !BytesEndpoint.endpoints().contains(endpoint)) {
                    throw Refusal.of(404, "Not found: " + path);
                }
                guarded(exchange, reply, endpoint, call);
            }
        }
    }

    private void guarded(HttpExchange exchange, Reply reply, String endpoint, Call anonymous) throws IOException {
        Optional<Asset> self = users.member(
                header(exchange, "Authorization"),
                header(exchange, "Cookie"),
                !quirks.oauthOnly() || endpoint.contains("oauth"));
        if (self.isEmpty()) {
            challenge(reply);
            return;
        }
        users.cookies(self.get()).forEach(cookie -> reply.header("Set-Cookie", cookie));
        reply.header("Cache-Control", "no-cache");
        reply.header("Pragma", "no-cache");
        reply.header("Expires", "-1");
        Call call = anonymous.by(self.get());
        String contentType = header(exchange, "Content-Type").orElse("");
        if (endpoint.startsWith("query")) {
            query.serve(call, reply);
        } else if (endpoint.equals("api")) {
            bulk.serve(call, reply);
        } else if (endpoint.startsWith("rest")) {
            rest(call, reply, contentType);
        } else {
            bytes.serve(call, reply, endpoint, contentType);
        }
    }

    private void rest(Call call, Reply reply, String contentType) throws IOException {
        String family = call.segments().isEmpty() ? "" : call.segments().get(0);
        if (family.equals("Data") && call.method().equals("POST")) {
            writes.serve(call, reply, contentType);
        } else if (family.equals("New") && call.method().equals("GET")) {
            writes.template(call, reply);
        } else {
            data.serve(call, reply);
        }
    }

    private static Call open(Call call) {
        if (!call.method().equals("GET")) {
            throw Refusal.of(405, "The requested resource does not support http method '" + call.method() + "'.");
        }
        return call;
    }

    private void challenge(Reply reply) throws IOException {
        if (quirks.challenge() == VersionOneQuirks.Challenge.NTLM) {
            reply.header("WWW-Authenticate", "Negotiate");
            reply.header("WWW-Authenticate", "NTLM");
        } else {
            reply.header("WWW-Authenticate", "Basic realm=\"VersionOne\"");
        }
        reply.sendEmpty(401);
    }

    /** Decoded segments after the base; an encoded slash separates as a plain one does, since the Java SDK encodes it. */
    private static List<String> segments(String rawPath) {
        String tail = rawPath.startsWith(BASE) ? rawPath.substring(BASE.length()) : "";
        String decoded = Call.decode(tail.replace("+", "%2B"));
        return Arrays.stream(decoded.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static boolean isJson(String accept) {
        return accept.contains("application/json");
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
