package io.trackersql.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The answer to one exchange: sends short bodies whole and long ones in chunks, compresses, counts, and lets faults happen.
 *
 * <p>An IOException out of it reaches the HTTP server, which then drops the connection without ending the body.
 */
public final class Reply {
    private static final int WHOLE_BYTES_MAX = 32 * 1024;
    private static final int GZIP_BUFFER_BYTES = 8 * 1024;
    private static final int NOT_MODIFIED = 304;

    private final HttpExchange exchange;
    private final Ledger.Entry entry;
    private final Optional<Fault> fault;
    private final boolean gzip;
    private boolean begun;

    Reply(HttpExchange exchange, Ledger.Entry entry, Optional<Fault> fault, boolean gzip) {
        this.exchange = exchange;
        this.entry = entry;
        this.fault = fault;
        this.gzip = gzip;
    }

    public void header(String name, String value) {
        exchange.getResponseHeaders().add(name, value);
    }

    public void rows(long count) {
        entry.rows(count);
    }

    /** True if the rows of the page before should be sent. */
    public boolean duplicatesPage() {
        return fault.filter(Fault.DuplicatePage.class::isInstance).isPresent();
    }

    /** Sends a whole body. */
    public void send(int status, String contentType, byte[] body) throws IOException {
        try (OutputStream out = open(status, contentType)) {
            out.write(body);
        }
    }

    public void send(int status, String contentType, String body) throws IOException {
        send(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public void sendEmpty(int status) throws IOException {
        if (replaced()) {
            return;
        }
        entry.status(status);
        beforeHeaders();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    public void notModified() throws IOException {
        sendEmpty(NOT_MODIFIED);
    }

    /** The body to write; closing it ends the exchange. */
    public OutputStream open(int status, String contentType) throws IOException {
        if (replaced()) {
            return OutputStream.nullOutputStream();
        }
        header("Content-Type", contentType);
        entry.status(status);
        beforeHeaders();
        if (gzip) {
            header("Content-Encoding", "gzip");
        }
        OutputStream wire = new Wire(status);
        OutputStream out = gzip ? new FastGzip(wire) : wire;
        return fault.filter(Fault.Rewrite.class::isInstance)
                .<OutputStream>map(found -> new Rewriting((Fault.Rewrite) found, out))
                .orElse(out);
    }

    /** True once a status was decided, so that no other answer is possible. */
    public boolean begun() {
        return begun;
    }

    /** Sends the answer that takes the place of the real one, if the plan has one. */
    private boolean replaced() throws IOException {
        if (begun || fault.isEmpty() || !(fault.get() instanceof Fault.Replaced replaced)) {
            return false;
        }
        begun = true;
        Fault.Answer answer = replaced.answer();
        answer.headers().forEach(this::header);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        header("Content-Type", answer.contentType());
        entry.status(answer.status());
        entry.bytes(body.length);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        return true;
    }

    private void beforeHeaders() throws IOException {
        begun = true;
        if (fault.isPresent() && fault.get() instanceof Fault.Cut cut && cut.afterBytes() < 0) {
            throw new IOException("cut by the fault plan");
        }
        if (fault.isPresent() && fault.get() instanceof Fault.Stall stall && stall.afterBytes() < 0) {
            stall.gate().pass();
        }
    }

    /** Compresses quickly rather than well: the bytes travel over loopback. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, GZIP_BUFFER_BYTES, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class Rewriting extends ByteArrayOutputStream {
        private final Fault.Rewrite rewrite;
        private final OutputStream out;

        Rewriting(Fault.Rewrite rewrite, OutputStream out) {
            this.rewrite = rewrite;
            this.out = out;
        }

        @Override
        public void close() throws IOException {
            out.write(rewrite.change().apply(toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            out.close();
        }
    }

    /** Bytes as they go out, where faults strike. */
    private final class Wire extends OutputStream {
        private final int status;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private OutputStream body;
        private long sent;
        private boolean stalled;

        Wire(int status) {
            this.status = status;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (body == null && held.size() + length <= WHOLE_BYTES_MAX && !strikesInBody()) {
                held.write(bytes, offset, length);
                return;
            }
            begin(0);
            put(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (body != null) {
                body.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (body == null) {
                begin(held.size() == 0 ? -1 : held.size());
            }
            if (fault.isPresent() && fault.get() instanceof Fault.Cut cut && cut.afterBytes() >= sent) {
                throw new IOException("cut by the fault plan");
            }
            exchange.close();
        }

        private boolean strikesInBody() {
            return fault.filter(each ->
                            each instanceof Fault.Cut || each instanceof Fault.Stall || each instanceof Fault.Trickle)
                    .isPresent();
        }

        private void begin(long length) throws IOException {
            if (body == null) {
                exchange.sendResponseHeaders(status, length);
                body = exchange.getResponseBody();
                if (held.size() > 0) {
                    put(held.toByteArray(), 0, held.size());
                    held.reset();
                }
            }
        }

        private void put(byte[] bytes, int offset, int length) throws IOException {
            if (fault.isPresent() && fault.get() instanceof Fault.Trickle trickle) {
                for (int at = 0; at < length; at += trickle.pieceBytes()) {
                    trickle.gate().pass();
                    raw(bytes, offset + at, Math.min(trickle.pieceBytes(), length - at));
                    body.flush();
                }
                return;
            }
            long limit = limit();
            if (sent + length <= limit) {
                raw(bytes, offset, length);
                return;
            }
            int before = (int) Math.max(0, limit - sent);
            raw(bytes, offset, before);
            body.flush();
            if (fault.get() instanceof Fault.Cut) {
                throw new IOException("cut by the fault plan");
            }
            stalled = true;
            ((Fault.Stall) fault.get()).gate().pass();
            raw(bytes, offset + before, length - before);
        }

        private long limit() {
            if (fault.isPresent() && fault.get() instanceof Fault.Cut cut) {
                return cut.afterBytes();
            }
            return fault.isPresent() && fault.get() instanceof Fault.Stall stall && !stalled && stall.afterBytes() >= 0
                    ? stall.afterBytes()
                    : Long.MAX_VALUE;
        }

        private void raw(byte[] bytes, int offset, int length) throws IOException {
            sent += length;
            entry.bytes(sent);
            body.write(bytes, offset, length);
        }
    }
}
