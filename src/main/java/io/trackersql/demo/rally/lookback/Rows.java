package io.trackersql.demo.rally.lookback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the rows of a page of documents: fields in the documents' own order, without what is absent. */
record Rows(Catalog catalog, Question question) {
    private static final Set<String> OF_SNAPSHOT = Set.of(
            "_id",
            Document.VALID_FROM,
            Document.VALID_TO,
            "_SnapshotNumber",
            "_SnapshotType",
            "_SnapshotDate",
            "_RevisionNumber",
            "_User",
            Catalog.PREVIOUS);

    List<FoundRow> of(List<Document> page) {
        List<FoundRow> rows = new ArrayList<>();
        Map<Long, FoundRow> newest = new HashMap<>();
        for (Document document : page) {
            FoundRow row = new FoundRow(document.snapshot().artifact().id(), values(document));
            FoundRow before = newest.get(row.objectId());
            if (question.compress() && before != null && continues(before, row)) {
                before.values().replace(Document.VALID_TO, row.values().get(Document.VALID_TO));
            } else {
                rows.add(row);
                newest.put(row.objectId(), row);
            }
        }
        return rows;
    }

    /** True if a row shows the same as the one before it. Fields that every snapshot changes are only compared if they were asked for by name. */
    private boolean continues(FoundRow before, FoundRow row) {
        Map<String, Object> one = new HashMap<>(before.values());
        Map<String, Object> other = new HashMap<>(row.values());
        Set<String> ignored =
                question.fields().isEmpty() ? OF_SNAPSHOT : Set.of(Document.VALID_FROM, Document.VALID_TO);
        one.keySet().removeAll(ignored);
        other.keySet().removeAll(ignored);
        return one.equals(other);
    }

    private Map<String, Object> values(Document document) {
        Map<String, Object> row = new LinkedHashMap<>();
        if (question.fields().isEmpty()) {
            document.names().forEach(name -> put(row, document, name));
            row.put(Catalog.FORMATTED_ID, document.formattedId());
            return row;
        }
        Set<String> asked = new LinkedHashSet<>(question.fields().get());
        document.names().stream().filter(asked::contains).forEach(name -> put(row, document, name));
        asked.stream()
                .filter(name -> name.startsWith(Catalog.PREVIOUS + ".") && !asked.contains(Catalog.PREVIOUS))
                .forEach(name -> putPrevious(row, document, name));
        if (asked.contains(Catalog.FORMATTED_ID)) {
            row.put(Catalog.FORMATTED_ID, document.formattedId());
        }
        return row;
    }

    private void put(Map<String, Object> row, Document document, String name) {
        Object value = document.value(name);
        if (name.equals(Catalog.PREVIOUS)) {
            Map<String, Object> previous = new LinkedHashMap<>();
            QuestionReader.map(value).forEach((field, each) -> previous.put(field, shown(name + "." + field, each)));
            row.put(name, previous);
        } else if (value != Values.ABSENT) {
            row.put(name, shown(name, value));
        }
    }

    private void putPrevious(Map<String, Object> row, Document document, String name) {
        Object value = document.value(name);
        Map<String, Object> previous =
                QuestionReader.map(row.computeIfAbsent(Catalog.PREVIOUS, key -> new LinkedHashMap<String, Object>()));
        if (value != Values.ABSENT) {
            previous.put(name.substring(Catalog.PREVIOUS.length() + 1), shown(name, value));
        }
    }

    private Object shown(String name, Object value) {
        return value != null && question.hydrate().contains(name) ? catalog.hydrated(name, value) : value;
    }
}
