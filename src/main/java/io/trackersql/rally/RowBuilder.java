package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.Answer;
import io.trackersql.http.FieldMemory;
import io.trackersql.http.JsonRows;
import io.trackersql.http.WireValues;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts rows together from objects with objects in them. A name that was fetched comes at every level that has it; a value is taken only
 * at the level of its column's path. What becomes of each field is decided once per page; per row it is only looked up. Not thread-safe.
 */
final class RowBuilder implements JsonRows.Row {
    private static final String REF = "_ref";
    private static final String COUNT = "Count";
    private static final String LIST = "_tagsNameArray";

    private final Answer answer;
    private final int width;
    private final Node root = new Node();
    private final List<ValueList> lists = new ArrayList<>();
    private final int[] keyColumns;
    private final WireValues.Decoder keyDecoder;
    private Object[] row;
    private String key;
    private long rowNumber;
    private int fieldsFound;

    RowBuilder(List<Column> columns, Answer answer) {
        this.answer = answer;
        this.width = columns.size();
        List<Integer> keys = new ArrayList<>();
        ValueType keyType = ValueType.BIGINT;
        for (int i = 0; i < width; i++) {
            Column column = columns.get(i);
            if (column.isKey()) {
                keys.add(i);
                keyType = column.type();
            } else {
                add(column, i);
            }
        }
        this.keyColumns = keys.stream().mapToInt(Integer::intValue).toArray();
        this.keyDecoder = Values.refDecoder(keyType);
    }

    /** A field, or the object of a row itself: what is taken of its value, and of the fields of an object that it holds. */
    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final FieldMemory<Node> fields = new FieldMemory<>(children);
        private WireValues.Decoder decoder;
        private Column column;
        private int[] targets = {};
        private ValueList list;
        private ValueList counted;
        /** Of the attributes of rows: the number of the row that had it last. */
        private long lastRow;

        Node child(String name) {
            return children.computeIfAbsent(name, n -> new Node());
        }

        void take(Column taken, WireValues.Decoder takenDecoder, int target) {
            column = taken;
            decoder = takenDecoder;
            targets = Arrays.copyOf(targets, targets.length + 1);
            targets[targets.length - 1] = target;
        }
    }

    private void add(Column column, int target) {
        NativeType nativeType = NativeType.of(column.nativeType());
        List<String> steps = column.path().steps();
        Node node = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            node = node.child(step);
        }
        String last = steps.get(steps.size() - 1);
        if (column.role() == Column.Role.COMPANION && column.cardinality() != Column.Cardinality.SINGLE) {
            list(node).addNames(target, column);
        } else if (nativeType == NativeType.MULTI_VALUE) {
            list(node.child(last)).addKeys(target, column);
        } else if (nativeType == NativeType.COLLECTION) {
            // its items have to be asked for, if there are any
            node.child(last).child(COUNT).take(column, WireValues::integer, target);
        } else if (nativeType == NativeType.CONTENT) {
            // the bytes have to be asked for
            node.child(last).child(REF).take(column, Refs::text, target);
        } else if (Tokens.isReference(column)) {
            node.child(last).child(REF).take(column, Values.refDecoder(column.type()), target);
        } else {
            WireValues.Decoder decoder = Values.decoder(nativeType, column.elementType());
            node.child(last).take(column, decoder, target);
            if (nativeType == NativeType.LINK_ID) {
                // both spellings are known
                node.child(last.equals("LinkID") ? "LinkId" : "LinkID").take(column, decoder, target);
            }
        }
    }

    private ValueList list(Node collection) {
        Node array = collection.child(LIST);
        if (array.list == null) {
            array.list = new ValueList();
            lists.add(array.list);
            collection.child(COUNT).counted = array.list;
        }
        return array.list;
    }

    @Override
    public void begin() {
        row = new Object[width];
        key = null;
        rowNumber++;
        fieldsFound = 0;
        lists.forEach(ValueList::begin);
    }

    /** Reads the object on which the parser stands as the row. */
    void read(JsonParser json) throws IOException {
        Node node = root;
        node.fields.begin();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (key == null && token == JsonToken.VALUE_STRING && field.equals(REF)) {
                readKey(json);
            } else {
                Node found = node.fields.find(field);
                if (found != null) {
                    found.lastRow = rowNumber;
                    fieldsFound++;
                }
                readValue(found, json);
            }
        }
    }

    /** The attributes that were fetched and that the row does not have at all, not even as null. */
    Set<String> absent() {
        if (fieldsFound >= root.children.size()) {
            return Set.of();
        }
        return root.children.entrySet().stream()
                .filter(child -> child.getValue().lastRow != rowNumber)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void readKey(JsonParser json) throws IOException {
        key = Refs.id(json.getText());
        if (keyColumns.length > 0) {
            Object value = keyDecoder.decode(json);
            for (int column : keyColumns) {
                row[column] = value;
            }
        }
    }

    private void readValue(Node node, JsonParser json) throws IOException {
        if (node == null) {
            json.skipChildren();
            return;
        }
        JsonToken token = json.currentToken();
        if (node.counted != null && token.isNumeric()) {
            node.counted.count(json.getDoubleValue());
        }
        if (node.list != null && token == JsonToken.START_ARRAY) {
            node.list.read(json, answer);
        } else if (node.decoder != null) {
            take(node, json);
        } else if (token == JsonToken.START_OBJECT) {
            node.fields.begin();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                readValue(node.fields.find(field), json);
            }
        } else if (token == JsonToken.VALUE_STRING && node.children.containsKey(REF)) {
            take(node.children.get(REF), json);
        } else {
            json.skipChildren();
        }
    }

    private void take(Node node, JsonParser json) throws IOException {
        try {
            Object value = node.decoder.decode(json);
            for (int target : node.targets) {
                row[target] = value;
            }
        } catch (WireValues.MisfitException e) {
            throw e.malformed(answer, "the schema", node.column, Optional.ofNullable(key));
        }
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Object[] end() {
        lists.forEach(list -> list.fill(row, key, answer));
        return row;
    }
}
