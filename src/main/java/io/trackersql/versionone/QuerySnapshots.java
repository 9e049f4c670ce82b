package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.backend.Snapshots;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import java.io.IOException;

/** The answer of query.v1 to a query at several times: {@code [[{"_oid":"Story:1005:77"}],[]]}, a list of rows for each of them. */
final class QuerySnapshots implements Snapshots {
    private final Answer answer;
    private final RowBuilder rows;
    private final int times;
    private JsonParser json;
    private int time;
    private boolean isAtEnd = true;

    QuerySnapshots(Answer answer, RowBuilder rows, int times) {
        this.answer = answer;
        this.rows = rows;
        this.times = times;
    }

    /** Something that reads on. */
    private interface Step<T> {
        T read() throws IOException;
    }

    @Override
    public void nextTime() {
        if (time == times) {
            throw new IllegalStateException("there are only " + times + " times");
        }
        reading(() -> {
            if (json == null) {
                json = Json.parser(answer);
                json.nextToken();
                Json.expect(json, JsonToken.START_ARRAY, answer);
            }
            while (!isAtEnd) {
                isAtEnd = json.nextToken() == JsonToken.END_ARRAY;
                json.skipChildren();
            }
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw Json.unexpected(json, "a list of rows for the time " + (time + 1) + " of " + times, answer);
            }
            time++;
            isAtEnd = false;
            return null;
        });
    }

    @Override
    public Object[] next() {
        return isAtEnd ? null : reading(this::row);
    }

    private Object[] row() throws IOException {
        if (json.nextToken() == JsonToken.END_ARRAY) {
            isAtEnd = true;
            if (time == times) {
                readTail();
            }
            return null;
        }
        Json.expect(json, JsonToken.START_OBJECT, answer);
        rows.begin();
        QueryPage.readRow(json, rows);
        if (rows.key() == null) {
            throw Json.unexpected(json, "a row with a key", answer);
        }
        answer.addRow();
        return rows.end();
    }

    private void readTail() throws IOException {
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw Json.unexpected(json, "the end of " + times + " results", answer);
        }
        if (json.nextToken() != null) {
            throw Json.unexpected(json, "the end", answer);
        }
        answer.complete();
        close();
    }

    private <T> T reading(Step<T> step) {
        boolean isDone = false;
        try {
            T result = step.read();
            isDone = true;
            return result;
        } catch (IOException e) {
            throw answer.unreadable(e);
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    @Override
    public String key() {
        return rows.key();
    }

    @Override
    public void close() {
        answer.close();
    }
}
