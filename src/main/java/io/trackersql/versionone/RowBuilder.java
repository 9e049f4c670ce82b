package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.Answer;
import io.trackersql.http.FieldMemory;
import io.trackersql.http.JsonRows;
import io.trackersql.http.WireValues;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts rows together from attributes that come in any order. What becomes of each attribute is decided once per page; per row it is
 * only looked up. Not thread-safe.
 */
final class RowBuilder implements JsonRows.Row {
    private final Answer answer;
    private final boolean isOfVersions;
    private final int width;
    private final Map<String, Slot> slots = new HashMap<>();
    private final FieldMemory<Slot> fields = new FieldMemory<>(slots);
    private final List<ListColumn> lists;
    private final int[] keyColumns;
    private final Object[][] listValues;
    private Object[] row;
    private String key;

    /** @param isOfVersions whether rows are versions, whose keys have a moment, so that several of one asset differ */
    RowBuilder(List<Column> columns, boolean isOfVersions, Answer answer) {
        this.answer = answer;
        this.isOfVersions = isOfVersions;
        this.width = columns.size();
        List<Integer> keys = new ArrayList<>();
        List<ListColumn> listColumns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Column column = columns.get(i);
            if (column.isKey()) {
                keys.add(i);
            } else if (column.cardinality() == Cardinality.SINGLE) {
                slot(column).addColumn(i, column);
            } else {
                listColumns.add(listColumn(column, i));
            }
        }
        this.keyColumns = keys.stream().mapToInt(Integer::intValue).toArray();
        this.lists = List.copyOf(listColumns);
        this.listValues = new Object[slots.size()][];
    }

    /** Where the values of one attribute go. */
    private static final class Slot {
        private final int index;
        private final WireValues.Decoder decoder;
        private final Column column;
        private boolean isList;
        private int[] columns = {};
        private boolean[] isStateName = {};

        Slot(int index, Column column, WireValues.Decoder decoder) {
            this.index = index;
            this.column = column;
            this.decoder = decoder;
        }

        void addColumn(int target, Column targetColumn) {
            columns = Arrays.copyOf(columns, columns.length + 1);
            isStateName = Arrays.copyOf(isStateName, columns.length);
            columns[columns.length - 1] = target;
            isStateName[columns.length - 1] = NativeType.of(targetColumn.nativeType()) == NativeType.STATE_NAME;
        }
    }

    /** A column of a list attribute; {@code keys} is the slot of the relation whose order it takes, -1 for its own. */
    private record ListColumn(int target, Column column, int values, int keys) {}

    private ListColumn listColumn(Column column, int target) {
        Slot values = slot(column);
        values.isList = true;
        if (!Tokens.isListCompanion(column)) {
            boolean isRelation = NativeType.of(column.nativeType()) == NativeType.RELATION;
            return new ListColumn(target, column, values.index, isRelation ? values.index : -1);
        }
        Slot keys = slots.computeIfAbsent(
                Tokens.relation(column),
                token -> new Slot(slots.size(), column, Values.decoder(NativeType.RELATION, column.elementType())));
        keys.isList = true;
        return new ListColumn(target, column, values.index, keys.index);
    }

    private Slot slot(Column column) {
        NativeType nativeType = NativeType.of(column.nativeType());
        // The name of a state is made of its code, which rest-1 gives.
        WireValues.Decoder decoder = nativeType == NativeType.STATE_NAME
                ? Values.decoder(NativeType.STATE, NativeType.STATE.valueType(""))
                : Values.decoder(nativeType, column.elementType());
        String token = Tokens.of(column);
        Slot slot = slots.get(token);
        if (slot == null) {
            slot = new Slot(slots.size(), column, decoder);
            slots.put(token, slot);
        }
        return slot;
    }

    @Override
    public void begin() {
        row = new Object[width];
        key = null;
        fields.begin();
        if (!lists.isEmpty()) {
            Arrays.fill(listValues, null);
        }
    }

    void key(String oid) {
        String asset = Oids.withoutMoment(oid);
        key = isOfVersions ? oid : asset;
        for (int column : keyColumns) {
            row[column] = asset;
        }
    }

    /** Takes the value on which the parser stands if a column wants it; leaves the parser at its end in any case. */
    void value(String token, JsonParser json) throws IOException {
        Slot slot = fields.find(token);
        if (slot == null) {
            json.skipChildren();
            return;
        }
        try {
            if (slot.isList) {
                listValues[slot.index] = list(slot, json);
            } else {
                Object value = slot.decoder.decode(json);
                for (int i = 0; i < slot.columns.length; i++) {
                    row[slot.columns[i]] =
                            slot.isStateName[i] && value != null ? AssetState.nameOf((Short) value) : value;
                }
            }
        } catch (WireValues.MisfitException e) {
            throw e.malformed(answer, "the metadata", slot.column, Optional.ofNullable(key));
        }
    }

    private static Object[] list(Slot slot, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return new Object[0];
        } else if (json.currentToken() != JsonToken.START_ARRAY) {
            return new Object[] {slot.decoder.decode(json)};
        }
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(slot.decoder.decode(json));
        }
        return values.toArray();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Object[] end() {
        for (ListColumn list : lists) {
            Object[] keys = list.keys() < 0 ? null : listValues[list.keys()];
            Object[] ordered = Lists.ordered(listValues[list.values()], keys);
            row[list.target()] = list.column().cardinality() == Cardinality.UNNESTED ? ordered : Lists.joined(ordered);
        }
        return row;
    }
}
