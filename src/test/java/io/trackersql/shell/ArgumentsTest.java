package io.trackersql.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @Test
    void statementsAndScriptsKeepTheirOrder(@TempDir Path folder) throws IOException, UsageException {
        Path script = Files.writeString(folder.resolve("a.sql"), "SELECT 2");
        assertThat(parse("-e", "SELECT 1", "-f", script.toString(), "--execute=SELECT 3", "-f", "-")
                        .inputs())
                .containsExactly(
                        new Input.Text("SELECT 1"),
                        new Input.Script(script),
                        new Input.Text("SELECT 3"),
                        new Input.StandardInput());
    }

    @Test
    void aPropertyIsCutAtItsFirstEqualsSign() throws UsageException {
        assertThat(parse("-p", "user=me", "-p", "password=a=b", "-p", "token", "-p", "schema=")
                        .properties())
                .containsExactly(
                        Map.entry("user", Optional.of("me")),
                        Map.entry("password", Optional.of("a=b")),
                        Map.entry("token", Optional.empty()),
                        Map.entry("schema", Optional.of("")));
    }

    @Test
    void theFormatIsReadInAnyCase() throws UsageException {
        assertThat(parse("--format", "json").format()).isEqualTo(OutputFormat.JSON);
        assertThat(parse("--format=CSV").format()).isEqualTo(OutputFormat.CSV);
        assertThat(parse().format()).isEqualTo(OutputFormat.TABLE);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> parse("--format", "xml"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--format");
        assertThatThrownBy(() -> parse("-x")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> parse("-e")).isInstanceOf(UsageException.class).hasMessageContaining("-e");
        assertThatThrownBy(() -> parse("-u", "a", "-u", "b")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> parse("stray")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> parse("demo-server"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--port");
        assertThatThrownBy(() -> parse("-f", "no-such.sql"))
                .isInstanceOf(UsageException.class)
                .hasMessage("-f no-such.sql: there is no such file that can be read.");
    }

    @Test
    void helpAndVersionAreText() throws UsageException {
        assertThat(parse("--help").information().orElseThrow())
                .contains("--url", "-p", "-e", "-f", "--format", "demo-server", "TRACKER_URL");
        assertThat(parse("demo-server", "--help").information().orElseThrow()).contains("--port", "--rows", "--seed");
        assertThat(parse("--version").information()).hasValue("tracker-jdbc 1.2\n");
        assertThat(parse("-e", "SELECT 1").information()).isEmpty();
    }

    @Test
    void demoServerTakesItsOptions() throws UsageException {
        assertThat(parse("demo-server", "--port", "0", "--rows", "10", "--seed", "7")
                        .demoServerSettings())
                .hasValue(new DemoServerCommand.Settings(0, Optional.of(10), Optional.of(7L)));
        assertThat(parse("demo-server", "--port", "8080").demoServerSettings())
                .hasValue(new DemoServerCommand.Settings(8080, Optional.empty(), Optional.empty()));
        assertThat(parse("-e", "SELECT 1").demoServerSettings()).isEmpty();
    }

    private static Arguments parse(String... words) throws UsageException {
        return Arguments.parse(words, "tracker-jdbc 1.2");
    }
}
