package io.trackersql.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Duration SHORT = Duration.ofMillis(2);

    private final CountDownLatch written = new CountDownLatch(1);
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            written.countDown();
        }
    };
    private final Diagnostics diagnostics = new Diagnostics(new PrintStream(errors, true, StandardCharsets.UTF_8));

    @Test
    void aPersonSeesRowsAndRequestsAndNoTraceOfTheLineAfterwards() throws InterruptedException {
        try (Progress progress = new Progress(diagnostics, () -> 1234, watchers(true, false), SHORT)) {
            progress.row();
            progress.row();
            awaitWritten();
        }
        assertThat(errors())
                .startsWith("\r")
                .contains("2 rows, 1,234 requests, 0 s")
                .endsWith("\r\u001b[K");
    }

    @Test
    void theLineGivesWayToRowsOnTheSameScreen() throws InterruptedException {
        try (Progress progress = new Progress(diagnostics, () -> 1, watchers(true, true), SHORT)) {
            awaitWritten();
            progress.row();
            String atFirstRow = errors();
            assertThat(atFirstRow).contains("0 rows, 1 request, ").endsWith("\r\u001b[K");
            progress.row();
            assertThat(errors()).isEqualTo(atFirstRow);
        }
    }

    @Test
    void nobodyWatchingMeansSilence() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Progress.Watchers nobody = new Progress.Watchers(
                () -> {
                    asked.countDown();
                    return false;
                },
                () -> false);
        try (Progress progress = new Progress(diagnostics, () -> 1, nobody, SHORT)) {
            progress.row();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(errors()).isEmpty();
    }

    @Test
    void anErrorTakesTheLinesPlace() throws InterruptedException {
        try (Progress progress = new Progress(diagnostics, () -> 0, watchers(true, false), SHORT)) {
            progress.row();
            awaitWritten();
        }
        diagnostics.line("a\n  b");
        assertThat(errors()).endsWith("\r\u001b[Ka b" + System.lineSeparator());
    }

    private void awaitWritten() throws InterruptedException {
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static Progress.Watchers watchers(boolean errors, boolean output) {
        return new Progress.Watchers(() -> errors, () -> output);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
