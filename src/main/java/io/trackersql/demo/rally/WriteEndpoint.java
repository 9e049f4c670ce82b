package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.rally.write.Author;
import io.trackersql.demo.rally.write.Element;
import io.trackersql.demo.rally.write.Writing;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Creates, updates, deletes, copies, and changes of collections. */
final class WriteEndpoint {
    private static final String CREATE = "create";
    private static final String COPY = "copy";
    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    private final Data data;
    private final RallyQuirks quirks;
    private final Writing writing;
    private final ScopeReader scopes;

    WriteEndpoint(Data data, RallyQuirks quirks, Writing writing) {
        this.data = data;
        this.quirks = quirks;
        this.writing = writing;
        this.scopes = new ScopeReader(data);
    }

    /** The methods that change what a path is about, as far as its type offers them. */
    static List<String> methods(Target target) {
        List<String> methods = new ArrayList<>();
        List<String> rest = target.rest();
        String last = rest.isEmpty() ? "" : rest.get(rest.size() - 1).toLowerCase(Locale.ROOT);
        if (rest.size() == 1 && last.equals(CREATE)) {
            offer(methods, target, 'C', List.of("POST", "PUT"));
        } else if (rest.size() == 1) {
            offer(methods, target, 'U', List.of("POST", "PUT"));
            offer(methods, target, 'D', List.of("DELETE"));
        } else if (rest.size() == 2 && last.equals(COPY)) {
            offer(methods, target, 'Y', List.of("POST"));
        } else if (rest.size() == 3 && List.of(ADD, REMOVE).contains(last)) {
            offer(methods, target, 'U', List.of("POST"));
        }
        return methods;
    }

    private static void offer(List<String> methods, Target target, char operation, List<String> more) {
        if (target.type().offers(operation)) {
            methods.addAll(more);
        }
    }

    /** Refuses a write without the right to it: a key that may write, or the token of a session that began with a password. */
    static void authorize(Call call, String session) {
        boolean allowed = call.member().key()
                ? !call.member().readOnly()
                : call.parameter("key")
                        .filter(Users.securityToken(session)::equals)
                        .isPresent();
        if (!allowed) {
            throw Refusal.operation("Not authorized to perform action: Invalid key");
        }
    }

    /** Carries out a write that is allowed, and answers. */
    void write(Call call, Response response, Target target) throws IOException {
        Outcome outcome = carryOut(call, target);
        boolean creates = target.rest().size() == 1 && target.rest().get(0).equalsIgnoreCase(CREATE);
        response.envelope(call, creates ? "CreateResult" : "OperationResult", json -> describe(json, call, outcome));
    }

    /** Writes what became of a write into an open object. */
    void describe(JsonGenerator json, Call call, Outcome outcome) throws IOException {
        Response.head(json, outcome.errors(), call.warnings());
        ObjectWriter writer = new ObjectWriter(data, json, quirks, call);
        if (outcome.object().isPresent()) {
            json.writeFieldName("Object");
            writer.object(outcome.object().get(), fetch(call, Fetch.ALL));
        }
        if (outcome.items().isPresent()) {
            json.writeArrayFieldStart("Results");
            for (Asset item : outcome.items().get()) {
                writer.object(item, fetch(call, Fetch.REFS));
            }
            json.writeEndArray();
        }
    }

    private static Fetch fetch(Call call, Fetch otherwise) {
        return Fetch.of(call.parameter("fetch"), call.parameter("shallowFetch"), () -> otherwise);
    }

    /** Carries out a write that is allowed; what the service refuses is an outcome, too. */
    Outcome carryOut(Call call, Target target) {
        try {
            Asset workspace = scopes.workspace(call);
            Author author =
                    new Author(call.member().user(), workspace, scopes.project(call, workspace), call.warnings());
            if (quirks.conflicts().next()) {
                return Outcome.failed(conflict(target, author));
            }
            return carryOut(call, target, author);
        } catch (Refusal refusal) {
            if (refusal.place() == Refusal.Place.PAGE) {
                throw refusal;
            }
            return Outcome.failed(refusal.getMessage());
        }
    }

    private Outcome carryOut(Call call, Target target, Author author) {
        RallyType type = target.type();
        List<String> rest = target.rest();
        String id = rest.get(0);
        switch (rest.get(rest.size() - 1).toLowerCase(Locale.ROOT)) {
            case CREATE -> {
                Element element = Element.ofObject(call.body(), type);
                return Outcome.of(writing.create(type, element, author, call.parameters()));
            }
            case COPY -> {
                return Outcome.of(writing.copy(type, id, author));
            }
            case ADD -> {
                return Outcome.of(writing.add(type, id, rest.get(1), call.body(), author));
            }
            case REMOVE -> {
                writing.remove(type, id, rest.get(1), call.body(), author);
                return Outcome.of(List.of());
            }
            default -> {
                if (call.method().equals("DELETE")) {
                    writing.delete(type, id, author);
                    return Outcome.done();
                }
                Element element = Element.ofObject(call.body(), type);
                return Outcome.of(writing.update(type, id, element, author, call.parameters()));
            }
        }
    }

    /** What the service says when somebody else changed the object, or what it is made below, meanwhile. */
    private String conflict(Target target, Author author) {
        Optional<Asset> object = data.store().find(target.rest().get(0)).or(author::project);
        String type = object.map(found -> data.type(found).elementName())
                .map(name -> name.equals("HierarchicalRequirement") ? "UserStory" : name)
                .orElse("Workspace");
        return "Concurrency conflict: [Object has been modified since being read for update in this context]"
                + " - ConcurrencyConflictException : Modified since read on update"
                + " : Object Class : com.f4tech.slm.domain." + type
                + " : ObjectID : " + object.orElse(author.workspace()).id();
    }
}
