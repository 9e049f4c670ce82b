package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.NativeQuery;
import io.trackersql.http.Answer;
import io.trackersql.http.FieldMemory;
import io.trackersql.http.JsonRows;
import io.trackersql.http.WireValues;
import io.trackersql.model.History;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.MultiValue;
import io.trackersql.query.Tense;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts rows together from snapshots, whose fields come in any order and are left out where they have no value. Not thread-safe.
 */
final class LookbackRow implements JsonRows.Row {
    private static final Object[] NO_KEYS = {};

    private final Answer answer;
    private final boolean isVersion;
    private final Object[] empty;
    private final FieldMemory<Field> fields;
    private final Field keyField = new Field();
    private final Field versionField = new Field();
    private Object[] row;
    private Object key;
    private Object version;

    LookbackRow(NativeQuery query, Answer answer) {
        this.answer = answer;
        this.isVersion = query.tense() == Tense.VERSIONS;
        this.empty = new Object[query.columns().size()];
        Map<String, Field> byName = new HashMap<>();
        byName.put(Tokens.KEY, keyField);
        byName.put(Snapshots.VERSION, versionField);
        for (int i = 0; i < empty.length; i++) {
            Column column = query.columns().get(i);
            byName.computeIfAbsent(Snapshots.field(column), name -> new Field()).take(column, i);
            empty[i] = valueOfAbsent(column);
        }
        this.fields = new FieldMemory<>(byName);
    }

    /** What is taken of a field of snapshots. */
    private static final class Field {
        private WireValues.Decoder decoder = WireValues::integer;
        private Column column;
        private int[] targets = {};

        void take(Column taken, int target) {
            column = taken;
            decoder = decoder(taken);
            targets = Arrays.copyOf(targets, targets.length + 1);
            targets[targets.length - 1] = target;
        }
    }

    private static Object valueOfAbsent(Column column) {
        if (column.cardinality() == Cardinality.UNNESTED) {
            return NO_KEYS;
        }
        return NativeType.of(column.nativeType()) == NativeType.RATING ? FilterRenderer.NO_RATING : null;
    }

    private static WireValues.Decoder decoder(Column column) {
        if (column.cardinality() == Cardinality.UNNESTED) {
            return LookbackRow::keys;
        } else if (column.cardinality() == Cardinality.JOINED) {
            return json -> MultiValue.join(
                    Arrays.stream(keys(json)).map(Object::toString).toList());
        } else if (Tokens.of(column).equals(Snapshots.VALID_TO)) {
            return LookbackRow::end;
        }
        return switch (NativeType.of(column.nativeType())) {
            case KEY, OBJECT -> WireValues::integer;
            case TYPE_NAME -> LookbackRow::lastText;
            case RATING -> LookbackRow::rating;
            default -> Values.decoder(NativeType.of(column.nativeType()), column.elementType());
        };
    }

    /** The keys in the array on which the parser stands, in their order. */
    private static Object[] keys(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return NO_KEYS;
        } else if (json.currentToken() != JsonToken.START_ARRAY) {
            throw WireValues.misfit(json);
        }
        List<Object> keys = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            keys.add(WireValues.integer(json));
        }
        Object[] sorted = keys.toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The last of the names in an array: of a hierarchy of types the artifact's own. */
    private static Object lastText(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return Values.text(json);
        }
        Object last = null;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            last = Values.text(json);
        }
        return last;
    }

    private static Object rating(JsonParser json) throws IOException {
        return WireValues.isNull(json) ? FilterRenderer.NO_RATING : Values.text(json);
    }

    private static Object end(JsonParser json) throws IOException {
        Object end = WireValues.time(json);
        return end instanceof Long time && time >= Snapshots.OPEN_END ? (Object) History.NEVER : end;
    }

    @Override
    public void begin() {
        row = empty.clone();
        key = null;
        version = null;
    }

    /** Reads the object on which the parser stands as the row. */
    void read(JsonParser json) throws IOException {
        fields.begin();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            Field field = fields.find(name);
            if (field == null) {
                json.skipChildren();
            } else {
                take(field, json);
            }
        }
    }

    private void take(Field field, JsonParser json) throws IOException {
        Object value;
        try {
            value = field.decoder.decode(json);
        } catch (WireValues.MisfitException e) {
            if (field.column == null) {
                throw answer.malformed("as expected", "a snapshot has the key or number '" + e.getMessage() + "'");
            }
            throw e.malformed(answer, "the schema", field.column, Optional.ofNullable(key()));
        }
        for (int target : field.targets) {
            row[target] = value;
        }
        if (field == keyField) {
            key = value;
        } else if (field == versionField) {
            version = value;
        }
    }

    @Override
    public String key() {
        if (key == null || (isVersion && version == null)) {
            return null;
        }
        return isVersion ? key + ":" + version : key.toString();
    }

    @Override
    public Object[] end() {
        return row;
    }
}
