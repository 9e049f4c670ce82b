package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands around every answer: {@code Errors}, which make a status of 200 a failure, and {@code Warnings}, which users see. Both may
 * come before or after what was asked for.
 */
final class Envelope {
    private final Answer answer;
    private final NativeRequest request;
    private final ErrorReader reader;
    private final RequestScope scope;

    Envelope(Answer answer, NativeRequest request, ErrorReader reader, RequestScope scope) {
        this.answer = answer;
        this.request = request;
        this.reader = reader;
        this.scope = scope;
    }

    /** Reads the field on whose value the parser stands, if it is one of the envelope's. Fails if it holds errors. */
    boolean takes(String field, JsonParser json) throws IOException {
        if (field.equals("Errors")) {
            List<String> errors = texts(json);
            if (!errors.isEmpty()) {
                throw reader.explain(request, errors);
            }
            return true;
        } else if (field.equals("Warnings")) {
            texts(json).forEach(text -> scope.warnings().accept("Rally says: " + text));
            return true;
        }
        return false;
    }

    private List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return texts;
        }
        Json.expect(json, JsonToken.START_ARRAY, answer);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(json.currentToken().isScalarValue() ? json.getText() : Json.copy(json));
        }
        return texts;
    }
}
