package io.trackersql.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * An answer's body, unzipped, as its bytes arrive. Throws {@link io.trackersql.model.TrackerException} where another stream throws IOException.
 */
final class BodyStream extends InputStream {
    private static final int UNZIP_BUFFER_BYTES = 8192;

    private final Wire wire;
    private final boolean isZipped;
    private final Function<IOException, RuntimeException> failure;
    private InputStream plain;
    private byte[] head = new byte[0];
    private int headAt;

    BodyStream(Wire wire, boolean isZipped, Function<IOException, RuntimeException> failure) {
        this.wire = wire;
        this.isZipped = isZipped;
        this.failure = failure;
    }

    /** The bytes as they arrive. */
    Wire wire() {
        return wire;
    }

    /** The first bytes, at most that many and perhaps fewer, which stay to be read. Call before reading. */
    byte[] peek(int lengthMax) {
        byte[] bytes = new byte[lengthMax];
        int length = 0;
        while (length < lengthMax) {
            int count = read(bytes, length, lengthMax - length);
            if (count < 0) {
                break;
            }
            length += count;
            if (hasText(bytes, length)) {
                break;
            }
        }
        head = Arrays.copyOf(bytes, length);
        headAt = 0;
        return head;
    }

    private static boolean hasText(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] > ' ') {
                return true;
            }
        }
        return false;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (headAt < head.length) {
            int count = Math.min(length, head.length - headAt);
            System.arraycopy(head, headAt, target, offset, count);
            headAt += count;
            return count;
        }
        try {
            if (plain == null) {
                plain = isZipped ? new GZIPInputStream(wire, UNZIP_BUFFER_BYTES) : wire;
            }
            return plain.read(target, offset, length);
        } catch (IOException e) {
            throw failure.apply(e);
        }
    }
}
