package io.trackersql.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sqlline.SqlLine;

/** sqlline over the driver, in batch mode. */
class SqllineTest {
    private static String run(String... commands) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SqlLine sqlline = new SqlLine();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        sqlline.setOutputStream(out);
        sqlline.setErrorStream(out);
        String script = String.join("\n", commands) + "\n!quit\n";
        sqlline.begin(
                new String[] {
                    "-u",
                    "jdbc:tracker:demo:",
                    "-n",
                    "",
                    "-p",
                    "",
                    "--maxWidth=200",
                    "--historyFile=target/sqlline-history"
                },
                new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                false);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tablesAndColumnsAreListed() throws IOException {
        assertThat(run("!tables")).contains("| versionone").contains("Story").contains("information_schema");
        assertThat(run("!columns Timebox")).contains("BeginDate").contains("DATE");
        assertThat(run("!describe Timebox")).contains("BeginDate");
        assertThat(run("!primarykeys Story")).contains("ID");
        assertThat(run("!importedkeys Story")).contains("Scope");
        assertThat(run("!indexes Story", "!metadata getSchemas")).contains("versionone_links");
        assertThat(run("!dbinfo", "!typeinfo", "!procedures"))
                .contains("getDatabaseProductName")
                .doesNotContain("java.lang");
    }

    @Test
    void statementsRunAndMistakesAreTold() throws IOException {
        assertThat(run("SELECT COUNT(*) AS n FROM Timebox;")).contains("| 13 ").contains("1 row selected");
        assertThat(run("!set outputFormat csv", "SELECT ID FROM Timebox WHERE ID = 'Timebox:561';"))
                .contains("'Timebox:561'");
        assertThat(run("SELECT Nam FROM Timebox;"))
                .contains("There is no column 'Nam'")
                .contains("42S22");
        assertThat(run("!autocommit off", "SELECT 1;", "!commit", "!rollback", "!isolation TRANSACTION_READ_COMMITTED"))
                .contains("1 row selected")
                .doesNotContain("Error");
    }
}
