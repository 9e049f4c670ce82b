package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what documentation and examples show, on the demo tracker that readers have, or what writes on one like it: every file of {@code sql-examples} and every
 * block marked {@code sql} in the README and under {@code docs}. A block marked {@code text} right after one of SQL is its output
 * and must be what the statement gives; {@code ...} alone on a line stands for rows left out.
 */
class DocsTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```sql\\s*\\n(.*?)^```[ ]*\\n(?:\\s*^```text\\s*\\n(.*?)^```)?");

    /** What begins a statement that writes, or shows one. */
    private static final Pattern WRITES = Pattern.compile(
            "(?m)^(?:INSERT|UPDATE|DELETE|MERGE|BEGIN|CALL (?:versionone|rally)|EXPLAIN PLAN FOR (?:INSERT|UPDATE|DELETE))\\b");

    /** Statements as a document shows them, and the output that it shows for the last; empty for none. */
    record Shown(String name, String sql, String output) {
        /** The file. */
        String page() {
            return name.split(" ", 2)[0];
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Shown> examples() throws IOException {
        List<Shown> found = new ArrayList<>();
        for (Path file : files(Path.of("sql-examples"), ".sql")) {
            found.add(new Shown(String.valueOf(file), Files.readString(file), ""));
        }
        return found;
    }

    static List<Shown> documents() throws IOException {
        List<Path> pages = new ArrayList<>(files(Path.of("docs"), ".md"));
        pages.add(Path.of("README.md"));
        List<Shown> found = new ArrayList<>();
        for (Path page : pages) {
            String text = Files.readString(page);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                long line = text.substring(0, block.start()).lines().count() + 1;
                String output = block.group(2) == null ? "" : block.group(2);
                found.add(new Shown(page + " line " + line, block.group(1), output));
            }
        }
        return found;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void thereAreExamplesForPeople() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleGivesRows(Shown example) throws SQLException {
        try (Places places = new Places()) {
            assertThat(run(example, places).lines()).hasSizeGreaterThan(1);
        }
    }

    /** Where statements run: those that only read on the demo that readers have, those that write on a server of the page's own. */
    private static final class Places implements AutoCloseable {
        private final Map<Product, LocalTracker> own = new HashMap<>();

        Connection connect(Shown shown) throws SQLException {
            if (!WRITES.matcher(shown.sql()).find()) {
                return DriverManager.getConnection("jdbc:tracker:demo:");
            }
            Product product = shown.sql().contains(" rally") ? Product.RALLY : Product.VERSIONONE;
            return own.computeIfAbsent(product, p -> LocalTracker.start(p, DemoOptions.standard()))
                    .connect();
        }

        @Override
        public void close() {
            own.values().forEach(LocalTracker::close);
        }
    }

    @Test
    void documentsShowStatementsThatRun() throws IOException, SQLException {
        Map<String, Places> pages = new HashMap<>();
        for (Shown shown : documents()) {
            String output = run(shown, pages.computeIfAbsent(shown.page(), page -> new Places()));
            if (!shown.output().isEmpty()) {
                assertThat(output).as(shown.name()).matches(expectation(shown.output()));
            }
        }
        pages.values().forEach(Places::close);
    }

    /** Runs each statement of a block on a connection of the block's own; the output is that of the last with rows. */
    private static String run(Shown shown, Places places) throws SQLException {
        String output = "";
        try (Connection connection = places.connect(shown);
                Statement statement = connection.createStatement()) {
            for (String sql : statements(shown.sql())) {
                try {
                    if (statement.execute(sql)) {
                        try (ResultSet rows = statement.getResultSet()) {
                            output = table(rows);
                        }
                    }
                } catch (SQLException e) {
                    throw new AssertionError(shown.name() + ": " + sql + ": " + e.getMessage(), e);
                }
            }
        }
        return output;
    }

    /** Statements end with a semicolon at the end of a line. */
    private static List<String> statements(String block) {
        return Stream.of(block.split("(?m);[ ]*(?:--.*)?$"))
                .filter(s -> s.lines().anyMatch(l -> !l.isBlank() && !l.strip().startsWith("--")))
                .toList();
    }

    /** The form that the command line prints, without its padding. */
    private static String table(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            names.add(rows.getMetaData().getColumnLabel(i));
        }
        text.append(String.join(" ", names)).append('\n');
        for (List<String> row : LocalTracker.rows(rows)) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : " ").append(row.get(i));
            }
            text.append('\n');
        }
        return words(text.toString());
    }

    private static Pattern expectation(String output) {
        StringBuilder pattern = new StringBuilder();
        for (String line : words(output).split("\n")) {
            pattern.append(line.equals("...") ? "(?:.*\n)*?" : Pattern.quote(line) + "\n");
        }
        return Pattern.compile(pattern.toString());
    }

    /** Without frames, rulers, counts of rows and the width of gaps, in which formats of output differ. */
    private static String words(String table) {
        StringBuilder text = new StringBuilder();
        table.lines()
                .filter(l -> !l.matches("[-+| ]*") && !l.matches("\\(?[0-9,]+ rows?.*\\)?"))
                .map(l -> l.replace('|', ' ').strip().replaceAll("\\s+", " "))
                .forEach(l -> text.append(l).append('\n'));
        return text.toString();
    }
}
