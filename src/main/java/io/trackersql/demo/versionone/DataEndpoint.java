package io.trackersql.demo.versionone;

import io.trackersql.demo.Reply;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.query.Binder;
import io.trackersql.demo.versionone.query.Engine;
import io.trackersql.demo.versionone.query.Grammar;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Row;
import io.trackersql.demo.versionone.query.Rows;
import io.trackersql.demo.versionone.query.Rules;
import io.trackersql.demo.versionone.query.Selection;
import io.trackersql.demo.versionone.query.Versions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code rest-1.v1/Data} and {@code Hist}: lists of assets or versions, single assets, single attributes. */
final class DataEndpoint {
    private static final Set<String> FAMILIES = Set.of("Data", "Hist");
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
        this.rules = quirks.rules();
    }

    void serve(Call call, Reply reply) throws IOException {
        List<String> segments = call.segments();
        if (!call.method().equals("GET")) {
            throw Refusal.of(405, "The requested resource does not support http method '" + call.method() + "'.");
        }
        String family = segments.isEmpty() ? "" : segments.get(0);
        if (segments.size() < 2 || !FAMILIES.contains(family)) {
            throw notFound(call);
        }
        DemoType type = store.model()
                .type(segments.get(1))
                .orElseThrow(() -> Refusal.of(404, "Unknown AssetType: " + segments.get(1)));
        if (family.equals("Hist")) {
            history(call, reply, type);
        } else if (segments.size() == 2) {
            DataRequest request = DataRequest.of(call, store, rules, type, false);
            list(call, reply, request, engine.rows(present(call), type, request.criteria()));
        } else {
            single(call, reply, type);
        }
    }

    /** {@code Hist}: lists of versions, of a type or of one asset, with the asked attributes or the one in the path. */
    private void history(Call call, Reply reply, DemoType type) throws IOException {
        List<String> segments = call.segments();
        if (segments.size() > 4) {
            throw notFound(call);
        }
        if (segments.size() == 2) {
            DataRequest request = DataRequest.of(call, store, rules, type, true);
            list(call, reply, request, engine.rows(present(call), type, request.criteria()));
            return;
        }
        String id = segments.get(2);
        if (!NUMBER.matcher(id).matches()) {
            throw notFound(call);
        }
        Optional<Asset> asset = store.find(type, Long.parseLong(id));
        DemoType own = asset.map(Asset::type).orElse(type);
        DataRequest request = DataRequest.of(call, store, rules, own, true);
        if (segments.size() == 4) {
            request = request.only(path(new Binder(store, rules, Map.of()), own, segments.get(3)));
        }
        list(
                call,
                reply,
                request,
                engine.rows(present(call), asset.stream().toArray(Asset[]::new), request.criteria()));
    }

    private ReadContext present(Call call) {
        return new ReadContext(store, View.CURRENT, call.self());
    }

    private void list(Call call, Reply reply, DataRequest request, Rows rows) throws IOException {
        boolean total = quirks.total() == VersionOneQuirks.TotalMode.ALWAYS || request.needTotal();
        int size = quirks.pageRowsMax() > 0 ? Math.min(request.size(), quirks.pageRowsMax()) : request.size();
        int start = reply.duplicatesPage() ? Math.max(0, request.start() - size) : request.start();
        int end = (int) Math.min(rows.size(), (long) start + size);
        RestWriter.Page page = new RestWriter.Page(
                isHistory(call) ? "History" : "Assets",
                total ? Optional.of(rows.size()) : Optional.empty(),
                request.size(),
                request.start());
        try (OutputStream out = reply.open(200, contentType(call))) {
            RestWriter writer = writer(call, out);
            writer.startList(page);
            for (int i = start; i < end; i++) {
                // Counted before the last bytes leave, so that a client that has read them finds the count.
                reply.rows(i - start + 1L);
                writer.asset(rows.row().apply(i), request.paths());
            }
            writer.endList();
        }
    }

    private void single(Call call, Reply reply, DemoType type) throws IOException {
        List<String> segments = call.segments();
        call.allow(SINGLE_PARAMETERS);
        boolean hasMoment =
                segments.size() > 3 && NUMBER.matcher(segments.get(3)).matches();
        Row row = row(call, type, hasMoment);
        Binder binder = new Binder(store, rules, Map.of());
        DemoType own = row.version().asset().type();
        int at = hasMoment ? 4 : 3;
        if (segments.size() > at + 1) {
            throw notFound(call);
        }
        if (segments.size() > at) {
            attribute(call, reply, path(binder, own, segments.get(at)), row);
            return;
        }
        Selection selection = new Selection(binder, own);
        List<Path> paths = call.parameter("sel").map(selection::rest).orElseGet(selection::basic);
        reply.rows(1);
        try (OutputStream out = reply.open(200, contentType(call))) {
            writer(call, out).single(row, paths);
        }
    }

    /** The asset of a path, now, at the time of {@code asof}, or in the version that a moment in the path names. */
    private Row row(Call call, DemoType type, boolean hasMoment) {
        String id = call.segments().get(2);
        Versions versions =
                hasMoment ? Versions.ALL : DataRequest.versions(call, rules).orElse(Versions.CURRENT);
        if (hasMoment && call.parameter("asof").isPresent()) {
            throw Refusal.invalid("Invalid ASOF parameter", "the path names a moment");
        }
        long moment = hasMoment ? Long.parseLong(call.segments().get(3)) : 0;
        boolean deletions = hasMoment || (versions.past() && rules.deletionsShown());
        List<Row> found = new ArrayList<>();
        Optional.of(id)
                .filter(text -> NUMBER.matcher(text).matches())
                .flatMap(text -> store.find(type, Long.parseLong(text)))
                .ifPresent(asset -> versions.rows(present(call), asset, found::add));
        return found.stream()
                .filter(row -> !hasMoment || row.version().moment() == moment)
                .filter(row -> deletions || !row.version().deleted())
                .filter(row -> store.sees(call.self(), row.version()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, "Not found: " + type.name() + ":" + id));
    }

    private static Refusal notFound(Call call) {
        return Refusal.of(404, "Not found: " + call.path());
    }

    private static boolean isHistory(Call call) {
        return call.segments().get(0).equals("Hist");
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
        // Rows of Hist, too, are reached below Data.
        String family = "/" + call.segments().get(0) + "/";
        String base = call.path().substring(0, call.path().indexOf(family)) + "/Data/";
        return call.json()
                ? new RestJsonWriter(out, base, quirks.typing())
                : new RestXmlWriter(
                        out, base, !isHistory(call) && call.segments().size() == 2);
    }

    private static String contentType(Call call) {
        return call.json() ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
    }
}
