package io.trackersql.demo;

import com.sun.net.httpserver.HttpServer;
import io.trackersql.demo.rally.RallyFront;
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
import java.util.function.Supplier;

/**
 * Trackers in this process that speak VersionOne's and Rally's protocols over loopback HTTP: the default database and the test server.
 *
 * <p>Safe for threads. It runs on daemon threads of its own; {@link #close} stops it and drops its connections.
 */
public final class DemoServer implements AutoCloseable {
    /** The user that both fronts know, an administrator. */
    public static final String USER = "admin";

    /** The password of {@link #USER}. */
    public static final String PASSWORD = "admin";

    /** The VersionOne access token of {@link #USER}. */
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
    // Made when first asked for: most users of the server look at one tracker only.
    private final Lazy<RallyStore> rallyStore;
    private final Lazy<RallyFront> rally;
    private final Ledger ledger = new Ledger();
    private volatile FaultPlan.Active faults = new FaultPlan.Active(FaultPlan.none());

    private DemoServer(DemoOptions options, DemoModel model) throws IOException {
        store = DemoStore.seeded(
                model, options.rows(), options.seed(), options.quirks().zone());
        rallyStore = new Lazy<>(() -> RallyStore.seeded(
                options.rows(), options.seed(), options.quirks().zone()));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "demo-server-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        Front versionOne = new VersionOneFront(store, options.quirks());
        serve("/", () -> versionOne);
        rally = new Lazy<>(() -> new RallyFront(rallyStore(), options.rallyQuirks(), options.seed()));
        serve(RallyFront.BASE, rally::get);
        serve(RallyFront.LOOKBACK, rally::get);
        // The thread that takes connections is a daemon if its parent is one; else a program with an open demo never
        // ends.
        CompletableFuture.runAsync(http::start, threads).join();
    }

    private void serve(String path, Supplier<Front> front) {
        http.createContext(path, new Intake(front, ledger, line -> faults.next(line)));
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

    /** Base address of the Rally front, without a trailing slash: the services are below its {@code /webservice/v2.0}. */
    public URI rallyUri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + RallyFront.BASE);
    }

    /** The data behind the VersionOne front. */
    public DemoStore store() {
        return store;
    }

    /** The data behind the Rally front. */
    public RallyStore rallyStore() {
        return rallyStore.get();
    }

    /** The most Rally requests of one user that ever were in flight together; the front refuses more than 12. */
    public int inFlightMax() {
        return rally.get().inFlightMax();
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

    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private T made;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }

    @Override
    public void close() {
        faults(FaultPlan.none());
        http.stop(0);
        threads.shutdownNow();
    }
}
