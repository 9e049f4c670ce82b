package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** Bytes as JDBC's large object, held in memory. Positions count from 1. Not thread-safe. */
final class MemoryBlob implements Blob {
    private byte[] bytes;
    private boolean freed;

    /** Keeps the array itself. */
    MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() throws SQLException {
        return open().length;
    }

    @Override
    public byte[] getBytes(long pos, int length) throws SQLException {
        int from = offset(pos);
        if (length < 0) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The length " + length + " of a part of a Blob is negative.");
        }
        return Arrays.copyOfRange(bytes, from, (int) Math.min((long) from + length, bytes.length));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(open());
    }

    @Override
    public InputStream getBinaryStream(long pos, long length) throws SQLException {
        return new ByteArrayInputStream(getBytes(pos, (int) Math.min(length, Integer.MAX_VALUE)));
    }

    @Override
    public long position(byte[] pattern, long start) throws SQLException {
        requireNotNull(pattern);
        for (int at = offset(start); at + pattern.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
                return at + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob pattern, long start) throws SQLException {
        requireNotNull(pattern);
        return position(pattern.getBytes(1, (int) pattern.length()), start);
    }

    @Override
    public int setBytes(long pos, byte[] written) throws SQLException {
        requireNotNull(written);
        return setBytes(pos, written, 0, written.length);
    }

    @Override
    public int setBytes(long pos, byte[] written, int offset, int len) throws SQLException {
        requireNotNull(written);
        if (offset < 0 || len < 0 || len > written.length - offset) {
            throw SqlErrors.of(Failure.BAD_VALUE, "There are no " + len + " bytes from " + offset + " on.");
        }
        int from = offset(pos);
        if (from + len > bytes.length) {
            bytes = Arrays.copyOf(bytes, from + len);
        }
        System.arraycopy(written, offset, bytes, from, len);
        return len;
    }

    @Override
    public OutputStream setBinaryStream(long pos) throws SQLException {
        int from = offset(pos);
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                byte[] written = toByteArray();
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length, from + written.length));
                System.arraycopy(written, 0, bytes, from, written.length);
                reset();
            }
        };
    }

    @Override
    public void truncate(long len) throws SQLException {
        if (len < 0 || len > open().length) {
            throw SqlErrors.of(Failure.BAD_VALUE, "A Blob of " + bytes.length + " bytes cannot have " + len + ".");
        }
        bytes = Arrays.copyOf(bytes, (int) len);
    }

    @Override
    public void free() {
        freed = true;
        bytes = new byte[0];
    }

    private static void requireNotNull(Object given) throws SQLException {
        if (given == null) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The bytes for a Blob are null.");
        }
    }

    private byte[] open() throws SQLException {
        if (freed) {
            throw SqlErrors.of(Failure.OBJECT_CLOSED, "The Blob was freed.");
        }
        return bytes;
    }

    private int offset(long pos) throws SQLException {
        if (pos < 1 || pos > open().length + 1L) {
            throw SqlErrors.of(
                    Failure.BAD_VALUE, "Position " + pos + " is outside a Blob of " + bytes.length + " bytes.");
        }
        return (int) pos - 1;
    }
}
