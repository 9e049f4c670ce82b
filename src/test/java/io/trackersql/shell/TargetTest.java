package io.trackersql.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("TRACKER_URL", "jdbc:tracker:versionone:https://own", "TRACKER_TOKEN", "secret");

    @Test
    void withoutAWordItIsTheDemo() throws UsageException {
        Target target = target(null, Map.of(), Map.of("TRACKER_TOKEN", "secret"));
        assertThat(target.url()).isEqualTo("jdbc:tracker:demo:");
        assertThat(target.properties()).isEmpty();
    }

    @Test
    void theEnvironmentsSecretsGoToTheEnvironmentsServer() throws UsageException {
        Target target = target(null, Map.of("schema", Optional.of("v1")), ENVIRONMENT);
        assertThat(target.url()).isEqualTo("jdbc:tracker:versionone:https://own");
        assertThat(target.properties()).containsOnly(Map.entry("token", "secret"), Map.entry("schema", "v1"));
    }

    @Test
    void theEnvironmentsSecretsNeverGoToAnotherServer() throws UsageException {
        Target target = target("jdbc:tracker:versionone:https://other", Map.of(), ENVIRONMENT);
        assertThat(target.url()).isEqualTo("jdbc:tracker:versionone:https://other");
        assertThat(target.properties()).isEmpty();
    }

    @Test
    void theCommandLineOutranksTheEnvironment() throws UsageException {
        assertThat(target(null, Map.of("token", Optional.of("other")), ENVIRONMENT)
                        .properties())
                .containsOnly(Map.entry("token", "other"));
    }

    @Test
    void aValueCannotBeAskedForWithoutATerminal() {
        assertThatThrownBy(() -> target(null, Map.of("password", Optional.empty()), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("-p password=value");
    }

    @Test
    void aBareUrlHoldsNoProperties() throws UsageException {
        Target bare = target(
                        "jdbc:tracker:versionone:https://own?token=a+b%3D&user=url",
                        Map.of("user", Optional.of("me")), Map.of())
                .withBareUrl();
        assertThat(bare.url()).isEqualTo("jdbc:tracker:versionone:https://own");
        assertThat(bare.properties()).containsOnly(Map.entry("token", "a+b="), Map.entry("user", "me"));
    }

    @Test
    void secretsAreNotPartOfItsText() throws UsageException {
        assertThat(target(null, Map.of(), ENVIRONMENT).toString()).doesNotContain("secret");
    }

    private static Target target(String url, Map<String, Optional<String>> given, Map<String, String> environment)
            throws UsageException {
        return Target.of(url, given, environment, Optional.empty());
    }
}
