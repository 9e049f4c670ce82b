package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.Page;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import java.io.IOException;
import java.util.OptionalLong;

/** Reads the rows of an answer in JSON as they arrive. Subclasses know what stands around and in them. */
abstract class JsonPage implements Page {
    private final Answer answer;
    private final RowBuilder rows;
    private JsonParser json;
    private OptionalLong total = OptionalLong.empty();
    private boolean isAtEnd;

    JsonPage(Answer answer, RowBuilder rows) {
        this.answer = answer;
        this.rows = rows;
    }

    /** Goes to the start of the array of rows. */
    abstract void readHead() throws IOException;

    /** Reads one row; the parser stands on its first token. */
    abstract void readRow() throws IOException;

    /** Reads what follows the array of rows. */
    abstract void readTail() throws IOException;

    final JsonParser json() {
        return json;
    }

    final Answer answer() {
        return answer;
    }

    final RowBuilder rows() {
        return rows;
    }

    final void total(long rowsInAll) {
        total = rowsInAll < 0 ? OptionalLong.empty() : OptionalLong.of(rowsInAll);
    }

    @Override
    public final Object[] next() {
        if (isAtEnd) {
            return null;
        }
        boolean isDone = false;
        try {
            if (json == null) {
                json = Json.parser(answer);
                json.nextToken();
                readHead();
            }
            if (json.nextToken() == JsonToken.END_ARRAY) {
                readTail();
                if (json.nextToken() != null) {
                    throw Json.unexpected(json, "the end", answer);
                }
                isAtEnd = true;
                answer.complete();
                close();
                return null;
            }
            Json.expect(json, JsonToken.START_OBJECT, answer);
            rows.begin();
            readRow();
            if (rows.key() == null) {
                throw Json.unexpected(json, "a row with a key", answer);
            }
            answer.addRow();
            isDone = true;
            return rows.end();
        } catch (IOException e) {
            throw answer.unreadable(e);
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    @Override
    public final String key() {
        return rows.key();
    }

    @Override
    public final OptionalLong total() {
        return total;
    }

    @Override
    public final void close() {
        answer.close();
    }
}
