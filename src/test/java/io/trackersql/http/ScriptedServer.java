package io.trackersql.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on loopback that answers each request with the next step of a script, byte for byte, and then hangs up. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What to do with one request; the socket is closed afterwards. */
    @FunctionalInterface
    public interface Step {
        void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    /** A server with an empty script. */
    public ScriptedServer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The address of an instance on the server. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/Instance/");
    }

    /** Adds a step. */
    public ScriptedServer then(Step step) {
        steps.add(step);
        return this;
    }

    /** Adds an answer with that status, content type, further header lines and body. */
    public ScriptedServer then(int status, String contentType, String headers, byte[] body) {
        return then((socket, out) -> {
            String head = "HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                    + body.length + "\r\nConnection: close\r\n" + headers + "\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        });
    }

    /** Adds an answer in JSON with status 200. */
    public ScriptedServer thenJson(String body) {
        return then(200, "application/json", "", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The requests so far, head and body as they came. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "scripted answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            requests.add(head + body(in, head));
            steps.take().answer(socket, socket.getOutputStream());
        } catch (IOException e) {
            // the client went away, as some tests want it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.write(c);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String body(InputStream in, String head) throws IOException {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                int length =
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
