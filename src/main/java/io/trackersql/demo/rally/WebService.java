package io.trackersql.demo.rally;

import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.References;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code /slm/webservice/v2.0}: finds type, object and collection in a path and what may be done with them. */
final class WebService {
    private static final Set<String> SINGLE = Set.of("user", "subscription");

    private final Data data;
    private final ObjectEndpoint objects;
    private final QueryEndpoint queries;
    private final WriteEndpoint writes;
    private final BatchEndpoint batches;

    WebService(Data data, ObjectEndpoint objects, QueryEndpoint queries, WriteEndpoint writes) {
        this.data = data;
        this.objects = objects;
        this.queries = queries;
        this.writes = writes;
        this.batches = new BatchEndpoint(data, objects, writes);
    }

    void serve(Call call, Response response, String session) throws IOException {
        List<String> segments = call.segments();
        String first = segments.isEmpty() ? "" : segments.get(0).toLowerCase(Locale.ROOT);
        if (first.equals("security") && segments.size() == 2) {
            authorize(call, response, session);
        } else if (first.equals("batch")) {
            allow(call, List.of("POST"));
            WriteEndpoint.authorize(call, session);
            batches.serve(call, response);
        } else if (first.equals("user:current") && segments.size() == 1) {
            allow(call, List.of("GET"));
            objects.read(
                    call,
                    response,
                    data.type("User").orElseThrow(),
                    call.member().user());
        } else {
            target(call, response, session, Target.of(data, segments));
        }
    }

    private void target(Call call, Response response, String session, Target target) throws IOException {
        List<String> rest = target.rest();
        boolean creates = rest.size() == 1 && rest.get(0).equalsIgnoreCase("create");
        if (!rest.isEmpty() && !creates && !References.isId(rest.get(0))) {
            throw Refusal.operation("Cannot find object to read");
        }
        List<String> methods = new ArrayList<>(WriteEndpoint.methods(target));
        if (methods.contains(call.method())) {
            WriteEndpoint.authorize(call, session);
            writes.write(call, response, target);
            return;
        }
        boolean changes = creates || (rest.size() > 1 && !methods.isEmpty());
        if (!changes) {
            methods.add(0, "GET");
        }
        allow(call, methods);
        if (rest.isEmpty()) {
            type(call, response, target);
        } else if (rest.size() == 1) {
            objects.read(call, response, target.type(), objects.find(call, target.type(), rest.get(0)));
        } else {
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
        } else if (type.offers('Q') || target.isAbstract() || name.equals("attachmentcontent")) {
            queries.type(call, response, type);
        } else {
            throw wrongVerb(call, List.of());
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

    private static void authorize(Call call, Response response, String session) throws IOException {
        allow(call, List.of("GET"));
        if (!call.segments().get(1).equalsIgnoreCase("authorize")) {
            throw Refusal.page(404, "Could not find web service for " + path(call) + ".");
        }
        response.envelope(call, "OperationResult", json -> {
            Response.head(json, List.of(), call.warnings());
            json.writeStringField("SecurityToken", Users.securityToken(session));
        });
    }

    /** Refuses a verb that the path does not know. */
    static void allow(Call call, List<String> methods) {
        if (!methods.contains(call.method())) {
            throw wrongVerb(call, methods);
        }
    }

    /** The page that a path answers with for a verb that it does not know. */
    static Refusal wrongVerb(Call call, List<String> methods) {
        String others = methods.isEmpty()
                ? ""
                : " However a service does exist at that path using method(s) " + String.join(", ", methods) + ".";
        return Refusal.page(
                405,
                "Could not find web service for " + path(call) + " using request method " + call.method() + "."
                        + others);
    }

    private static String path(Call call) {
        return "/" + String.join("/", call.segments()) + (call.warnings().isEmpty() ? "" : ".js");
    }
}
