package io.trackersql.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a program. */
class CommandLineIT {
    private static final String FIRST_STORIES = "SELECT Number, Name, Status_Name FROM Story ORDER BY Number LIMIT 5";

    @Test
    void theReadmesQueryShowsFiveStoriesOfTheDemo() throws IOException, InterruptedException {
        Jvm.Ended ended = Jvm.runJar("-e", FIRST_STORIES);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
        assertThat(ended.out().lines()).hasSize(8).last().isEqualTo("(5 rows)");
        assertThat(ended.out())
                .matches("(?s)Number +\\| Name +\\| Status_Name\n-+\\+-+\\+-+\n(B-\\d+ .*\n){5}\\(5 rows\\)\n");
    }

    @Test
    void csvAndJsonHoldTheSameRows() throws IOException, InterruptedException {
        Jvm.Ended csv =
                Jvm.runJar("--format", "csv", "-e", "SELECT Number, Estimate FROM Story ORDER BY Number LIMIT 3");
        Jvm.Ended json =
                Jvm.runJar("--format", "json", "-e", "SELECT Number, Estimate FROM Story ORDER BY Number LIMIT 3");
        List<String> lines = csv.out().lines().toList();
        assertThat(lines).hasSize(4).first().isEqualTo("Number,Estimate");
        JsonNode rows = new ObjectMapper().readTree(json.out());
        assertThat(rows).hasSize(3);
        for (int i = 0; i < 3; i++) {
            JsonNode estimate = rows.get(i).get("Estimate");
            assertThat(estimate.isNumber() || estimate.isNull()).isTrue();
            assertThat(lines.get(i + 1))
                    .isEqualTo(
                            rows.get(i).get("Number").textValue() + "," + (estimate.isNull() ? "" : estimate.asText()));
        }
    }

    @Test
    void anErrorIsOneLineWithItsSqlstate() throws IOException, InterruptedException {
        Jvm.Ended ended = Jvm.runJar("-e", "SELECT Nme FROM Story; SELECT 1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).matches("ERROR 42S22: [^\n]*Nme[^\n]*\n");
    }

    @Test
    void aWrongUrlAndAWrongPropertyAreErrorsToo() throws IOException, InterruptedException {
        assertThat(Jvm.runJar("-u", "jdbc:other:x?password=hidden", "-e", "SELECT 1")
                        .err())
                .matches("ERROR 08001: [^\n]*\n")
                .doesNotContain("hidden");
        Jvm.Ended ended = Jvm.runJar("-p", "pageRows=many", "-e", "SELECT 1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).matches("ERROR HY024: [^\n]*pageRows[^\n]*\n");
    }

    @Test
    void misuseHasAStatusOfItsOwn() throws IOException, InterruptedException {
        Jvm.Ended ended = Jvm.runJar("--format", "xml");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("--format", "--help");
    }

    @Test
    void aFileRunsToItsFirstErrorWhoseLineIsNamed(@TempDir Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("a.sql"),
                "-- two; statements\nSELECT COUNT(*) AS N FROM Story WHERE Name = 'no;such';\n\nSELECT\nx FROM Nowhere;\n");
        Jvm.Ended ended = Jvm.runJar("--format", "csv", "-f", script.toString());
        assertThat(ended.out()).isEqualTo("N\n0\n");
        assertThat(ended.err()).matches("ERROR 42S02 \\([^\n]*a\\.sql:4\\): [^\n]*Nowhere[^\n]*\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void statementsComeFromStandardInputWhenItIsNoTerminal() throws IOException, InterruptedException {
        Jvm.Ended ended = Jvm.runJarWithInput("SELECT 1 AS A;\nSELECT 'ä' AS B", "--format", "json");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).isEqualTo("[\n{\"A\":1}\n]\n[\n{\"B\":\"ä\"}\n]\n");
    }

    @Test
    void theVersionIsTheManifests() throws IOException, InterruptedException {
        assertThat(Jvm.runJar("--version").out()).matches("TrackerSQL( JDBC driver)? \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }
}
