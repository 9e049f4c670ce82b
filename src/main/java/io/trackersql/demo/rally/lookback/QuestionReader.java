package io.trackersql.demo.rally.lookback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trackersql.demo.rally.query.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads requests: a JSON object, or parameters of a URL whose values are JSON of a looser kind. */
public final class QuestionReader {
    /** Rows of a page unless told. */
    private static final int PAGE_ROWS = 100;

    private static final int PAGE_ROWS_MAX = 20_000;
    private static final int PAGE_ROWS_OF_ALL_FIELDS = 100;
    private static final String ALL_FIELDS_WARNING =
            "Max page size limited to " + PAGE_ROWS_OF_ALL_FIELDS + " when fields=true";
    private static final Set<String> KEYS = Set.of(
            "find",
            "fields",
            "hydrate",
            "sort",
            "start",
            "pagesize",
            "compress",
            "removeUnauthorizedSnapshots",
            "includeTotalResultCount");
    // Unnamed in the protocol's description; [inf] there.
    private static final List<String> DEFAULT_FIELDS = List.of("_id", "_ValidFrom", "_ValidTo", "ObjectID");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper RELAXED = STRICT.rebuild()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private final Map<String, Object> root;
    private final List<String> warnings = new ArrayList<>();

    private QuestionReader(Map<String, Object> root) {
        this.root = root;
        root.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw Refusal.query("Unknown parameter: " + key);
        });
    }

    /** A question that was posted. */
    public static Question posted(String body) {
        if (!(parse(STRICT, body) instanceof Map<?, ?> map)) {
            throw Refusal.query("The request is no JSON object");
        }
        return new QuestionReader(map(map)).read();
    }

    /** A question in the parameters of a URL, decoded. */
    public static Question asked(Map<String, String> parameters) {
        Map<String, Object> root = new LinkedHashMap<>();
        parameters.forEach((name, value) -> root.put(name, KEYS.contains(name) ? parse(RELAXED, value) : value));
        return new QuestionReader(root).read();
    }

    private static Object parse(JsonMapper mapper, String text) {
        try {
            return mapper.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw Refusal.query("Could not parse JSON: " + e.getOriginalMessage());
        }
    }

    /** A JSON object, whose keys are text. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object object) {
        return (Map<String, Object>) object;
    }

    private Question read() {
        if (!(root.get("find") instanceof Map<?, ?> find)) {
            throw Refusal.query("find is missing or no object");
        }
        Optional<List<String>> fields = fields(root.get("fields"));
        flag("includeTotalResultCount", true);
        return new Question(
                map(find),
                fields,
                new LinkedHashSet<>(names("hydrate")),
                sort(),
                number("start", 0, 0),
                pageRows(fields.isEmpty()),
                flag("compress", false),
                flag("removeUnauthorizedSnapshots", false),
                warnings);
    }

    private Optional<List<String>> fields(Object value) {
        if (Boolean.TRUE.equals(value)) {
            return Optional.empty();
        }
        if (value == null) {
            return Optional.of(DEFAULT_FIELDS);
        }
        if (value instanceof Map<?, ?> projection) {
            projection.forEach((name, shown) -> {
                if (!Integer.valueOf(1).equals(shown)) {
                    throw Refusal.query("fields can only name what is shown, with 1: " + name);
                }
            });
            return Optional.of(List.copyOf(map(projection).keySet()));
        }
        return Optional.of(names("fields"));
    }

    private List<String> names(String key) {
        Object value = root.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw Refusal.query(key + " is no array of names");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private Map<String, Integer> sort() {
        Object value = root.get("sort");
        Map<String, Integer> keys = new LinkedHashMap<>();
        if (value == null) {
            return keys;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw Refusal.query("sort is no object");
        }
        map.forEach((name, direction) -> {
            if (!Integer.valueOf(1).equals(direction) && !Integer.valueOf(-1).equals(direction)) {
                throw Refusal.query("sort needs 1 or -1 for " + name);
            }
            keys.put((String) name, (Integer) direction);
        });
        return keys;
    }

    private int pageRows(boolean allFields) {
        int asked = Math.min(number("pagesize", PAGE_ROWS, 1), PAGE_ROWS_MAX);
        if (allFields && asked > PAGE_ROWS_OF_ALL_FIELDS) {
            warnings.add(ALL_FIELDS_WARNING);
            return PAGE_ROWS_OF_ALL_FIELDS;
        }
        return asked;
    }

    private int number(String key, int otherwise, int least) {
        Object value = root.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Integer number) || number < least) {
            throw Refusal.query(key + " is no whole number from " + least + ": " + value);
        }
        return number;
    }

    private boolean flag(String key, boolean otherwise) {
        Object value = root.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Boolean truth)) {
            throw Refusal.query(key + " is neither true nor false: " + value);
        }
        return truth;
    }
}
