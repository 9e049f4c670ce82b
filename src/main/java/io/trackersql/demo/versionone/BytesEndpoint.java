package io.trackersql.demo.versionone;

import io.trackersql.demo.Reply;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import io.trackersql.demo.store.Violation;
import io.trackersql.demo.store.Violation.Rule;
import io.trackersql.demo.store.Writes;
import io.trackersql.demo.versionone.query.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of attachments and of images in texts, under each of the spellings that SDKs and documents have. */
final class BytesEndpoint {
    private static final String CONTENT = "Content";
    private static final int TOO_LARGE = 413;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
    private static final Map<String, String> TYPES = Map.of(
            "attachment.img", "Attachment",
            "attachment.v1", "Attachment",
            "attachments.img", "Attachment",
            "attachment.oauth.img", "Attachment",
            "embedded.img", "EmbeddedImage",
            "embedded.oauth.img", "EmbeddedImage");

    private final DemoStore store;
    private final VersionOneQuirks.Writing rules;
    private final Writes writes;

    BytesEndpoint(DemoStore store, VersionOneQuirks.Writing rules, Writes writes) {
        this.store = store;
        this.rules = rules;
        this.writes = writes;
    }

    static Set<String> endpoints() {
        return TYPES.keySet();
    }

    void serve(Call call, Reply reply, String endpoint, String contentType) throws IOException {
        call.allow(Set.of("accept"));
        Asset asset = asset(call, TYPES.get(endpoint));
        switch (call.method()) {
            case "GET" -> send(call, reply, asset);
            case "POST" -> {
                save(call, asset, contentType);
                reply.sendEmpty(200);
            }
            default ->
                throw Refusal.of(405, "The requested resource does not support http method '" + call.method() + "'.");
        }
    }

    private Asset asset(Call call, String type) {
        return Optional.of(call.segments())
                .filter(segments -> segments.size() == 1)
                .map(segments -> segments.get(0))
                .filter(id -> NUMBER.matcher(id).matches())
                .flatMap(id -> store.model().type(type).flatMap(found -> store.find(found, Long.parseLong(id))))
                .filter(asset -> !asset.current().deleted() && store.sees(call.self(), asset.current()))
                .orElseThrow(() -> Refusal.of(404, "Not found: " + call.path()));
    }

    private void send(Call call, Reply reply, Asset asset) throws IOException {
        Version version = asset.current();
        byte[] bytes = read(call, version, CONTENT) instanceof byte[] content ? content : new byte[0];
        reply.rows(1);
        reply.send(200, String.valueOf(read(call, version, "ContentType")), bytes);
    }

    private Object read(Call call, Version version, String attribute) {
        return store.read(
                new ReadContext(store, View.CURRENT, call.self()), attribute(version.asset(), attribute), version);
    }

    private static DemoAttribute attribute(Asset asset, String name) {
        return asset.type().attribute(name).orElseThrow();
    }

    private void save(Call call, Asset asset, String contentType) {
        byte[] bytes = content(call.bytes(), contentType);
        if (bytes.length > rules.attachmentBytesMax()) {
            throw Refusal.of(TOO_LARGE, "The content has more than " + rules.attachmentBytesMax() + " bytes");
        }
        try {
            if (!rules.allows(store, call.self())) {
                throw Violation.of(Rule.SECURITY, asset.type());
            }
            writes.transaction(call.self(), Optional.empty(), edit -> {
                edit.set(asset, attribute(asset, CONTENT), bytes);
                return asset;
            });
        } catch (Violation violation) {
            throw Refusal.invalid(violation.getMessage());
        }
    }

    /** The body itself, or the first part of a form. */
    private static byte[] content(byte[] body, String contentType) {
        Matcher form = BOUNDARY.matcher(contentType);
        if (!form.matches()) {
            return body;
        }
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String boundary = "--" + form.group(1);
        int begin = text.indexOf("\r\n\r\n");
        int end = text.indexOf("\r\n" + boundary, begin + 2);
        if (!text.startsWith(boundary) || begin < 0 || end < 0) {
            throw Refusal.invalid("Not a form: " + contentType);
        }
        return text.substring(Math.min(begin + 4, end), end).getBytes(StandardCharsets.ISO_8859_1);
    }
}
