package io.trackersql.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes of an answer as they come over the wire, with the permit of their request. The permit goes back when all have arrived or the
 * answer is given up. If another request needs it while nobody reads, the rest is read into memory, so that the server is done with
 * the request; who reads then gets it from there. One thread reads at a time.
 */
final class Wire extends InputStream implements Permits.Holder {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final InputStream in;
    private final Permits permits;
    private final AtomicBoolean holdsPermit = new AtomicBoolean(true);
    private final ReentrantLock reading = new ReentrantLock();
    private volatile long bytes;

    // what was read before its time, and what then went wrong; guarded by the lock
    private byte[] kept;
    private int keptAt;
    private IOException keptFailure;

    /** Takes over a permit that was acquired. */
    Wire(InputStream in, Permits permits) {
        this.in = in;
        this.permits = permits;
        permits.idle(this);
    }

    /** Bytes that have arrived. */
    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        permits.busy(this);
        reading.lock();
        try {
            if (kept != null) {
                return readKept(target, offset, length);
            }
            int count = arrived(in.read(target, offset, length));
            if (count < 0) {
                end();
            }
            return count;
        } catch (IOException e) {
            end();
            throw e;
        } finally {
            reading.unlock();
            if (holdsPermit.get()) {
                permits.idle(this);
            }
        }
    }

    private int readKept(byte[] target, int offset, int length) throws IOException {
        int count = Math.min(length, kept.length - keptAt);
        if (count > 0 || length == 0) {
            System.arraycopy(kept, keptAt, target, offset, count);
            keptAt += count;
            return count;
        } else if (keptFailure != null) {
            throw keptFailure;
        }
        return -1;
    }

    @Override
    public void readToEnd() {
        reading.lock();
        try {
            if (!holdsPermit.get()) {
                return;
            }
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK_BYTES];
            try {
                for (int count = arrived(in.read(chunk)); count >= 0; count = arrived(in.read(chunk))) {
                    rest.write(chunk, 0, count);
                }
            } catch (IOException e) {
                keptFailure = e;
            }
            kept = rest.toByteArray();
        } finally {
            reading.unlock();
            end();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // counted under the lock; the count is only looked at without it
    private int arrived(int count) {
        if (count > 0) {
            bytes += count;
        }
        return count;
    }

    /** Whether someone waits for bytes at this moment. */
    boolean isBeingRead() {
        return reading.isLocked();
    }

    /** Runs what must not happen while someone reads. */
    void whileNobodyReads(Runnable action) {
        reading.lock();
        try {
            action.run();
        } finally {
            reading.unlock();
        }
    }

    /** Gives the permit back, if that was not done; nothing is read into memory from then on. Does not wait for who reads. */
    void end() {
        if (holdsPermit.compareAndSet(true, false)) {
            permits.release(this);
        }
    }
}
