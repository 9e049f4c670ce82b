package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.hydromatic.quidem.Quidem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the scripts under {@code iq}, in a folder for each product and one for both in one connection, each with push-down and without: the rows must be the same. A script is its own
 * expected output; what comes out instead is left in {@code target/iq}.
 */
class ScriptTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/iq");
    private static final Path OUTPUT = Path.of("target/iq");
    private static final String BOTH = "both";
    private static final Map<String, LocalTracker> TRACKERS = new HashMap<>();

    /** A script of a folder. */
    record Script(String folder, String name) {
        @Override
        public String toString() {
            return folder + "/" + name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        for (Product product : Product.all()) {
            TRACKERS.put(product.name(), LocalTracker.start(product, DemoOptions.standard()));
            Files.createDirectories(OUTPUT.resolve(product.name()));
        }
        Files.createDirectories(OUTPUT.resolve(BOTH));
    }

    @AfterAll
    static void stop() {
        TRACKERS.values().forEach(LocalTracker::close);
        TRACKERS.clear();
    }

    static List<Product> products() {
        return Product.all();
    }

    static List<Script> scripts() throws IOException {
        List<Script> scripts = new ArrayList<>();
        for (Product product : Product.all()) {
            scripts.addAll(scripts(product.name()));
        }
        scripts.addAll(scripts(BOTH));
        return scripts;
    }

    private static List<Script> scripts(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS.resolve(folder))) {
            return files.sorted()
                    .map(file -> new Script(folder, String.valueOf(file.getFileName())))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void thereAreScriptsForEachTopic(Product product) throws IOException {
        assertThat(scripts(product.name())).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptGivesWhatItSaysWithPushDown(Script script) throws IOException {
        run(script, "on");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptGivesTheSameWithoutPushDown(Script script) throws IOException {
        run(script, "off");
    }

    private static void run(Script script, String pushDown) throws IOException {
        String expected = Files.readString(SCRIPTS.resolve(script.toString())).replace("\r\n", "\n");
        StringWriter output = new StringWriter();
        new Quidem(Quidem.configBuilder()
                        .withReader(new StringReader(expected))
                        .withWriter(output)
                        .withConnectionFactory((name, reference) -> connect(script.folder(), name, reference, pushDown))
                        .withEnv(name -> name.equals("pushdown") ? pushDown.equals("on") : null)
                        .withStackLimit(-1)
                        .build())
                .execute();
        String actual = output.toString().replace("\r\n", "\n");
        Files.writeString(OUTPUT.resolve(script + "." + pushDown), actual);
        assertThat(actual).isEqualTo(expected);
    }

    private static Connection connect(String folder, String name, boolean reference, String pushDown)
            throws SQLException {
        if (reference) {
            return null;
        }
        return folder.equals(BOTH)
                ? DriverManager.getConnection("jdbc:tracker:demo:?pushDown=" + pushDown)
                : TRACKERS.get(folder).connect("pushDown=" + pushDown, "schema=" + name);
    }
}
