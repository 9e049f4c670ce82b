package io.trackersql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to Rally whose settings come from the environment and files. */
class ConfigurationTest {
    private static final String URL = "jdbc:tracker:rally:";
    private static final String CANARY = "_canary4711";

    private static DemoServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RALLY_SERVER", server.rallyUri().toString());
        environment.put("APIKEY", DemoServer.RALLY_API_KEY);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static Properties properties(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private static TrackerException failure(String url, Properties properties, Map<String, String> environment) {
        TrackerException failure =
                catchThrowableOfType(TrackerException.class, () -> Database.open(url, properties, environment)
                        .close());
        for (Throwable t = failure; t != null; t = t.getCause()) {
            assertThat(String.valueOf(t)).doesNotContain("canary").doesNotContain(DemoServer.RALLY_API_KEY);
        }
        return failure;
    }

    @Test
    void theEnvironmentAloneIsEnough() {
        Map<String, String> environment =
                environment("RALLY_WORKSPACE", "Company", "RALLY_PROJECT", "Company // R&D // Team A");
        try (Database database = Database.open(URL, new Properties(), environment)) {
            assertThat(database.userName()).isEqualTo(DemoServer.USER);
            assertThat(database.setting("project")).contains("Company // R&D // Team A");
            assertThat(database.url()).isEqualTo(URL + server.rallyUri());
        }
        assertThat(Database.origins(URL, new Properties(), environment))
                .contains("token from APIKEY", "workspace Company from RALLY_WORKSPACE")
                .noneMatch(line -> line.contains(DemoServer.RALLY_API_KEY));
    }

    @Test
    void theUrlAndThePropertiesWin() {
        Map<String, String> environment = environment("RALLY_PROJECT", "Nowhere");
        Properties properties = properties("project", "Company");
        try (Database database = Database.open(URL + "?projectScopeDown=false", properties, environment)) {
            assertThat(database.setting("project")).contains("Company");
            assertThat(database.setting("projectScopeDown")).contains("false");
        }
        assertThat(Database.origins(URL, properties, environment)).contains("project Company from a property");
    }

    @Test
    void aFileGivesWhatTheEnvironmentLacks() throws IOException {
        String file = Files.writeString(folder.resolve("f.cfg"), "# mine\nPROJECT = Company\n")
                .toString();
        try (Database database = Database.open(URL, new Properties(), environment("RALLY_CONFIG", file))) {
            assertThat(database.setting("project")).contains("Company");
        }
    }

    @Test
    void aUrlWithAHostAsksNeitherEnvironmentNorFileOfIt() {
        Map<String, String> environment = environment("RALLY_CONFIG", "/nowhere", "RALLY_PROJECT", "Nowhere");
        Properties login = properties("user", DemoServer.USER, "password", DemoServer.PASSWORD);
        try (Database database = Database.open(URL + server.rallyUri(), login, environment)) {
            assertThat(database.setting("project")).contains("");
        }
        assertThat(Database.origins(URL + server.rallyUri(), login, environment))
                .isEmpty();
        assertThat(failure(URL + server.rallyUri(), new Properties(), environment)
                        .failure())
                .isEqualTo(Failure.AUTHENTICATION);
    }

    @Test
    void aPropertysSecretIsNotSentToTheEnvironmentsServer() {
        server.ledger().clear();
        TrackerException failure = failure(URL, properties("token", CANARY), environment());
        assertThat(failure.failure()).isEqualTo(Failure.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("RALLY_SERVER").hasMessageContaining("token");
        assertThat(server.ledger().exchanges()).isEmpty();
    }

    @Test
    void aKeyThatRallyRefusesIsNotRepeated() {
        assertThat(failure(URL, new Properties(), environment("APIKEY", CANARY)).failure())
                .isEqualTo(Failure.AUTHENTICATION);
    }

    @Test
    void aFileOfAModelTellsNothingOfItself() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "canary line one\n");
        String model = Files.writeString(
                        folder.resolve("model.json"),
                        "{\"version\": \"1.0\", \"schemas\": [{\"name\": \"r\", \"type\": \"custom\", \"factory\": \""
                                + TrackerSchemaFactory.class.getName() + "\", \"operand\": {\"url\": \"" + URL
                                + "\", \"config\": \"" + secret + "\"}}]}")
                .toString();
        assertThat(failure("jdbc:tracker:model:" + model, new Properties(), environment()))
                .hasMessageContaining("Line 1 of the file " + secret);
    }

    @Test
    void aModelTakesTheChainToo() throws IOException {
        String model = Files.writeString(
                        folder.resolve("model.json"),
                        "{\"version\": \"1.0\", \"schemas\": [{\"name\": \"r\", \"type\": \"custom\", \"factory\": \""
                                + TrackerSchemaFactory.class.getName() + "\", \"operand\": {\"url\": \"" + URL
                                + "\"}}]}")
                .toString();
        try (Database database = Database.open(
                "jdbc:tracker:model:" + model, new Properties(), environment("RALLY_PROJECT", "Company"))) {
            assertThat(database.schemas()).startsWith("r");
            assertThat(database.setting("project")).contains("Company");
            assertThat(List.of(database.userName())).containsExactly(DemoServer.USER);
        }
    }
}
