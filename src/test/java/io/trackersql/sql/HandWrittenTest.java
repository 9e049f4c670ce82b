package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries written by hand, in {@code differential}, files for each product: the driver in all settings answers what HSQLDB answers. */
class HandWrittenTest {
    private static final Path QUERIES = Path.of("src/test/resources/differential");
    private static final Map<Product, Engines> ENGINES = new HashMap<>();

    /** A query of a product's file. */
    record Query(Product product, String sql) {
        @Override
        public String toString() {
            return product + ": " + sql;
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        for (Product product : Product.all()) {
            ENGINES.put(product, new Engines(product, DemoOptions.standard().withRows(120)));
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Engines engines : ENGINES.values()) {
            engines.close();
        }
        ENGINES.clear();
    }

    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (Product product : Product.all()) {
            for (Path file : files(product)) {
                Files.readString(file)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("--"))
                        .forEach(line -> queries.add(new Query(product, line)));
            }
        }
        return queries;
    }

    private static List<Path> files(Product product) throws IOException {
        try (Stream<Path> files = Files.list(QUERIES)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(product.name()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void answersAgree(Query query) {
        assertThat(ENGINES.get(query.product()).difference(query.sql())).isEmpty();
    }
}
