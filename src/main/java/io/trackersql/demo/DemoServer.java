package io.trackersql.demo;

import com.sun.net.httpserver.HttpServer;
import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.RallyStore;
import io.trackersql.demo.versionone.VersionOneFront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tracker in this process that speaks VersionOne's protocol over loopback HTTP: the default database and the test server.
 *
 * <p>Safe for threads. It runs on daemon threads of its own; {@link #close} stops it and drops its connections.
 */
public final class DemoServer implements AutoCloseable {
    /** The user that the server knows, an administrator. */
    public static final String USER = "admin";

    /** The password of {@link #USER}. */
    public static final String PASSWORD = "admin";

    /** The access token of {@link #USER}. */
    public static final String ACCESS_TOKEN = "1.rWM8lKLk+PnyFxkEWVX5Kl2u6Jk=";

    /** A user with fewer rights, who does not see some of the projects and what is in them. */
    public static final String RESTRICTED_USER = "andre";

    /** The password of {@link #RESTRICTED_USER}. */
    public static final String RESTRICTED_PASSWORD = "andre";

    /** The Rally API key of {@link #USER}. */
    public static final String RALLY_API_KEY = "_demoAdministrator0123456789";

    /** A Rally API key of {@link #USER} that cannot write. */
    public static final String RALLY_READ_ONLY_KEY = "_demoReadOnly0123456789";

    /** The Rally API key of {@link #RESTRICTED_USER}. */
    public static final String RALLY_RESTRICTED_KEY = "_demoRestricted0123456789";

    private static final AtomicInteger THREADS = new AtomicInteger();

    static {
        // Without it each answer waits 40 ms for the acknowledgement of its headers.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final DemoStore store;
    private final DemoOptions options;
    private RallyStore rallyStore;
    private final Ledger ledger = new Ledger();
    private volatile FaultPlan.Active faults = new FaultPlan.Active(FaultPlan.none());

    private DemoServer(DemoOptions options, DemoModel model) throws IOException {
        this.options = options;
        store = DemoStore.seeded(
                model, options.rows(), options.seed(), options.quirks().zone());
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "demo-server-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", new VersionOneFront(store, options.quirks(), ledger, target -> faults.next(target)));
        // The thread that takes connections is a daemon if its parent is one; else a program with an open demo never
        // ends.
        CompletableFuture.runAsync(http::start, threads).join();
    }

    /** Starts a server with the standard types. */
    public static DemoServer start(DemoOptions options) {
        return start(options, DemoModel.standard());
    }

    /** Starts a server with other types, such as {@link DemoModel#synthetic}. */
    public static DemoServer start(DemoOptions options, DemoModel model) {
        try {
            return new DemoServer(options, model);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen on port " + options.port() + " of 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /** Base address of the VersionOne front, without a trailing slash. */
    public URI versionOneUri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + VersionOneFront.BASE);
    }

    /** The data behind the Rally front, made when it is first asked for. */
    public synchronized RallyStore rallyStore() {
        if (rallyStore == null) {
            rallyStore = RallyStore.seeded(
                    options.rows(), options.seed(), options.quirks().zone());
        }
        return rallyStore;
    }

    /** The data behind the VersionOne front. */
    public DemoStore store() {
        return store;
    }

    /** What was asked. */
    public Ledger ledger() {
        return ledger;
    }

    /** What goes wrong from now on; answers that an earlier plan holds back are released. */
    public void faults(FaultPlan plan) {
        FaultPlan.Active before = faults;
        faults = new FaultPlan.Active(plan);
        before.releaseGates();
    }

    @Override
    public void close() {
        faults(FaultPlan.none());
        http.stop(0);
        threads.shutdownNow();
    }
}
