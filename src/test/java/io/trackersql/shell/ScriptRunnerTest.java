package io.trackersql.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements to text, over a database that is not ours. */
class ScriptRunnerTest {
    private static final String ALL_TYPES = "VALUES (TRUE, CAST(7 AS BIGINT), CAST(2.5 AS DOUBLE), 12.30,"
            + " DATE '2026-02-03', TIME '04:05:06', TIMESTAMP '2026-02-03 04:05:06.007', X'00FF', 'say \"hi\"',"
            + " CAST(NULL AS INTEGER))";

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final StringWriter out = new StringWriter();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:hsqldb:mem:shell");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void aTableIsAlignedAndShowsNullAndTheCount() throws IOException {
        assertThat(run(
                        OutputFormat.TABLE,
                        "SELECT * FROM (VALUES (1, 'ab', 'x'), (20, NULL, 'y')) AS t(N, Text, Last)"))
                .isEqualTo("""
                         N | TEXT | LAST
                        ---+------+-----
                         1 | ab   | x
                        20 | NULL | y
                        (2 rows)
                        """);
    }

    @Test
    void aTableWithoutRowsShowsItsColumns() throws IOException {
        assertThat(run(OutputFormat.TABLE, "SELECT * FROM (VALUES (1)) AS t(N) WHERE N > 1"))
                .isEqualTo("""
                N
                -
                (0 rows)
                """);
    }

    @Test
    void aTableNeverCutsAValueThatIsWiderThanTheFirstOnes() throws IOException {
        StringBuilder rows = new StringBuilder("('a', 1)");
        rows.append(", ('a', 1)".repeat(99)).append(", ('much wider', 2)");
        assertThat(run(OutputFormat.TABLE, "SELECT RTRIM(T) AS T, N FROM (VALUES " + rows + ") AS t(T, N)"))
                .startsWith("T | N\n--+--\na | 1\n")
                .endsWith("a | 1\nmuch wider | 2\n(101 rows)\n");
    }

    @Test
    void aTableCountsPlacesOfTheScreen() throws IOException {
        assertThat(run(OutputFormat.TABLE, "SELECT * FROM (VALUES ('日本', 1), ('ab', 2)) AS t(T, N)"))
                .contains("日本 | 1\n", "ab   | 2\n");
    }

    @Test
    void controlCharactersOfATrackerNeverReachTheTerminal() throws IOException {
        assertThat(run(OutputFormat.TABLE, "SELECT U&'a\\000ab\\001b[31m' AS T FROM (VALUES (0))"))
                .contains("a\\nb\\u001b[31m");
    }

    @Test
    void csvQuotesWhatNeedsItAndTellsNullFromEmpty() throws IOException {
        assertThat(
                        run(
                                OutputFormat.CSV,
                                "SELECT * FROM (VALUES ('a,b', 'say \"hi\"', '', U&'x\\000ay', ' z', NULL)) AS t(A, B, C, D, E, \"F,G\")"))
                .isEqualTo("A,B,C,D,E,\"F,G\"\r\n\"a,b\",\"say \"\"hi\"\"\",\"\",\"x\ny\",\" z\",\r\n");
    }

    @Test
    void jsonKeepsTypes() throws IOException {
        assertThat(run(OutputFormat.JSON, ALL_TYPES))
                .isEqualTo(
                        "[\n{\"C1\":true,\"C2\":7,\"C3\":2.5,\"C4\":12.30,\"C5\":\"2026-02-03\",\"C6\":\"04:05:06\","
                                + "\"C7\":\"2026-02-03T04:05:06.007\",\"C8\":\"AP8=\",\"C9\":\"say \\\"hi\\\"\",\"C10\":null}\n]\n");
    }

    @Test
    void jsonGivesEachColumnAKeyOfItsOwn() throws IOException {
        assertThat(run(OutputFormat.JSON, "SELECT 1 AS A, 2 AS A, 3 AS B FROM (VALUES (0))"))
                .isEqualTo("[\n{\"A\":1,\"A_2\":2,\"B\":3}\n]\n");
    }

    @Test
    void jsonWithoutRowsIsAnEmptyArray() throws IOException {
        assertThat(run(OutputFormat.JSON, "SELECT 1 AS A FROM (VALUES (0)) WHERE 1 = 0"))
                .isEqualTo("[]\n");
    }

    @Test
    void jsonArraysAndControlCharactersAreJson() throws IOException {
        assertThat(run(OutputFormat.JSON, "SELECT ARRAY['a', NULL] AS A, U&'\\0001' AS B FROM (VALUES (0))"))
                .isEqualTo("[\n{\"A\":[\"a\",null],\"B\":\"\\u0001\"}\n]\n");
    }

    @Test
    void statementsRunInOrderAndTellOfChanges() throws IOException {
        assertThat(run(
                        OutputFormat.TABLE,
                        "CREATE TABLE changes(n INT); INSERT INTO changes VALUES (1), (2); DELETE FROM changes WHERE n = 9;"
                                + "DROP TABLE changes"))
                .isEqualTo("(2 rows changed)\n(0 rows changed)\n");
    }

    @Test
    void countsStayOutOfWhatProgramsRead() throws IOException {
        assertThat(run(
                        OutputFormat.CSV,
                        "CREATE TABLE counted(n INT); INSERT INTO counted VALUES (1); DROP TABLE counted"))
                .isEmpty();
        assertThat(errors()).isEqualTo("(1 row changed)\n");
    }

    @Test
    void theFirstErrorEndsTheScriptAndNamesItsPlace() throws IOException {
        String script = "SELECT 1 AS A FROM (VALUES (0));\n\nSELECT x\nFROM nowhere;\nSELECT 2 AS A FROM (VALUES (0))";
        assertThat(runner(OutputFormat.CSV, out).run(new StringReader(script), "a.sql"))
                .isFalse();
        assertThat(out.toString()).isEqualTo("A\r\n1\r\n");
        assertThat(errors()).matches("ERROR 42501 \\(a\\.sql:3\\): .*NOWHERE.*\n");
    }

    @Test
    void closedOutputEndsTheReading() {
        Writer closed = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> runner(OutputFormat.CSV, closed).run(new StringReader(ALL_TYPES), ""))
                .isInstanceOf(IOException.class);
    }

    private String run(OutputFormat format, String script) throws IOException {
        assertThat(runner(format, out).run(new StringReader(script), ""))
                .as(errors())
                .isTrue();
        return out.toString();
    }

    private ScriptRunner runner(OutputFormat format, Writer writer) {
        Diagnostics diagnostics = new Diagnostics(new PrintStream(errors, true, StandardCharsets.UTF_8));
        return new ScriptRunner(connection, format, writer, diagnostics, new Interrupt(), () -> 0);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
