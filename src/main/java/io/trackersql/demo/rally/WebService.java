package io.trackersql.demo.rally;

import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.References;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /slm/webservice/v2.0}: finds type, object and collection in a path and what may be done with them. */
final class WebService {
    /** Abstract types that can be queried although they have no description of their own. */
    private static final Set<String> ABSTRACT = Set.of("artifact", "schedulableartifact", "requirement");

    private static final Set<String> SINGLE = Set.of("user", "subscription");
    private static final String PORTFOLIO = "portfolioitem";

    private final Data data;
    private final ObjectEndpoint objects;
    private final QueryEndpoint queries;

    /** A type, and what follows it in the path. */
    private record Target(RallyType type, boolean plural, List<String> rest) {}

    WebService(Data data, ObjectEndpoint objects, QueryEndpoint queries) {
        this.data = data;
        this.objects = objects;
        this.queries = queries;
    }

    void serve(Call call, Response response, String session) throws IOException {
        List<String> segments = call.segments();
        String first = segments.isEmpty() ? "" : segments.get(0).toLowerCase(Locale.ROOT);
        if (first.equals("security") && segments.size() == 2) {
            authorize(call, response, session);
        } else if (first.equals("batch")) {
            allow(call, "POST");
            write(call, session);
        } else if (first.equals("user:current") && segments.size() == 1) {
            allow(call, "GET");
            objects.read(
                    call,
                    response,
                    data.type("User").orElseThrow(),
                    call.member().user());
        } else {
            target(call, response, session, find(segments));
        }
    }

    private void target(Call call, Response response, String session, Target target) throws IOException {
        List<String> rest = target.rest();
        if (rest.isEmpty()) {
            allow(call, "GET");
            type(call, response, target);
        } else if (rest.get(0).equalsIgnoreCase("create") && rest.size() == 1) {
            allow(call, "POST, PUT");
            write(call, session);
        } else if (!References.isId(rest.get(0))) {
            throw Refusal.operation("Cannot find object to read");
        } else if (rest.size() == 1) {
            if (!call.method().equals("GET")) {
                allow(call, "GET, POST, PUT, DELETE");
                write(call, session);
            }
            objects.read(call, response, target.type(), objects.find(call, target.type(), rest.get(0)));
        } else if (rest.size() == 2 && rest.get(1).equalsIgnoreCase("copy")) {
            allow(call, "POST");
            write(call, session);
        } else if (rest.size() == 3
                && Set.of("add", "remove").contains(rest.get(2).toLowerCase(Locale.ROOT))) {
            allow(call, "POST");
            write(call, session);
        } else {
            allow(call, "GET");
            collection(call, response, target);
        }
    }

    private void type(Call call, Response response, Target target) throws IOException {
        RallyType type = target.type();
        String name = type.typePath().toLowerCase(Locale.ROOT);
        boolean single = SINGLE.contains(name)
                && !target.plural()
                && call.parameter("query").isEmpty();
        if (single) {
            Asset object =
                    name.equals("user") ? call.member().user() : data.store().subscription();
            objects.read(call, response, type, object);
        } else if (type.offers('Q') || ABSTRACT.contains(name) || name.equals("attachmentcontent")) {
            queries.type(call, response, type);
        } else {
            throw Refusal.page(405, "Could not find web service for " + path(call) + " using request method GET.");
        }
    }

    private void collection(Call call, Response response, Target target) throws IOException {
        List<String> rest = target.rest();
        if (rest.size() > 2) {
            throw Refusal.page(404, "Could not find web service for " + path(call) + ".");
        }
        Asset owner = objects.find(call, target.type(), rest.get(0));
        RallyAttribute attribute = objects.collection(owner, rest.get(1));
        RallyType items = attribute.target().flatMap(data.store().model()::type).orElseThrow();
        queries.collection(call, response, owner, attribute.name(), items);
    }

    /** The type that a path begins with: of one segment, its plural, or two segments for portfolio items. */
    private Target find(List<String> segments) {
        String first = segments.isEmpty() ? "" : segments.get(0);
        if (first.equalsIgnoreCase(PORTFOLIO) && segments.size() > 1) {
            Optional<RallyType> type = data.type(PORTFOLIO + "/" + segments.get(1));
            if (type.isPresent()) {
                return new Target(type.get(), false, segments.subList(2, segments.size()));
            }
        }
        List<String> rest = segments.isEmpty() ? segments : segments.subList(1, segments.size());
        return data.type(first)
                .map(type -> new Target(type, false, rest))
                .or(() -> Optional.of(first)
                        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith("s"))
                        .flatMap(name -> data.type(name.substring(0, name.length() - 1)))
                        .map(type -> new Target(type, true, rest)))
                .filter(target -> !target.type().operations().isEmpty()
                        || ABSTRACT.contains(target.type().typePath().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> Refusal.operation("Requested type name \"" + first + "\" is unknown."));
    }

    private static void authorize(Call call, Response response, String session) throws IOException {
        allow(call, "GET");
        if (!call.segments().get(1).equalsIgnoreCase("authorize")) {
            throw Refusal.page(404, "Could not find web service for " + path(call) + ".");
        }
        response.envelope(call, "OperationResult", json -> {
            Response.head(json, List.of(), call.warnings());
            json.writeStringField("SecurityToken", Users.securityToken(session));
        });
    }

    /** A change: refused as the service does without the right to it; with it, it is not available here. */
    private static void write(Call call, String session) {
        boolean allowed = call.member().key()
                ? !call.member().readOnly()
                : call.parameter("key")
                        .filter(Users.securityToken(session)::equals)
                        .isPresent();
        throw allowed
                ? Refusal.page(501, "Writing is not available.")
                : Refusal.operation("Not authorized to perform action: Invalid key");
    }

    private static void allow(Call call, String methods) {
        if (!List.of(methods.split(", ")).contains(call.method())) {
            throw wrongVerb(call, methods);
        }
    }

    /** The page that a path answers with for a verb that it does not know. */
    static Refusal wrongVerb(Call call, String methods) {
        return Refusal.page(
                405,
                "Could not find web service for " + path(call) + " using request method " + call.method()
                        + ". However a service does exist at that path using method(s) " + methods + ".");
    }

    private static String path(Call call) {
        return "/" + String.join("/", call.segments()) + (call.warnings().isEmpty() ? "" : ".js");
    }
}
