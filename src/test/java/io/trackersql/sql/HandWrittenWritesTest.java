package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.sql.WriteEngines.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements that write, written by hand, in {@code writes}, a file for each product: after each, counts and rows are those of HSQLDB; with push-down and without, with
 * auto-commit, in a transaction of its own, and as a batch with the others of its section.
 */
@Timeout(600)
class HandWrittenWritesTest {
    private static final Path WRITES = Path.of("src/test/resources/writes");

    static List<Product> products() {
        return Product.all();
    }

    static Stream<Arguments> ways() {
        return Product.all().stream()
                .flatMap(product -> Stream.of(
                        Arguments.of(product, "on", Manner.AUTO_COMMIT),
                        Arguments.of(product, "off", Manner.AUTO_COMMIT),
                        Arguments.of(product, "on", Manner.TRANSACTION),
                        Arguments.of(product, "on", Manner.BATCH),
                        Arguments.of(product, "off", Manner.BATCH)));
    }

    /** The statements of a product by section. */
    private static List<List<Write>> sections(Product product) throws IOException {
        List<List<Write>> sections = new ArrayList<>();
        for (String line : Files.readAllLines(WRITES.resolve(product.name() + ".sql"))) {
            if (line.startsWith("-- ")) {
                sections.add(new ArrayList<>());
            } else if (!line.isBlank()) {
                sections.get(sections.size() - 1).add(Write.of(line));
            }
        }
        sections.removeIf(List::isEmpty);
        return sections;
    }

    @ParameterizedTest
    @MethodSource("products")
    void thereAreEnoughToTrust(Product product) throws IOException {
        assertThat(sections(product).stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest(name = "{0}, push-down {1}, {2}")
    @MethodSource("ways")
    void whatIsWrittenAgrees(Product product, String pushDown, Manner manner) throws IOException, SQLException {
        List<String> differences = new ArrayList<>();
        try (WriteEngines engines =
                new WriteEngines(product, DemoOptions.standard().withRows(40), manner, Map.of("pushDown", pushDown))) {
            for (List<Write> section : sections(product)) {
                List<List<Write>> parts = manner == Manner.BATCH
                        ? List.of(section)
                        : section.stream().map(List::of).toList();
                parts.stream()
                        .map(engines::difference)
                        .filter(difference -> !difference.isEmpty())
                        .forEach(differences::add);
            }
        }
        assertThat(differences).isEmpty();
    }
}
