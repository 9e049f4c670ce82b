package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements that tools send, from {@code tools/statements.txt}, each with what must come of it. */
class ToolStatementsTest {
    private static final Path STATEMENTS = Path.of("src/test/resources/tools/statements.txt");
    private static final String OUTCOME = "=> ";
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:tracker:demo:");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    /** A statement of the file and its outcome, a line for each row. */
    record Entry(String name, String sql, List<String> outcome) {
        @Override
        public String toString() {
            return name;
        }

        boolean isOrdered() {
            return sql.toUpperCase(Locale.ROOT).contains("ORDER BY");
        }
    }

    static Stream<Entry> entries() throws IOException {
        return Arrays.stream(Files.readString(STATEMENTS).split("(?m)^== "))
                .skip(1)
                .map(block -> {
                    List<String> lines = block.lines().toList();
                    String sql = lines.stream()
                            .skip(1)
                            .filter(l -> !l.startsWith(OUTCOME))
                            .collect(Collectors.joining("\n"))
                            .strip();
                    List<String> outcome = lines.stream()
                            .filter(l -> l.startsWith(OUTCOME))
                            .map(l -> l.substring(OUTCOME.length()))
                            .toList();
                    return new Entry(lines.get(0), sql, outcome);
                });
    }

    @Test
    void theStatementsAreManyAndDifferent() throws IOException {
        assertThat(entries().map(Entry::name)).hasSizeGreaterThan(250).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aStatementOfAToolDoesWhatTheToolExpects(Entry entry) throws SQLException {
        String expected = entry.outcome().get(0);
        if (expected.startsWith("error ")) {
            assertThat("error " + errorOf(entry.sql())).startsWith(expected);
            return;
        }
        List<String> rows = run(entry.sql());
        if (expected.equals("rows some")) {
            assertThat(rows).isNotEmpty();
        } else if (expected.startsWith("rows ")) {
            assertThat(rows).hasSize(Integer.parseInt(expected.substring("rows ".length())));
        } else if (entry.isOrdered()) {
            assertThat(rows).isEqualTo(entry.outcome());
        } else {
            assertThat(rows).containsExactlyInAnyOrderElementsOf(entry.outcome());
        }
    }

    @Test
    void hundredsOfColumnsAreGrouped() throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getColumns(null, "versionone", "Story", "%")) {
            while (rows.next()) {
                columns.add("\"" + rows.getString("COLUMN_NAME") + "\"");
            }
        }
        assertThat(columns).hasSizeGreaterThan(100);
        String list = String.join(", ", columns);
        List<String> grouped = run("SELECT " + list + ", COUNT(*) FROM Story GROUP BY " + list);
        assertThat(grouped).hasSameSizeAs(run("SELECT ID FROM Story"));
    }

    private static String errorOf(String sql) {
        try {
            return "none, but the rows " + run(sql);
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    private static List<String> run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                assertThat(statement.getUpdateCount()).isZero();
                return List.of("done");
            }
            try (ResultSet rows = statement.getResultSet()) {
                return texts(rows);
            }
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            StringJoiner text = new StringJoiner(" | ");
            for (int i = 1; i <= columns; i++) {
                text.add(String.valueOf(rows.getString(i)));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
