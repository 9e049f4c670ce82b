package io.trackersql.http;

import io.trackersql.model.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * An answer's body, unzipped, as its bytes arrive. Counts the bytes of the wire, holds a permit while it waits for them, and
 * throws {@link io.trackersql.model.TrackerException} where another stream throws IOException.
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

    /** Bytes as they come over the wire. */
    static final class Wire extends FilterInputStream {
        private final Permits permits;
        private final Cancellation cancellation;
        private volatile long bytes;

        Wire(InputStream in, Permits permits, Cancellation cancellation) {
            super(in);
            this.permits = permits;
            this.cancellation = cancellation;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        @SuppressWarnings(
                "NonAtomicVolatileUpdate") // one thread reads at a time; the count is only looked at from others
        public int read(byte[] target, int offset, int length) throws IOException {
            permits.acquire(cancellation);
            try {
                int count = in.read(target, offset, length);
                if (count > 0) {
                    bytes += count;
                }
                return count;
            } finally {
                permits.release();
            }
        }
    }

    long wireBytes() {
        return wire.bytes;
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
