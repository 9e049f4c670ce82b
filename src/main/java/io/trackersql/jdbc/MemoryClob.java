package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** Text as JDBC's large object, held in memory. Positions count from 1. Not thread-safe. */
final class MemoryClob implements NClob {
    private final StringBuilder text;
    private boolean freed;

    MemoryClob(String text) {
        this.text = new StringBuilder(text);
    }

    @Override
    public long length() throws SQLException {
        return open().length();
    }

    @Override
    public String getSubString(long pos, int length) throws SQLException {
        int from = offset(pos);
        if (length < 0) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The length " + length + " of a part of a Clob is negative.");
        }
        return text.substring(from, (int) Math.min((long) from + length, text.length()));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(open().toString());
    }

    @Override
    public Reader getCharacterStream(long pos, long length) throws SQLException {
        return new StringReader(getSubString(pos, (int) Math.min(length, Integer.MAX_VALUE)));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(open().toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(String pattern, long start) throws SQLException {
        requireNotNull(pattern);
        int found = text.indexOf(pattern, offset(start));
        return found < 0 ? -1 : found + 1L;
    }

    @Override
    public long position(Clob pattern, long start) throws SQLException {
        requireNotNull(pattern);
        return position(pattern.getSubString(1, (int) pattern.length()), start);
    }

    @Override
    public int setString(long pos, String str) throws SQLException {
        requireNotNull(str);
        int from = offset(pos);
        text.replace(from, Math.min(from + str.length(), text.length()), str);
        return str.length();
    }

    @Override
    public int setString(long pos, String str, int offset, int len) throws SQLException {
        requireNotNull(str);
        if (offset < 0 || len < 0 || len > str.length() - offset) {
            throw SqlErrors.of(Failure.BAD_VALUE, "There are no " + len + " characters from " + offset + " on.");
        }
        return setString(pos, str.substring(offset, offset + len));
    }

    @Override
    public OutputStream setAsciiStream(long pos) throws SQLException {
        int from = offset(pos);
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                String written = toString(StandardCharsets.US_ASCII);
                text.replace(from, Math.min(from + written.length(), text.length()), written);
                reset();
            }
        };
    }

    @Override
    public Writer setCharacterStream(long pos) throws SQLException {
        int from = offset(pos);
        return new StringWriter() {
            @Override
            public void close() {
                String written = toString();
                text.replace(from, Math.min(from + written.length(), text.length()), written);
                getBuffer().setLength(0);
            }
        };
    }

    @Override
    public void truncate(long len) throws SQLException {
        if (len < 0 || len > open().length()) {
            throw SqlErrors.of(
                    Failure.BAD_VALUE, "A Clob of " + text.length() + " characters cannot have " + len + ".");
        }
        text.setLength((int) len);
    }

    @Override
    public void free() {
        freed = true;
        text.setLength(0);
    }

    private static void requireNotNull(Object given) throws SQLException {
        if (given == null) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The text for a Clob is null.");
        }
    }

    private StringBuilder open() throws SQLException {
        if (freed) {
            throw SqlErrors.of(Failure.OBJECT_CLOSED, "The Clob was freed.");
        }
        return text;
    }

    private int offset(long pos) throws SQLException {
        if (pos < 1 || pos > open().length() + 1L) {
            throw SqlErrors.of(
                    Failure.BAD_VALUE, "Position " + pos + " is outside a Clob of " + text.length() + " characters.");
        }
        return (int) pos - 1;
    }
}
