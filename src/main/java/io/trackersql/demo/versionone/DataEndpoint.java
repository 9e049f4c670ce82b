package io.trackersql.demo.versionone;

import io.trackersql.demo.Reply;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.query.Binder;
import io.trackersql.demo.versionone.query.Engine;
import io.trackersql.demo.versionone.query.Grammar;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Row;
import io.trackersql.demo.versionone.query.Rules;
import io.trackersql.demo.versionone.query.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code rest-1.v1/Data}: lists, single assets, single attributes. */
final class DataEndpoint {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    // "where" of a single asset is sent by clients and ignored by the product.
    private static final Set<String> SINGLE_PARAMETERS = Set.of("sel", "where", "with", "accept", "asof");

    private final DemoStore store;
    private final VersionOneQuirks quirks;
    private final Engine engine;
    private final Rules rules;

    DataEndpoint(DemoStore store, VersionOneQuirks quirks, Engine engine) {
        this.store = store;
        this.quirks = quirks;
        this.engine = engine;
        this.rules = new Rules(quirks.nullMatchesNotEquals(), quirks.like());
    }

    void serve(Call call, Reply reply) throws IOException {
        List<String> segments = call.segments();
        if (!call.method().equals("GET")) {
            throw Refusal.of(405, "The requested resource does not support http method '" + call.method() + "'.");
        }
        if (segments.isEmpty() || !segments.get(0).equals("Data")) {
            boolean known = !segments.isEmpty()
                    && (segments.get(0).equals("Hist") || segments.get(0).equals("New"));
            throw known
                    ? Refusal.of(501, segments.get(0) + " is not available")
                    : Refusal.of(404, "Not found: " + call.path());
        }
        if (segments.size() < 2) {
            throw Refusal.of(404, "Not found: " + call.path());
        }
        DemoType type = store.model()
                .type(segments.get(1))
                .orElseThrow(() -> Refusal.of(404, "Unknown AssetType: " + segments.get(1)));
        if (segments.size() == 2) {
            list(call, reply, type);
        } else {
            single(call, reply, type);
        }
    }

    private void list(Call call, Reply reply, DemoType type) throws IOException {
        DataRequest request = DataRequest.of(call, store, rules, type);
        ReadContext context = new ReadContext(store, View.CURRENT, call.self());
        Asset[] rows = engine.rows(context, type, request.criteria());
        boolean total = quirks.total() == VersionOneQuirks.TotalMode.ALWAYS || request.needTotal();
        int size = quirks.pageRowsMax() > 0 ? Math.min(request.size(), quirks.pageRowsMax()) : request.size();
        int start = reply.duplicatesPage() ? Math.max(0, request.start() - size) : request.start();
        int end = (int) Math.min(rows.length, (long) start + size);
        RestWriter.Page page = new RestWriter.Page(
                total ? Optional.of(rows.length) : Optional.empty(), request.size(), request.start());
        try (OutputStream out = reply.open(200, contentType(call))) {
            RestWriter writer = writer(call, out);
            writer.startList(page);
            for (int i = start; i < end; i++) {
                Version version = rows[i].current();
                // Counted before the last bytes leave, so that a client that has read them finds the count.
                reply.rows(i - start + 1L);
                writer.asset(version, rows[i].token(), request.paths(), Row.of(context, version));
            }
            writer.endList();
        }
    }

    private void single(Call call, Reply reply, DemoType type) throws IOException {
        List<String> segments = call.segments();
        call.allow(SINGLE_PARAMETERS);
        if (call.parameter("asof").isPresent()) {
            throw Refusal.of(501, "Past data is not available: asof");
        }
        String id = segments.get(2);
        boolean hasMoment =
                segments.size() > 3 && NUMBER.matcher(segments.get(3)).matches();
        View view = hasMoment ? View.atMoment(Long.parseLong(segments.get(3))) : View.CURRENT;
        String missing = "Not found: " + type.name() + ":" + id;
        Version version = Optional.of(id)
                .filter(text -> NUMBER.matcher(text).matches())
                .flatMap(text -> store.find(type, Long.parseLong(text)))
                .flatMap(view::version)
                .filter(found -> hasMoment || !found.deleted())
                .filter(found -> store.sees(call.self(), found))
                .orElseThrow(() -> Refusal.of(404, missing));
        Binder binder = new Binder(store, rules, Map.of());
        DemoType own = version.asset().type();
        Row row = Row.of(new ReadContext(store, view, call.self()), version);
        int at = hasMoment ? 4 : 3;
        if (segments.size() > at + 1) {
            throw Refusal.of(404, "Not found: " + call.path());
        }
        if (segments.size() > at) {
            attribute(call, reply, path(binder, own, segments.get(at)), row);
            return;
        }
        Selection selection = new Selection(binder, own);
        List<Path> paths = call.parameter("sel").map(selection::rest).orElseGet(selection::basic);
        reply.rows(1);
        try (OutputStream out = reply.open(200, contentType(call))) {
            writer(call, out)
                    .single(
                            version,
                            hasMoment ? version.token() : version.asset().token(),
                            paths,
                            row);
        }
    }

    private static Path path(Binder binder, DemoType type, String token) {
        try {
            return binder.path(type, Grammar.attr(token));
        } catch (Refusal refusal) {
            throw refusal.inside("Invalid SEL parameter");
        }
    }

    private void attribute(Call call, Reply reply, Path path, Row row) throws IOException {
        reply.rows(1);
        try (OutputStream out = reply.open(200, contentType(call))) {
            writer(call, out).attribute(path, row, call.path());
        }
    }

    private RestWriter writer(Call call, OutputStream out) throws IOException {
        String base = call.path().substring(0, call.path().indexOf("/Data/") + 6);
        return call.json()
                ? new RestJsonWriter(out, base, quirks.typing())
                : new RestXmlWriter(out, base, call.segments().size() == 2);
    }

    private static String contentType(Call call) {
        return call.json() ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
    }
}
