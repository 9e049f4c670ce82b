package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.Page;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.http.JsonRows;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The answer to a query: {@code {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":1,"StartIndex":1,"PageSize":20,
 * "Results":[{"_ref":".../defect/5","Name":"A","_type":"Defect"}]}}}. A failure may come as an {@code OperationResult} instead.
 */
final class RallyPage extends JsonRows<RowBuilder> implements Page {
    private final long start;
    private final Envelope envelope;
    private final Consumer<Set<String>> absent;

    /**
     * The page from a row, counted from 0; one that says it begins elsewhere is refused.
     *
     * @param absent is told the attributes that a row does not have although they were fetched
     */
    RallyPage(Answer answer, RowBuilder rows, long start, Envelope envelope, Consumer<Set<String>> absent) {
        super(answer, rows);
        this.start = start;
        this.envelope = envelope;
        this.absent = absent;
    }

    @Override
    protected void readHead() throws IOException {
        JsonParser json = json();
        Json.expect(json, JsonToken.START_OBJECT, answer());
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
            } else if (readUntilRows()) {
                Json.expect(json, JsonToken.START_ARRAY, answer());
                return;
            }
        }
        throw Json.unexpected(json, "a list of Results", answer());
    }

    @Override
    protected void readTail() throws IOException {
        JsonParser json = json();
        if (readUntilRows()) {
            throw Json.unexpected(json, "only one list of Results", answer());
        }
        while (json.nextFieldName() != null) {
            json.nextToken();
            json.skipChildren();
        }
    }

    /** Whether a list of results comes before the end of the object. */
    private boolean readUntilRows() throws IOException {
        JsonParser json = json();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("Results")) {
                return true;
            } else if (field.equals("TotalResultCount")) {
                total(number(-1));
            } else if (field.equals("StartIndex")) {
                checkStart(number(start + 1));
            } else if (!envelope.takes(field, json)) {
                json.skipChildren();
            }
        }
        return false;
    }

    /** The number on which the parser stands; null says as little as absence. */
    private long number(long absent) throws IOException {
        return json().currentToken() == JsonToken.VALUE_NULL ? absent : json().getValueAsLong(absent);
    }

    /** Counted from 1; the first page is sometimes said to start at 0. */
    private void checkStart(long told) {
        if (told != start + 1 && !(start == 0 && told == 0)) {
            throw answer().malformed("the page from row " + (start + 1), "it begins with row " + told);
        }
    }

    @Override
    protected void readRow() throws IOException {
        rows().read(json());
        Set<String> missing = rows().absent();
        if (!missing.isEmpty()) {
            absent.accept(missing);
        }
    }
}
