package io.trackersql.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Reads the rows of an answer in JSON as they arrive: what a backend's page of such an answer does. Subclasses know what stands around the
 * array of rows and in them. Not thread-safe.
 *
 * @param <R> how rows are put together
 */
public abstract class JsonRows<R extends JsonRows.Row> implements AutoCloseable {
    private final Answer answer;
    private final R rows;
    private JsonParser json;
    private OptionalLong total = OptionalLong.empty();
    private Object[] first;
    private boolean hasFirst;
    private TrackerException broken;
    private boolean isAtEnd;

    protected JsonRows(Answer answer, R rows) {
        this.answer = answer;
        this.rows = rows;
    }

    /** Puts one row after the other together. */
    public interface Row {
        /** Begins a row. */
        void begin();

        /** The key of the row as the tracker spells it, null as long as none came. */
        String key();

        /** The finished row. */
        Object[] end();
    }

    /** Goes to the start of the array of rows. */
    protected abstract void readHead() throws IOException;

    /** Reads one row; the parser stands on its first token. */
    protected abstract void readRow() throws IOException;

    /** Reads what follows the array of rows. */
    protected abstract void readTail() throws IOException;

    /** The parser; its place is what the methods above say. */
    protected final JsonParser json() {
        return json;
    }

    /** What is read. */
    protected final Answer answer() {
        return answer;
    }

    /** What puts rows together. */
    protected final R rows() {
        return rows;
    }

    /** Says how many rows there are in all; a negative number says nothing. */
    protected final void total(long rowsInAll) {
        total = rowsInAll < 0 ? OptionalLong.empty() : OptionalLong.of(rowsInAll);
    }

    /**
     * Reads as far as the first row, so that what is wrong with the answer as a whole is raised before there is a result. A connection that
     * breaks here is left for {@link #next}, whose caller can read a page again.
     */
    public final void open() {
        try {
            first = read();
            hasFirst = true;
        } catch (TrackerException e) {
            if (e.failure() != Failure.CONNECTION_BROKEN) {
                throw e;
            }
            broken = e;
        }
    }

    /** The next row, or null after the last. */
    public final Object[] next() {
        if (broken != null) {
            throw broken;
        }
        if (hasFirst) {
            Object[] row = first;
            hasFirst = false;
            first = null;
            return row;
        }
        return read();
    }

    private Object[] read() {
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

    /** The key of the row that {@link #next} gave last. */
    public final String key() {
        return rows.key();
    }

    /** How many rows there are in all, if that was read. */
    public final OptionalLong total() {
        return total;
    }

    @Override
    public final void close() {
        answer.close();
    }
}
