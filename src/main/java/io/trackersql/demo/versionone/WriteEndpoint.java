package io.trackersql.demo.versionone;

import io.trackersql.demo.Reply;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Edit;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import io.trackersql.demo.store.Violation;
import io.trackersql.demo.store.Violation.Rule;
import io.trackersql.demo.store.Writes;
import io.trackersql.demo.versionone.query.Binder;
import io.trackersql.demo.versionone.query.Grammar;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Row;
import io.trackersql.demo.versionone.query.Rules;
import io.trackersql.demo.versionone.write.Change;
import io.trackersql.demo.versionone.write.Defaults;
import io.trackersql.demo.versionone.write.Operations;
import io.trackersql.demo.versionone.write.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What {@code rest-1.v1/Data} does for POST: creates, updates and operations on single assets; and the templates of {@code New}. */
final class WriteEndpoint {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Set<String> CREATE_PARAMETERS = Set.of("ctx", "comment", "accept");
    private static final Set<String> UPDATE_PARAMETERS = Set.of("comment", "accept");
    private static final Set<String> OPERATION_PARAMETERS = Set.of("op", "comment", "accept");
    // The whole schema is data as well, but changing it is beyond a demo.
    private static final List<String> SCHEMA = List.of("AssetType", "AttributeDefinition", "Operation", "Override");

    private final DemoStore store;
    private final VersionOneQuirks quirks;
    private final Writes writes;
    private final Operations operations;

    WriteEndpoint(DemoStore store, VersionOneQuirks quirks, Writes writes) {
        this.store = store;
        this.quirks = quirks;
        this.writes = writes;
        this.operations = new Operations(store);
    }

    /** Answers a POST of {@code Data}. */
    void serve(Call call, Reply reply, String contentType) throws IOException {
        List<String> segments = call.segments();
        boolean momentOnly =
                segments.size() == 4 && NUMBER.matcher(segments.get(3)).matches();
        if (segments.size() < 2 || (segments.size() > 3 && !momentOnly)) {
            throw Refusal.of(405, "The requested resource does not support http method 'POST'.");
        }
        DemoType type = type(segments.get(1));
        if (call.parameter("op").isPresent()) {
            operate(call, reply, type);
        } else if (segments.size() == 2) {
            create(call, reply, type, contentType);
        } else {
            update(call, reply, type, contentType);
        }
    }

    /** Answers a GET of {@code New}: what a new asset of a type would take over from a context. */
    void template(Call call, Reply reply) throws IOException {
        if (call.segments().size() != 2) {
            throw Refusal.of(404, "Not found: " + call.path());
        }
        call.allow(Set.of("ctx", "accept"));
        DemoType type = concrete(type(call.segments().get(1)));
        List<Change> changes = context(call)
                .map(place -> new Defaults(store, call.self()).of(type, place))
                .orElse(List.of());
        String family = "/New/";
        String base = call.path().substring(0, call.path().indexOf(family)) + "/Data/";
        reply.rows(1);
        reply.send(200, "text/xml; charset=utf-8", Template.xml(call.path(), base, changes));
    }

    private void create(Call call, Reply reply, DemoType declared, String contentType) throws IOException {
        call.allow(CREATE_PARAMETERS);
        DemoType type = concrete(declared);
        RestBody body = RestBody.read(call.bytes(), contentType);
        Optional<Asset> place = context(call);
        Version made = write(call, type, edit -> {
            List<Change> defaults = place.map(found -> new Defaults(store, call.self()).of(type, found))
                    .orElse(List.of());
            return Change.create(edit, type, body.changes(store, type), defaults);
        });
        answer(call, reply, made, body.names());
    }

    private void update(Call call, Reply reply, DemoType type, String contentType) throws IOException {
        call.allow(UPDATE_PARAMETERS);
        RestBody body = RestBody.read(call.bytes(), contentType);
        Version changed = write(call, type, edit -> {
            Asset asset = asset(call, type, false);
            Change.apply(edit, asset, body.changes(store, asset.type()));
            return asset;
        });
        answer(call, reply, changed, body.names());
    }

    private void operate(Call call, Reply reply, DemoType type) throws IOException {
        call.allow(OPERATION_PARAMETERS);
        if (call.segments().size() < 3) {
            throw Refusal.of(404, "Not found: " + call.path());
        }
        if (!call.body().isBlank()) {
            throw Refusal.invalid("An operation has no body");
        }
        String name = call.parameter("op").orElseThrow();
        Version result = write(call, type, edit -> {
            Asset asset = asset(call, type, name.equals("Undelete"));
            return operations.execute(edit, asset, name);
        });
        answer(call, reply, result, List.of());
    }

    private Version write(Call call, DemoType type, Function<Edit, Asset> work) {
        try {
            if (!quirks.writing().allows(store, call.self())) {
                throw Violation.of(Rule.SECURITY, type);
            }
            return writes.transaction(call.self(), comment(call), work);
        } catch (Violation violation) {
            throw Refusal.invalid(violation.getMessage());
        }
    }

    /** The saved version, with what was sent; it has gone from no list yet, so a deleted one is told too. */
    private void answer(Call call, Reply reply, Version saved, List<String> names) throws IOException {
        ReadContext context = new ReadContext(store, View.CURRENT, call.self()).at(saved);
        Rules rules = quirks.rules().withoutMoments();
        Binder binder = new Binder(store, rules, Map.of());
        List<Path> paths = new ArrayList<>();
        for (String name : names) {
            paths.add(binder.path(saved.asset().type(), Grammar.attr(name)));
        }
        String base = call.path().substring(0, call.path().indexOf("/Data/")) + "/Data/";
        reply.rows(1);
        String contentType = call.json() ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
        try (OutputStream out = reply.open(200, contentType)) {
            RestWriter writer =
                    call.json() ? new RestJsonWriter(out, base, quirks.typing()) : new RestXmlWriter(out, base, false);
            writer.single(Row.of(context, saved), paths);
        }
    }

    private Asset asset(Call call, DemoType type, boolean deleted) {
        String id = call.segments().get(2);
        return Optional.of(id)
                .filter(text -> NUMBER.matcher(text).matches())
                .flatMap(text -> store.find(type, Long.parseLong(text)))
                .filter(asset -> deleted || !asset.current().deleted())
                .filter(asset -> store.sees(call.self(), asset.current()))
                .orElseThrow(() -> Refusal.of(404, "Not found: " + type.name() + ":" + id));
    }

    private DemoType type(String name) {
        return store.model().type(name).orElseThrow(() -> Refusal.of(404, "Unknown AssetType: " + name));
    }

    private static DemoType concrete(DemoType type) {
        if (!creatable(type)) {
            throw Refusal.invalid("Cannot create an asset of type " + type);
        }
        return type;
    }

    static boolean creatable(DemoType type) {
        boolean schema = SCHEMA.stream()
                .flatMap(name -> type.model().type(name).stream())
                .anyMatch(type::isA);
        return !type.isAbstract() && !schema;
    }

    private Optional<Asset> context(Call call) {
        return call.parameter("ctx").map(token -> Values.asset(store, token)
                .filter(asset -> !asset.current().deleted() && store.sees(call.self(), asset.current()))
                .orElseThrow(() -> Refusal.invalid("Invalid OID token: " + token)));
    }

    /** Some clients quote the comment and double the quotes in it, others send it as it is. */
    private static Optional<String> comment(Call call) {
        return call.parameter("comment").map(text -> {
            boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
            return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
        });
    }
}
