package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.http.WireValues;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.MultiValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The values of a collection that come with its asset: {@code "_tagsNameArray":[{"Name":"x","_ref":"/tag/123"}]}. Columns show them in
 * the order of their keys. Not thread-safe.
 */
final class ValueList {
    private final List<Target> targets = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private WireValues.Decoder keyDecoder = Values.refDecoder(ValueType.BIGINT);

    private boolean isSilent;
    private double counted;

    /** A column that shows one side of the items. */
    private record Target(Column column, int target, Function<Item, Object> value) {}

    /** One value; a key is a number, or a text for types whose keys are texts. */
    private record Item(Object key, Object name) {}

    void addKeys(int target, Column column) {
        keyDecoder = Values.refDecoder(column.elementType());
        add(target, column, Item::key);
    }

    void addNames(int target, Column column) {
        add(target, column, Item::name);
    }

    private void add(int target, Column column, Function<Item, Object> value) {
        targets.add(new Target(column, target, value));
    }

    void begin() {
        items.clear();
        isSilent = true;
        counted = 0;
    }

    /** How many items there are, which may be said before or after the items themselves. */
    void count(double number) {
        counted = number;
    }

    /** Reads the array on which the parser stands. */
    void read(JsonParser json, Answer answer) throws IOException {
        isSilent = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Json.expect(json, JsonToken.START_OBJECT, answer);
            Object key = null;
            Object name = null;
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                if (field.equals("_ref")) {
                    key = key(json, answer);
                } else if (field.equals("Name")) {
                    name = Values.text(json);
                } else {
                    json.skipChildren();
                }
            }
            items.add(new Item(key, name));
        }
        items.sort(Comparator.comparing(Item::key, Comparator.nullsFirst(ValueList::compare)));
    }

    private Object key(JsonParser json, Answer answer) throws IOException {
        try {
            return keyDecoder.decode(json);
        } catch (WireValues.MisfitException e) {
            throw Json.unexpected(json, "the address of an asset", answer);
        }
    }

    @SuppressWarnings("unchecked") // all keys of one list are of one class, which is comparable
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /**
     * Fails if there are items of which the answer says nothing, which would look like an empty list. Warns of a list that is shorter
     * than its count: whether the service counts what it hides from the user is not known.
     */
    void fill(Object[] row, String key, Answer answer) {
        for (Target target : targets) {
            if (counted > 0 && isSilent) {
                throw answer.malformed(
                        "complete",
                        "column " + target.column().name() + " in row " + key + " has values, but no list of them");
            }
            if (counted > items.size()) {
                answer.warn("Column " + target.column().name()
                        + " lists fewer values than the tracker counts in some rows. The others may be"
                        + " hidden from this user.");
            }
            List<Object> values = new ArrayList<>();
            items.forEach(item -> values.add(target.value().apply(item)));
            row[target.target()] =
                    target.column().cardinality() == Cardinality.UNNESTED ? values.toArray() : joined(values);
        }
    }

    /** A value that is absent keeps its place as empty text. */
    private static String joined(List<Object> values) {
        return MultiValue.join(
                values.stream().map(v -> v == null ? "" : v.toString()).toList());
    }
}
