package io.trackersql.shell;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the demo trackers as a process of their own. */
final class DemoServerCommand {
    /** Its options; the demo's own defaults hold for what is empty. */
    record Settings(int port, Optional<Integer> rows, Optional<Long> seed) {
        DemoOptions toOptions() {
            DemoOptions standard = DemoOptions.standard();
            return standard.withPort(port)
                    .withRows(rows.orElse(standard.rows()))
                    .withSeed(seed.orElse(standard.seed()));
        }
    }

    private DemoServerCommand() {}

    /** Tells when the servers listen and what they accept, in one line, and stays until the process is ended. */
    static int run(Settings settings, PrintStream out, Diagnostics diagnostics) {
        try (DemoServer server = DemoServer.start(settings.toOptions())) {
            out.println("ready versionone=" + server.versionOneUri() + " user=" + DemoServer.USER + " password="
                    + DemoServer.PASSWORD + " token=" + DemoServer.ACCESS_TOKEN + " rally=" + server.rallyUri()
                    + " user=" + DemoServer.USER + " password=" + DemoServer.PASSWORD + " token="
                    + DemoServer.RALLY_API_KEY);
            out.flush();
            new CountDownLatch(1).await();
            return Main.DONE;
        } catch (UncheckedIOException e) {
            diagnostics.line("ERROR 08001: " + e.getMessage());
            return Main.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.DONE;
        }
    }
}
