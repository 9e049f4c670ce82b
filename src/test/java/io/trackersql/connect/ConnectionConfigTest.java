package io.trackersql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URL and its properties are read as. */
class ConnectionConfigTest {
    private static final String HOST = "jdbc:tracker:versionone:https://host/instance";

    private static ConnectionConfig parse(String url) {
        return ConnectionConfig.parse(url, new Properties());
    }

    private static TrackerException failure(String url) {
        return catchThrowableOfType(TrackerException.class, () -> parse(url));
    }

    @Test
    void aUrlIsAProductAndAnAddress() {
        ConnectionConfig config = parse(HOST + "?user=me");

        assertThat(config.product()).isEqualTo("versionone");
        assertThat(config.address()).isEqualTo("https://host/instance");
        assertThat(config.value(ConnectionProperty.USER)).isEqualTo("me");
        assertThat(config.value(ConnectionProperty.PAGE_ROWS)).isEqualTo("2000");
        assertThat(config.given(ConnectionProperty.TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a%26b%3Bc%25, a&b;c%",
        "1.a+b/c==, 1.a+b/c==",
        "a%2Bb, a+b",
        "gr%C3%B6%C3%9Fe, größe",
        "'a=b', 'a=b'",
        "'', ''"
    })
    void aValueMayHaveEveryCharacterIfEscaped(String written, String read) {
        assertThat(parse(HOST + "?token=" + written).value(ConnectionProperty.TOKEN))
                .isEqualTo(read);
    }

    @Test
    void propertiesAreSeparatedAsInOtherUrlsAndNamedInAnyCase() {
        ConnectionConfig config = parse(HOST + "?USER=a;&Password=b;pagerows=7&");

        assertThat(config.values())
                .containsOnlyKeys(ConnectionProperty.USER, ConnectionProperty.PASSWORD, ConnectionProperty.PAGE_ROWS);
        assertThat(config.value(ConnectionProperty.PAGE_ROWS)).isEqualTo("7");
    }

    @Test
    void propertiesWinOverTheUrlWhateverTheirClass() {
        Properties properties = new Properties(new Properties());
        properties.setProperty("user", "b");
        properties.put("pageRows", 5);

        ConnectionConfig config = ConnectionConfig.parse(HOST + "?user=a&pageRows=6", properties);

        assertThat(config.value(ConnectionProperty.USER)).isEqualTo("b");
        assertThat(config.value(ConnectionProperty.PAGE_ROWS)).isEqualTo("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:other:x",
                "jdbc:tracker:secret",
                HOST + "?secret",
                HOST + "?=secret",
                HOST + "?token=secret%zz",
                "jdbc:tracker:versionone:https://me:secret@host/instance",
                "jdbc:tracker:versionone:https://secret@host"
            })
    void aUrlThatIsWrongIsRefusedWithoutRepeatingIt(String url) {
        TrackerException failure = failure(url);

        assertThat(failure.failure()).isEqualTo(Failure.BAD_URL);
        assertThat(failure).hasMessageNotContaining("secret");
    }

    @Test
    void anUnknownPropertyIsAnswerdWithThoseThereAre() {
        TrackerException failure = failure(HOST + "?pageRow=secret");

        assertThat(failure.failure()).isEqualTo(Failure.BAD_PROPERTY);
        assertThat(failure)
                .hasMessageStartingWith("There is no property 'pageRow'. The properties are: user, password, token")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "pageRows=0, It takes a whole number",
        "pageRows=-1, It takes a whole number",
        "pageRows=many, It takes a whole number",
        "maxInFlight=3000000000, It takes a whole number up to 2147483",
        "requestTimeout=2147484, It takes a whole number up to 2147483",
        "metadataTtl=9223372036854775807, It takes a whole number up to 2147483",
        "pushDown=maybe, 'Use one of on, off.'"
    })
    void aValueThatCannotBeIsRefused(String property, String message) {
        TrackerException failure = failure(HOST + "?" + property);

        assertThat(failure.failure()).isEqualTo(Failure.BAD_PROPERTY);
        assertThat(failure).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadataTtl=0", "maxRows=0", "maxRequests=0", "maxRows=10000000000", "PUSHDOWN= OFF "})
    void valuesAtTheEdgeAreTaken(String property) {
        assertThat(parse(HOST + "?" + property).values()).hasSize(1);
    }

    @Test
    void textOfAConfigHoldsNoSecret() {
        assertThat(parse(HOST + "?token=secret&user=me")).hasToString(HOST);
        assertThat(parse(HOST + "?token=secret").url()).isEqualTo(HOST);
    }
}
