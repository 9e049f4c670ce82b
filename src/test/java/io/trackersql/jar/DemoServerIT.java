package io.trackersql.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demo server as a process of its own, and the command line as its client. */
class DemoServerIT {
    private static final Pattern READY = Pattern.compile(
            "ready versionone=(http://127\\.0\\.0\\.1:\\d+/VersionOne) user=(\\S+) password=(\\S+) token=(\\S+)"
                    + " rally=(http://127\\.0\\.0\\.1:\\d+/slm) user=(\\S+) password=(\\S+) token=(\\S+)");

    private Process server;
    private Matcher ready;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder(Jvm.jarCommand("demo-server", "--port", "0", "--rows", "1234", "--seed", "7"))
                .redirectError(Redirect.DISCARD)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        ready = READY.matcher(out.readLine());
        assertThat(ready.matches()).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroy();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itAnswersPasswordAndToken() throws IOException, InterruptedException {
        String url = "jdbc:tracker:versionone:" + ready.group(1);
        String count = "SELECT COUNT(*) AS N FROM Story";
        Jvm.Ended byPassword =
                Jvm.runJar("-u", url, "-p", "user=" + ready.group(2), "-p", "password=" + ready.group(3), "-e", count);
        Jvm.Ended byToken = Jvm.runJar("-u", url, "-p", "token=" + ready.group(4), "-e", count);
        assertThat(byPassword.err()).isEmpty();
        assertThat(byPassword.out())
                .matches("(?s) *N\n-+\n *1\\d{3}\n\\(1 row\\)\n")
                .isEqualTo(byToken.out());
    }

    @Test
    void rallysFrontAnswersPasswordAndKey() throws IOException, InterruptedException {
        String url = "jdbc:tracker:rally:" + ready.group(5);
        String count = "SELECT COUNT(*) AS N FROM HierarchicalRequirement";
        Jvm.Ended byPassword =
                Jvm.runJar("-u", url, "-p", "user=" + ready.group(6), "-p", "password=" + ready.group(7), "-e", count);
        Jvm.Ended byKey = Jvm.runJar("-u", url, "-p", "token=" + ready.group(8), "-e", count);
        assertThat(byPassword.err()).isEmpty();
        assertThat(byPassword.out())
                .matches("(?s) *N\n-+\n *[1-9]\\d*\n\\(1 row\\)\n")
                .isEqualTo(byKey.out());
    }

    @Test
    void aConfigurationFileSaysWhichServerAndWhoAndWhatCameFromWhereIsPrinted(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(
                folder.resolve("rally.cfg"),
                "SERVER = " + ready.group(5) + "\nAPIKEY = " + ready.group(8) + "\nPROJECT = Company\n");
        Jvm.Ended ended = Jvm.runJar(
                "-u", "jdbc:tracker:rally:", "-p", "config=" + file, "-e", "SHOW project", "--format", "csv");
        assertThat(ended.out()).isEqualTo("project\nCompany\n");
        assertThat(ended.err())
                .contains("server " + ready.group(5) + " from the file " + file)
                .contains("token from the file")
                .contains("project Company from the file")
                .doesNotContain(ready.group(8));
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() throws IOException, InterruptedException {
        Jvm.Ended ended = Jvm.runJar(
                "-u",
                "jdbc:tracker:versionone:" + ready.group(1),
                "-p",
                "user=" + ready.group(2),
                "-p",
                "password=not-the-one",
                "-e",
                "SELECT 1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).matches("ERROR 28000: [^\n]*\n").doesNotContain("not-the-one");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anInterruptCancelsTheStatementAndSaysSo() throws IOException, InterruptedException {
        // Each story with each other: more rows than anyone waits for.
        Process client = new ProcessBuilder(Jvm.jarCommand(
                        "-u",
                        "jdbc:tracker:versionone:" + ready.group(1),
                        "-p",
                        "token=" + ready.group(4),
                        "--format",
                        "csv",
                        "-e",
                        "SELECT a.ID, b.ID FROM Story a CROSS JOIN Story b"))
                .start();
        try (BufferedReader rows = client.inputReader(StandardCharsets.UTF_8);
                BufferedReader errors = client.errorReader(StandardCharsets.UTF_8)) {
            assertThat(rows.readLine()).isEqualTo("ID,ID");
            new ProcessBuilder("kill", "-INT", Long.toString(client.pid()))
                    .start()
                    .waitFor();
            while (rows.readLine() != null) {
                // what was on its way
            }
            assertThat(errors.lines().filter(line -> line.startsWith("ERROR")))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR 57014: ");
            assertThat(client.waitFor()).isEqualTo(130);
        } finally {
            client.destroyForcibly();
        }
    }
}
