package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.rally.ConfigurationChain.Effective;
import io.trackersql.rally.ConfigurationChain.Given;
import io.trackersql.rally.ConfigurationChain.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of several sources the later wins, and no secret goes to a server that a weaker source names. */
class ConfigurationChainTest {
    private static final String SECRET = "_canary4711";
    private static final Given NOTHING = new Given(Map.of(), Map.of());

    @TempDir
    private Path folder;

    private String file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("my.cfg"), String.join("\n", lines))
                .toString();
    }

    private static Effective resolve(Map<String, String> environment) {
        return ConfigurationChain.resolve(NOTHING, Optional.empty(), environment);
    }

    private static TrackerException failure(Given given, Optional<String> config, Map<String, String> environment) {
        TrackerException failure = catchThrowableOfType(
                TrackerException.class, () -> ConfigurationChain.resolve(given, config, environment));
        for (Throwable t = failure; t != null; t = t.getCause()) {
            assertThat(String.valueOf(t)).doesNotContain("canary");
        }
        return failure;
    }

    @Test
    void theEnvironmentIsTheWeakestSource() {
        Effective effective = resolve(Map.of(
                "RALLY_SERVER", "sandbox.rallydev.com",
                "RALLY_USER", "joe",
                "RALLY_PASSWORD", SECRET,
                "RALLY_WORKSPACE", "W",
                "RALLY_PROJECT", " A // B ",
                "HOME", "/root"));

        assertThat(effective.values())
                .isEqualTo(Map.of(
                        Setting.SERVER, "https://sandbox.rallydev.com",
                        Setting.USER, "joe",
                        Setting.PASSWORD, SECRET,
                        Setting.WORKSPACE, "W",
                        Setting.PROJECT, "A // B"));
        assertThat(effective.origins())
                .containsExactly(
                        "server https://sandbox.rallydev.com from RALLY_SERVER",
                        "user joe from RALLY_USER",
                        "password from RALLY_PASSWORD",
                        "workspace W from RALLY_WORKSPACE",
                        "project A // B from RALLY_PROJECT");
        assertThat(effective.toString()).doesNotContain("canary");
    }

    @Test
    void theFileTheUrlAndThePropertiesWinInThisOrder() throws IOException {
        String file = file("# ours", "", "USER=f", "WORKSPACE = f", "PROJECT = f", "SERVER = http://f.example:8080/");
        Map<String, String> environment = Map.of("RALLY_USER", "e", "RALLY_CONFIG", file, "RALLY_SERVER", "e");

        Effective effective = ConfigurationChain.resolve(
                new Given(Map.of("workspace", "u", "project", "u"), Map.of("project", "p")),
                Optional.empty(),
                environment);

        assertThat(effective.values())
                .isEqualTo(Map.of(
                        Setting.SERVER, "http://f.example:8080",
                        Setting.USER, "f",
                        Setting.WORKSPACE, "u",
                        Setting.PROJECT, "p"));
        assertThat(effective.origins())
                .contains("user f from the file " + file + " (RALLY_CONFIG)")
                .contains("workspace u from the URL")
                .contains("project p from a property");
    }

    @Test
    void aFileThatAPropertyNamesReplacesTheOneOfTheEnvironment() throws IOException {
        String file = file("USER = f");
        String withoutSuffix = file.substring(0, file.length() - ".cfg".length());

        Effective effective = ConfigurationChain.resolve(
                NOTHING, Optional.of(withoutSuffix), Map.of("RALLY_CONFIG", "/nowhere", "RALLY_SERVER", "e"));

        assertThat(effective.values()).containsEntry(Setting.USER, "f").containsEntry(Setting.SERVER, "https://e");
    }

    @Test
    void withoutAnySourceTheServerIsTheVendors() {
        assertThat(resolve(Map.of()).values()).isEqualTo(Map.of(Setting.SERVER, "https://rally1.rallydev.com"));
        assertThat(resolve(Map.of("APIKEY", SECRET)).values()).containsEntry(Setting.APIKEY, SECRET);
    }

    @Test
    void aKeyReplacesUserAndPasswordOfItsOwnAndWeakerSources() throws IOException {
        Map<String, String> login = Map.of("RALLY_USER", "joe", "RALLY_PASSWORD", "x", "RALLY_SERVER", "e");
        Map<String, String> both = new HashMap<>(login);
        both.put("APIKEY", SECRET);
        assertThat(resolve(both).values()).containsOnlyKeys(Setting.SERVER, Setting.APIKEY);

        Optional<String> withKey = Optional.of(file("API_KEY = " + SECRET, "SERVER = f"));
        assertThat(ConfigurationChain.resolve(NOTHING, withKey, login).values())
                .containsOnlyKeys(Setting.SERVER, Setting.APIKEY);

        Optional<String> withLogin = Optional.of(file("USER = jim", "PASSWORD = y", "SERVER = f"));
        assertThat(ConfigurationChain.resolve(NOTHING, withLogin, both).values())
                .containsOnlyKeys(Setting.SERVER, Setting.USER, Setting.PASSWORD);
    }

    @Test
    void aSecretGoesToAServerThatALaterSourceNamesButNotToOneOfAWeakerSource() throws IOException {
        Optional<String> server = Optional.of(file("SERVER = f.example"));
        assertThat(ConfigurationChain.resolve(NOTHING, server, Map.of("APIKEY", SECRET))
                        .values())
                .containsEntry(Setting.APIKEY, SECRET)
                .containsEntry(Setting.SERVER, "https://f.example");

        Map<String, String> weak = Map.of("RALLY_SERVER", "e.example");
        TrackerException ofFile = failure(NOTHING, Optional.of(file("APIKEY = " + SECRET)), weak);
        assertThat(ofFile.failure()).isEqualTo(Failure.AUTHENTICATION);
        assertThat(ofFile).hasMessageContaining("RALLY_SERVER").hasMessageContaining("my.cfg");

        Given property = new Given(Map.of(), Map.of("user", "joe", "password", SECRET));
        assertThat(failure(property, Optional.empty(), weak)).hasMessageContaining("The password from a property");
    }

    @Test
    void aUrlWithAServerKeepsTheEnvironmentOut() throws IOException {
        Given url = new Given(Map.of("server", "https://u.example"), Map.of("token", SECRET));
        Map<String, String> environment =
                Map.of("APIKEY", "other", "RALLY_PROJECT", "e", "RALLY_CONFIG", "/nowhere", "RALLY_SERVER", "e");

        assertThat(ConfigurationChain.resolve(url, Optional.of(file("PROJECT = f")), environment)
                        .values())
                .isEqualTo(Map.of(Setting.SERVER, "https://u.example", Setting.APIKEY, SECRET, Setting.PROJECT, "f"));
    }

    @Test
    void aFileForAnotherServerThanTheUrlsIsRefused() throws IOException {
        Given url = new Given(Map.of("server", "https://u.example/"), Map.of());
        assertThat(ConfigurationChain.resolve(url, Optional.of(file("SERVER = u.example")), Map.of())
                        .values())
                .containsEntry(Setting.SERVER, "https://u.example");

        for (String other : new String[] {"f.canary.example", "http://u.example", "https://u.example:8443"}) {
            TrackerException failure = failure(url, Optional.of(file("SERVER = " + other)), Map.of());
            assertThat(failure.failure()).isEqualTo(Failure.BAD_PROPERTY);
            assertThat(failure).hasMessageContaining("https://u.example").hasMessageContaining("my.cfg");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"root:canary:0:0", "CANARY = 1", "= canary", "USERS = canary", "server = canary"})
    void aLineThatIsNoneIsNamedByItsNumberAlone(String line) throws IOException {
        TrackerException failure = failure(NOTHING, Optional.of(file("# first", "USER = canary", line)), Map.of());

        assertThat(failure.failure()).isEqualTo(Failure.BAD_PROPERTY);
        assertThat(failure)
                .hasMessageStartingWith("Line 3 of the file ")
                .hasMessageContaining("the property config")
                .hasMessageNotContaining("CANARY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"me:canary@host", "ftp://canary", "https://", "no canary", "https://me:canary@host"})
    void aServerThatIsNoneIsRefusedWithoutRepeatingIt(String server) throws IOException {
        assertThat(failure(NOTHING, Optional.of(file("SERVER = " + server)), Map.of()))
                .hasMessageContaining("SERVER in the file");
        assertThat(failure(NOTHING, Optional.empty(), Map.of("RALLY_SERVER", server)))
                .hasMessageContaining("RALLY_SERVER");
    }

    @Test
    void aFileThatIsNoConfigurationIsRefused() throws IOException {
        String large =
                Files.write(folder.resolve("large.cfg"), new byte[100_000]).toString();
        for (String name : new String[] {"/nowhere/at/all", folder.toString(), "/dev/zero", "a\0b", large}) {
            assertThat(failure(NOTHING, Optional.of(name), Map.of()).failure()).isEqualTo(Failure.BAD_PROPERTY);
        }
    }
}
