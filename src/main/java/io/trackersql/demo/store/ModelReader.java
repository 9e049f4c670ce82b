package io.trackersql.demo.store;

import io.trackersql.demo.store.DemoAttribute.Flag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the compact text of a model; the notation is explained at the top of {@code versionone-types.txt}. */
final class ModelReader {
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?<name>\\w+):(?<kind>>?\\w*)(/(?<flags>[^<@]+))?(<(?<reverse>\\w+))?(@(?<rule>\\w+))?");
    private static final String LIST_OPTIONS = " : List order=Order display=Name short=Name name=Name desc=Description";

    private static final class Draft {
        private final String header;
        private final Map<String, DemoAttribute> attributes = new LinkedHashMap<>();
        private final List<DemoOperation> operations = new ArrayList<>();

        Draft(String header) {
            this.header = header;
        }

        String name() {
            return header.split(" ", 2)[0];
        }

        Optional<String> base() {
            return header.contains(" : ") ? Optional.of(header.split(" : ")[1].split(" ")[0]) : Optional.empty();
        }
    }

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<String> rootLines = new ArrayList<>();

    private ModelReader() {}

    static DemoModel read(String text) {
        ModelReader reader = new ModelReader();
        reader.readLines(text);
        List.copyOf(reader.drafts.values()).forEach(reader::addRelated);
        return reader.link();
    }

    private void readLines(String text) {
        Draft current = null;
        for (String line : text.split("\r?\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("lists ")) {
                for (String name : line.substring(6).split(" ")) {
                    drafts.put(name, new Draft(name + LIST_OPTIONS));
                }
            } else if (!line.startsWith(" ")) {
                current = line.equals("*") ? null : addType(line);
            } else if (current == null) {
                rootLines.add(line.trim());
            } else {
                readMembers(current, line.trim());
            }
        }
    }

    private Draft addType(String header) {
        Draft draft = new Draft(header);
        drafts.put(draft.name(), draft);
        if (draft.base().isEmpty()) {
            rootLines.forEach(line -> readMembers(draft, line));
        }
        return draft;
    }

    private static void readMembers(Draft draft, String line) {
        if (line.startsWith("op ")) {
            String[] words = line.split(" ");
            Optional<String> validator = words.length > 2 ? Optional.of(words[2]) : Optional.empty();
            draft.operations.add(new DemoOperation(words[1], draft.name(), validator));
            return;
        }
        for (String word : line.split(" +")) {
            DemoAttribute attribute = attribute(word, draft.name());
            draft.attributes.put(attribute.name(), attribute);
        }
    }

    private static DemoAttribute attribute(String word, String owner) {
        Matcher parts = ATTRIBUTE.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an attribute: " + word);
        }
        String kind = parts.group("kind");
        boolean relation = kind.startsWith(">");
        String related = relation ? (kind.length() == 1 ? owner : kind.substring(1)) : "";
        String rule = parts.group("rule");
        return new DemoAttribute(
                parts.group("name"),
                relation ? AttributeKind.RELATION : AttributeKind.labelled(kind).orElseThrow(),
                owner,
                related,
                Optional.ofNullable(parts.group("reverse")).orElse(""),
                flags(Optional.ofNullable(parts.group("flags")).orElse("")),
                rule == null ? new AttributeSource.Stored() : new AttributeSource.Computed(rule),
                -1);
    }

    private static Set<Flag> flags(String letters) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        letters.chars()
                .forEach(letter -> flags.add(
                        switch (letter) {
                            case '!' -> Flag.REQUIRED;
                            case 'r' -> Flag.READ_ONLY;
                            case '*' -> Flag.MULTI;
                            case 'b' -> Flag.BASIC;
                            case 'c' -> Flag.CUSTOM;
                            case 'd' -> Flag.DAY;
                            case 'h' -> Flag.HIERARCHY;
                            default -> throw new IllegalArgumentException("unknown flag " + (char) letter);
                        }));
        return flags;
    }

    /** Declares what follows from a type's relations: their other sides and the closures of hierarchies. */
    private void addRelated(Draft draft) {
        for (DemoAttribute forward : List.copyOf(draft.attributes.values())) {
            if (forward.reverse().isEmpty() || !(forward.source() instanceof AttributeSource.Stored)) {
                continue;
            }
            // In a hierarchy of subtypes (Epics above Workitems) every member of the wider type can ask for both sides.
            Draft target = forward.has(Flag.HIERARCHY) ? draft : drafts.get(forward.related());
            // Many-to-many relations can be written from both sides, the "many" side of others is derived.
            Set<Flag> flags = forward.multi() ? Set.of(Flag.MULTI) : Set.of(Flag.MULTI, Flag.READ_ONLY);
            AttributeSource source = new AttributeSource.Reverse(draft.name(), forward.name());
            DemoAttribute reverse = new DemoAttribute(
                    forward.reverse(),
                    AttributeKind.RELATION,
                    target.name(),
                    draft.name(),
                    forward.name(),
                    flags,
                    source,
                    -1);
            if (target.attributes.putIfAbsent(reverse.name(), reverse) != null) {
                throw new IllegalStateException(target.name() + "." + reverse.name() + " is declared twice");
            }
            if (forward.has(Flag.HIERARCHY)) {
                addClosures(draft, forward.name(), "Up");
                addClosures(draft, reverse.name(), "Down");
            }
        }
    }

    private static void addClosures(Draft draft, String step, String direction) {
        addClosure(draft, step + "MeAnd" + direction, new AttributeSource.Closure(step, true, true));
        addClosure(draft, step + "And" + direction, new AttributeSource.Closure(step, true, false));
        addClosure(draft, step + "AndMe", new AttributeSource.Closure(step, false, true));
    }

    private static void addClosure(Draft draft, String name, AttributeSource source) {
        Set<Flag> flags = Set.of(Flag.MULTI, Flag.READ_ONLY);
        draft.attributes.put(
                name,
                new DemoAttribute(name, AttributeKind.RELATION, draft.name(), draft.name(), "", flags, source, -1));
    }

    private DemoModel link() {
        Map<String, DemoType> types = new LinkedHashMap<>();
        drafts.values().forEach(draft -> link(draft, types));
        return new DemoModel(types, new VersionOneProduct());
    }

    private DemoType link(Draft draft, Map<String, DemoType> types) {
        DemoType done = types.get(draft.name());
        if (done != null) {
            return done;
        }
        Optional<DemoType> base = draft.base().map(name -> link(drafts.get(name), types));
        Map<String, String> options = new LinkedHashMap<>();
        for (String word : draft.header.split(" ")) {
            if (word.contains("=")) {
                options.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
        }
        DemoType type = new DemoType(draft.name(), base, draft.header.contains(" abstract"), options);
        type.complete(draft.attributes.values(), draft.operations);
        types.put(type.name(), type);
        return type;
    }
}
