package io.trackersql.demo.rally;

import com.sun.net.httpserver.HttpExchange;
import io.trackersql.demo.Front;
import io.trackersql.demo.Reply;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Engine;
import io.trackersql.demo.rally.query.Instants;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.rally.write.Writing;
import io.trackersql.demo.store.RallyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Rally front: asks for credentials, counts requests in flight, finds the service, and tells refusals the way the product does.
 *
 * <p>The services are those of the vendor's help pages and of its own toolkits.
 */
public final class RallyFront implements Front {
    /** Where its addresses begin. */
    public static final String BASE = "/slm";

    /** Where the addresses of the Lookback API begin. */
    public static final String LOOKBACK = "/analytics";

    private static final Pattern VERSION = Pattern.compile("v2\\.\\w+", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM =
            Pattern.compile("application/x-www-form-urlencoded.*", Pattern.CASE_INSENSITIVE);
    private static final String SUFFIX = ".js";
    private static final String SUFFIX_WARNING = "It is no longer necessary to append \".js\" to WSAPI resources.";
    private static final String HTML = "text/html; charset=utf-8";
    private static final int TOO_MANY = 400;

    private final RallyQuirks quirks;
    private final Users users;
    private final Gauge gauge = new Gauge();
    private final WebService service;
    private final SchemaEndpoint schema;
    private final ObjectEndpoint objects;
    private final LookbackEndpoint lookback;

    public RallyFront(RallyStore store, RallyQuirks quirks, long seed) {
        this.quirks = quirks;
        Data data = new Data(store);
        Instants instants = new Instants(quirks.clock(), store.zone(), store.zone());
        Engine engine = new Engine(data, quirks.rules(), instants, quirks.overcounts());
        users = new Users(store);
        objects = new ObjectEndpoint(data, quirks);
        schema = new SchemaEndpoint(data, quirks);
        lookback = new LookbackEndpoint(data, quirks);
        WriteEndpoint writes =
                new WriteEndpoint(data, quirks, new Writing(data, instants, quirks.attachmentBytesMax()));
        service = new WebService(data, objects, new QueryEndpoint(data, quirks, engine, seed), writes);
    }

    @Override
    public boolean gzip() {
        return quirks.gzip();
    }

    @Override
    public String software() {
        return "nginx";
    }

    /** The most requests of one user that ever were in flight together. */
    public int inFlightMax() {
        return gauge.most();
    }

    @Override
    public void serve(HttpExchange exchange, Reply reply, byte[] bytes) throws IOException {
        String body = new String(bytes, StandardCharsets.UTF_8);
        if (quirks.urlCharsMax() > 0 && exchange.getRequestURI().toString().length() > quirks.urlCharsMax()) {
            String title = "414 Request-URI Too Large";
            reply.send(414, HTML, ErrorBody.html(title, title));
            return;
        }
        String session = users.session(exchange.getRequestHeaders());
        reply.header("Set-Cookie", "JSESSIONID=" + session + "; Path=/; HttpOnly");
        reply.header("Set-Cookie", "INGRESSCOOKIE=" + Users.securityToken("ingress " + session) + "; Path=/; HttpOnly");
        Optional<Member> member = users.member(exchange.getRequestHeaders());
        if (member.isEmpty()) {
            reply.header("WWW-Authenticate", "Basic realm=\"Rally ALM\"");
            reply.send(401, HTML, ErrorBody.unauthorized(Users.tries(exchange.getRequestHeaders())));
            return;
        }
        Gauge.Flight flight = gauge.start(member.get().user().token());
        try {
            if (flight.allowed()) {
                serve(exchange, new Response(reply, flight), body, member.get(), session);
            } else {
                flight.land();
                reply.send(
                        TOO_MANY,
                        "text/plain",
                        "More than " + Gauge.IN_FLIGHT_MAX + " requests of one user are in flight.");
            }
        } finally {
            flight.land();
        }
    }

    private void serve(HttpExchange exchange, Response response, String body, Member member, String session)
            throws IOException {
        Call call = null;
        try {
            call = call(exchange, body, member);
            if (call.path().startsWith(LOOKBACK)) {
                lookback.serve(call, response, body);
            } else {
                route(exchange, call, response, session);
            }
        } catch (Refusal refusal) {
            ErrorBody.send(call, response, refusal);
        } catch (RuntimeException unexpected) {
            if (response.reply().begun()) {
                throw unexpected;
            }
            ErrorBody.send(call, response, Refusal.page(500, unexpected.toString()));
        }
    }

    private void route(HttpExchange exchange, Call call, Response response, String session) throws IOException {
        List<String> all = segments(exchange.getRequestURI().getRawPath());
        String first = all.isEmpty() ? "" : all.get(0).toLowerCase(Locale.ROOT);
        boolean versioned = all.size() > 1 && VERSION.matcher(all.get(1)).matches();
        if (first.equals("webservice") && versioned) {
            service.serve(call, response, session);
        } else if (first.equals("schema") && versioned) {
            get(call);
            schema.serve(call, response, call.segments(), address(exchange));
        } else if (first.equals("attachment")) {
            get(call);
            objects.download(call, response, all.subList(1, all.size()));
        } else if (call.path().startsWith(BASE + "/login.op") || call.path().endsWith("/security/clear.jsp")) {
            response.page(200, HTML, ErrorBody.html("Rally Login", "Please log in"));
        } else {
            response.redirect(address(exchange) + BASE + "/login.op");
        }
    }

    private static void get(Call call) {
        if (!call.method().equals("GET")) {
            throw WebService.wrongVerb(call, List.of("GET"));
        }
    }

    private static Call call(HttpExchange exchange, String body, Member member) {
        String rawPath = exchange.getRequestURI().getRawPath();
        List<String> all = segments(rawPath);
        List<String> warnings = new ArrayList<>();
        if (rawPath.endsWith(SUFFIX)) {
            warnings.add(SUFFIX_WARNING);
        }
        Map<String, String> parameters = Call.parse(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        String method = exchange.getRequestMethod();
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (method.equals("POST") && FORM.matcher(type).matches()) {
            Map<String, String> form = Call.parse(body);
            if ("GET".equals(form.get("_method"))) {
                method = "GET";
                form.putAll(parameters);
                parameters = form;
            }
        }
        String version = all.size() > 1 ? all.get(1) : "v2.0";
        String base = address(exchange) + BASE + "/webservice/" + version;
        List<String> segments = all.subList(Math.min(2, all.size()), all.size());
        return new Call(method, rawPath, segments, parameters, base, body, member, warnings);
    }

    private static String address(HttpExchange exchange) {
        return "http://" + exchange.getRequestHeaders().getFirst("Host");
    }

    /** Decoded segments after the base, without a suffix. */
    static List<String> segments(String rawPath) {
        String tail = rawPath.startsWith(BASE) ? rawPath.substring(BASE.length()) : rawPath;
        String plain = tail.endsWith(SUFFIX) ? tail.substring(0, tail.length() - SUFFIX.length()) : tail;
        return Arrays.stream(plain.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> Call.decode(segment.replace("+", "%2B")))
                .toList();
    }
}
