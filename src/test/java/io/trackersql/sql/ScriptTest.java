package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import net.hydromatic.quidem.Quidem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the scripts under {@code iq/versionone}, each with push-down and without: the rows must be the same. A script is its own
 * expected output; what comes out instead is left in {@code target/iq}.
 */
class ScriptTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/iq/versionone");
    private static final Path OUTPUT = Path.of("target/iq");
    private static LocalTracker tracker;

    @BeforeAll
    static void start() throws IOException {
        tracker = LocalTracker.start();
        Files.createDirectories(OUTPUT);
    }

    @AfterAll
    static void stop() {
        tracker.close();
    }

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereAreScriptsForEachTopic() throws IOException {
        assertThat(scripts()).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptGivesWhatItSaysWithPushDown(Path script) throws IOException {
        run(script, "on");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptGivesTheSameWithoutPushDown(Path script) throws IOException {
        run(script, "off");
    }

    private static void run(Path script, String pushDown) throws IOException {
        String expected = Files.readString(script).replace("\r\n", "\n");
        StringWriter output = new StringWriter();
        new Quidem(Quidem.configBuilder()
                        .withReader(new StringReader(expected))
                        .withWriter(output)
                        .withConnectionFactory((name, reference) -> connect(name, reference, pushDown))
                        .withEnv(name -> name.equals("pushdown") ? pushDown.equals("on") : null)
                        .withStackLimit(-1)
                        .build())
                .execute();
        String actual = output.toString().replace("\r\n", "\n");
        Files.writeString(OUTPUT.resolve(script.getFileName() + "." + pushDown), actual);
        assertThat(actual).isEqualTo(expected);
    }

    private static java.sql.Connection connect(String name, boolean reference, String pushDown) throws SQLException {
        return reference ? null : tracker.connect("pushDown=" + pushDown, "schema=" + name);
    }
}
