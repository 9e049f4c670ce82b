package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.Page;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.http.JsonRows;
import java.io.IOException;
import java.util.Set;

/**
 * The answer of rest-1.v1: {@code {"_type":"Assets","total":1,...,"Assets":[{"id":"Member:20","Attributes":{"Name":{"value":"A"}}}]}}.
 * The total may stand on either side of the rows, or nowhere. Of {@code Hist} only the root in XML is documented,
 * {@code History}, with assets in it; in JSON either name of the list is taken.
 */
final class RestPage extends JsonRows<RowBuilder> implements Page {
    private static final Set<String> LISTS = Set.of("Assets", "History");

    private final long start;

    /** The page from a row, counted from 0; one that says it begins elsewhere is refused. */
    RestPage(Answer answer, RowBuilder rows, long start) {
        super(answer, rows);
        this.start = start;
    }

    @Override
    protected void readHead() throws IOException {
        Json.expect(json(), JsonToken.START_OBJECT, answer());
        if (!readUntilRows()) {
            throw Json.unexpected(json(), "a list of Assets", answer());
        }
        Json.expect(json(), JsonToken.START_ARRAY, answer());
    }

    @Override
    protected void readTail() throws IOException {
        if (readUntilRows()) {
            throw Json.unexpected(json(), "only one list of Assets", answer());
        }
    }

    /** Whether a list of assets comes before the end of the object. */
    private boolean readUntilRows() throws IOException {
        JsonParser json = json();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (LISTS.contains(field)) {
                return true;
            } else if (field.equals("total")) {
                total(json.getValueAsLong(-1));
            } else if (field.equals("pageStart")) {
                checkStart(json.getValueAsLong(start));
            }
            json.skipChildren();
        }
        return false;
    }

    private void checkStart(long told) {
        if (told != start) {
            throw answer().malformed("the page from row " + start, "it begins with row " + told);
        }
    }

    @Override
    protected void readRow() throws IOException {
        JsonParser json = json();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("id")) {
                rows().key(json.getText());
            } else if (field.equals("Attributes")) {
                readAttributes(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readAttributes(JsonParser json) throws IOException {
        Json.expect(json, JsonToken.START_OBJECT, answer());
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            Json.expect(json, JsonToken.START_OBJECT, answer());
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                if (field.equals("value")) {
                    rows().value(name, json);
                } else {
                    json.skipChildren();
                }
            }
        }
    }
}
