package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.versionone.VersionOneQuirks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries written by hand, in {@code differential.sql}: the driver in all settings answers what HSQLDB answers. */
class HandWrittenTest {
    private static Engines engines;

    @BeforeAll
    static void start() throws SQLException {
        engines = new Engines(VersionOneQuirks.standard(), 120);
    }

    @AfterAll
    static void stop() throws SQLException {
        engines.close();
    }

    static List<String> queries() throws IOException {
        try (InputStream file = HandWrittenTest.class.getResourceAsStream("/differential.sql")) {
            List<String> queries = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("--")) {
                    queries.add(line);
                }
            }
            return queries;
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void answersAgree(String query) {
        assertThat(engines.difference(query)).isEmpty();
    }
}
