package io.trackersql.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Passes bytes between the driver and a server, and sees from the server's side when the driver drops a connection. */
final class Relay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final URI server;
    private final CountDownLatch dropped = new CountDownLatch(1);
    private volatile long droppedAtNanos;

    Relay(URI server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    /** The server's address as it is to be used. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + server.getPath());
    }

    /** Waits until the driver has dropped a connection; the instant of it on the clock of {@code System.nanoTime}. */
    long awaitDropped() throws InterruptedException {
        if (!dropped.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the driver kept its connection");
        }
        return droppedAtNanos;
    }

    boolean isDropped() {
        return dropped.getCount() == 0;
    }

    private void accept() {
        try {
            while (true) {
                Socket driver = listener.accept();
                Socket target = new Socket();
                target.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                threads.execute(() -> pump(driver, target, true));
                threads.execute(() -> pump(target, driver, false));
            }
        } catch (IOException e) {
            threads.shutdownNow(); // closed
        }
    }

    private void pump(Socket from, Socket to, boolean fromDriver) {
        byte[] buffer = new byte[4096];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
            note(fromDriver);
        } catch (IOException e) {
            note(fromDriver); // reset, which is as good as closed
        }
    }

    private void note(boolean fromDriver) {
        if (fromDriver && dropped.getCount() > 0) {
            droppedAtNanos = System.nanoTime();
            dropped.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
