package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.Page;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.http.JsonRows;
import java.io.IOException;

/** The answer of query.v1 to one query: {@code [[{"_oid":"Member:20","Name":"A"}]]}. It tells no total. */
final class QueryPage extends JsonRows<RowBuilder> implements Page {
    QueryPage(Answer answer, RowBuilder rows) {
        super(answer, rows);
    }

    @Override
    protected void readHead() throws IOException {
        Json.expect(json(), JsonToken.START_ARRAY, answer());
        json().nextToken();
        Json.expect(json(), JsonToken.START_ARRAY, answer());
    }

    @Override
    protected void readTail() throws IOException {
        if (json().nextToken() != JsonToken.END_ARRAY) {
            throw Json.unexpected(json(), "the end of the one result", answer());
        }
    }

    @Override
    protected void readRow() throws IOException {
        readRow(json(), rows());
    }

    /** Reads a row of any answer of query.v1; the parser stands on its first token. */
    static void readRow(JsonParser json, RowBuilder rows) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("_oid")) {
                rows.key(json.getText());
            } else {
                rows.value(field, json);
            }
        }
    }
}
