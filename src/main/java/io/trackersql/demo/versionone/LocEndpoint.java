package io.trackersql.demo.versionone;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.Reply;
import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.versionone.query.Refusal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code loc.v1} and {@code loc-2.v1}: display names of keys, in English; and {@code config.v1}. */
final class LocEndpoint {
    private static final Pattern TYPE = Pattern.compile("(?:AssetType'|Plural')?(\\w+)");
    private static final Pattern ATTRIBUTE = Pattern.compile("AttributeDefinition'(\\w+)'(\\w+)");
    private static final Map<String, String> TYPE_NAMES = Map.of(
            "Scope", "Project",
            "Timebox", "Sprint",
            "Story", "Backlog Item",
            "Theme", "Feature Group",
            "Epic", "Portfolio Item",
            "Schedule", "Sprint Schedule");
    private static final Map<String, String> ATTRIBUTE_NAMES = Map.of(
            "Name",
            "Title",
            "Scope",
            "Project",
            "Timebox",
            "Sprint",
            "Super",
            "Portfolio Item",
            "Estimate",
            "Estimate Pts.");
    private static final Map<String, String> SETTINGS = Map.of(
            "EffortTracking", "True",
            "StoryTrackingLevel", "Mix",
            "DefectTrackingLevel", "Mix",
            "CapacityPlanning", "On");

    private final DemoModel model;

    LocEndpoint(DemoModel model) {
        this.model = model;
    }

    void serve(Call call, String endpoint, Reply reply) throws IOException {
        String query = Call.decode(call.rawQuery());
        if (endpoint.equals("loc.v1")) {
            reply.send(200, "text/plain; charset=utf-8", name(query));
            return;
        }
        if (!query.startsWith("[") || !query.endsWith("]")) {
            throw Refusal.invalid("Not a list of keys: " + query);
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (String item : query.substring(1, query.length() - 1).split(",")) {
            String key = item.startsWith("\"") && item.endsWith("\"") && item.length() > 1
                    ? item.substring(1, item.length() - 1)
                    : item;
            names.put(key, name(key));
        }
        reply.send(200, "application/json; charset=utf-8", new JsonMapper().writeValueAsBytes(names));
    }

    void config(Call call, Reply reply, VersionOneQuirks quirks) throws IOException {
        call.allow(Set.of("accept"));
        XmlOut xml = XmlOut.oneLine();
        xml.open("Configuration").attribute("version", quirks.version());
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("MaximumAttachmentSize", Integer.toString(quirks.writing().attachmentBytesMax()));
        settings.forEach((key, value) -> xml.open("Setting")
                .attribute("key", key)
                .attribute("value", value)
                .close());
        xml.close();
        reply.send(200, "text/xml; charset=utf-8", xml.toString());
    }

    /** The display name of a key; an unknown key is its own name. */
    private String name(String key) {
        Matcher attribute = ATTRIBUTE.matcher(key);
        if (attribute.matches()) {
            String name = attribute.group(1);
            boolean known = model.type(attribute.group(2))
                    .flatMap(type -> type.attribute(name))
                    .isPresent();
            return known ? ATTRIBUTE_NAMES.getOrDefault(name, words(name)) : key;
        }
        Matcher type = TYPE.matcher(key);
        if (type.matches() && model.type(type.group(1)).isPresent()) {
            return TYPE_NAMES.getOrDefault(type.group(1), words(type.group(1)));
        }
        return key;
    }

    private static String words(String name) {
        String plain = name.startsWith("Custom_") ? name.substring(7) : name;
        return plain.replace('_', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}
