package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
 * Runs the scripts under {@code iq}, in a folder for each product, each with push-down and without: the rows must be the same. A script is its own
 * expected output; what comes out instead is left in {@code target/iq}.
 */
class ScriptTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/iq");
    private static final Path OUTPUT = Path.of("target/iq");
    private static final Map<Product, LocalTracker> TRACKERS = new HashMap<>();

    /** A script of a product's. */
    record Script(Product product, String name) {
        @Override
        public String toString() {
            return product + "/" + name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        for (Product product : List.of(Product.VERSIONONE)) {
            TRACKERS.put(product, LocalTracker.start(product, DemoOptions.standard()));
            Files.createDirectories(OUTPUT.resolve(product.name()));
        }
    }

    @AfterAll
    static void stop() {
        TRACKERS.values().forEach(LocalTracker::close);
        TRACKERS.clear();
    }

    static List<Product> products() {
        return List.of(Product.VERSIONONE);
    }

    static List<Script> scripts() throws IOException {
        List<Script> scripts = new ArrayList<>();
        for (Product product : List.of(Product.VERSIONONE)) {
            scripts.addAll(scripts(product));
        }
        return scripts;
    }

    private static List<Script> scripts(Product product) throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS.resolve(product.name()))) {
            return files.sorted()
                    .map(file -> new Script(product, String.valueOf(file.getFileName())))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void thereAreScriptsForEachTopic(Product product) throws IOException {
        assertThat(scripts(product)).hasSizeGreaterThanOrEqualTo(8);
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
                        .withConnectionFactory(
                                (name, reference) -> connect(script.product(), name, reference, pushDown))
                        .withEnv(name -> name.equals("pushdown") ? pushDown.equals("on") : null)
                        .withStackLimit(-1)
                        .build())
                .execute();
        String actual = output.toString().replace("\r\n", "\n");
        Files.writeString(OUTPUT.resolve(script + "." + pushDown), actual);
        assertThat(actual).isEqualTo(expected);
    }

    private static Connection connect(Product product, String name, boolean reference, String pushDown)
            throws SQLException {
        return reference ? null : TRACKERS.get(product).connect("pushDown=" + pushDown, "schema=" + name);
    }
}
