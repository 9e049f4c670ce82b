package io.trackersql.demo.versionone;

import io.trackersql.demo.Reply;
import io.trackersql.demo.store.DemoOperation;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Binder;
import io.trackersql.demo.versionone.query.Grammar;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code meta.v1}: the model as a whole, one type, one attribute or operation; in XML or JSON; cacheable; open to all. */
final class MetaEndpoint {
    private static final Set<String> PARAMETERS = Set.of("xsl", "accept");
    // Ticks of .NET, as in a recorded tag.
    private static final long TAG_BASE = 634_763_067_430_000_000L;

    private final DemoStore store;
    private final String version;
    private final Rules rules;
    private final Map<String, byte[]> rendered = new ConcurrentHashMap<>();
    private long renderedRevision;

    MetaEndpoint(DemoStore store, VersionOneQuirks quirks) {
        this.store = store;
        this.version = quirks.version();
        this.rules = quirks.rules();
    }

    void serve(Call call, Reply reply, Optional<String> ifNoneMatch) throws IOException {
        call.allow(PARAMETERS);
        String tag = "\"" + version + "." + (TAG_BASE + store.typesRevision()) + "\"";
        byte[] body = body(call);
        reply.header("Cache-Control", "public");
        reply.header("Etag", tag);
        if (ifNoneMatch.filter(tag::equals).isPresent()) {
            reply.notModified();
            return;
        }
        reply.send(200, call.json() ? "application/json; charset=utf-8" : "text/xml; charset=utf-8", body);
    }

    private synchronized byte[] body(Call call) {
        if (renderedRevision != store.typesRevision()) {
            rendered.clear();
            renderedRevision = store.typesRevision();
        }
        return rendered.computeIfAbsent(call.json() + " " + String.join("/", call.segments()), key -> render(call)
                .getBytes(StandardCharsets.UTF_8));
    }

    private String render(Call call) {
        List<String> segments = call.segments();
        MetaWriter writer = call.json() ? new MetaJsonWriter(version) : new MetaXmlWriter(version);
        if (segments.isEmpty()) {
            return writer.model(store.model());
        }
        DemoType type = store.model()
                .type(segments.get(0))
                .orElseThrow(() -> Refusal.of(404, "Unknown AssetType: " + segments.get(0)));
        if (segments.size() == 1) {
            return writer.type(type);
        }
        if (segments.size() > 2) {
            throw Refusal.of(404, "Not found: " + call.path());
        }
        Optional<DemoOperation> operation = type.operations().stream()
                .filter(each -> each.name().equals(segments.get(1)))
                .findFirst();
        if (operation.isPresent()) {
            return writer.operation(type, operation.get());
        }
        return writer.attribute(type, path(type, segments.get(1)));
    }

    private Path path(DemoType type, String token) {
        try {
            return new Binder(store, rules, Map.of()).path(type, Grammar.attr(token));
        } catch (Refusal refusal) {
            throw Refusal.of(404, refusal.getMessage());
        }
    }
}
