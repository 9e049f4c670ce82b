package io.trackersql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** How programs find the driver and what they learn from it before there is a connection. */
class DriverTest {
    private static final String CANARY = "canary-7f3a";

    @Test
    void serviceLoaderAndDriverManagerFindIt() throws SQLException {
        assertThat(ServiceLoader.load(java.sql.Driver.class)).hasAtLeastOneElementOfType(Driver.class);
        assertThat(DriverManager.getDriver("jdbc:tracker:demo:")).isInstanceOf(Driver.class);
    }

    @Test
    void urlsOfOtherDriversAreLeftToThem() throws SQLException {
        Driver driver = new Driver();
        assertThat(driver.acceptsURL("jdbc:tracker:demo:")).isTrue();
        assertThat(driver.acceptsURL("jdbc:hsqldb:mem:x")).isFalse();
        assertThat(driver.acceptsURL(null)).isFalse();
        assertThat(driver.connect("jdbc:hsqldb:mem:x", new Properties())).isNull();
    }

    @Test
    void anUnknownTrackerIsOneClearFailureWithoutSecrets() {
        Properties properties = new Properties();
        properties.setProperty("password", CANARY);
        assertThatThrownBy(() -> new Driver()
                        .connect("jdbc:tracker:nothing:https://andre:" + CANARY + "@host/?token=" + CANARY, properties))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "08001")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void propertiesAreDescribedWithoutShowingSecrets() {
        Properties given = new Properties();
        given.setProperty("user", "andre");
        given.setProperty("password", CANARY);
        given.setProperty("token", CANARY);
        DriverPropertyInfo[] described = new Driver().getPropertyInfo("jdbc:tracker:demo:", given);
        assertThat(described).extracting(info -> info.name).contains("user", "password", "token", "schema");
        assertThat(described).extracting(info -> info.description).doesNotContainNull();
        assertThat(described)
                .extracting(info -> info.value)
                .contains("andre", "2000")
                .doesNotContain(CANARY);
        assertThat(described)
                .filteredOn(info -> info.name.equals("pushDown"))
                .singleElement()
                .satisfies(info -> assertThat(info.choices).containsExactly("on", "off"));
    }

    @Test
    void itsVersionComesFromTheBuild() {
        Driver driver = new Driver();
        assertThat(io.trackersql.connect.DriverVersion.VERSION)
                .startsWith(driver.getMajorVersion() + "." + driver.getMinorVersion() + ".");
        assertThat(driver.jdbcCompliant()).isFalse();
    }

    @Test
    void aDataSourceTellsNoSecret() {
        TrackerDataSource source = new TrackerDataSource();
        assertThatThrownBy(source::getConnection)
                .hasFieldOrPropertyWithValue("SQLState", "08001")
                .hasMessageContaining("no URL");
        source.setUrl("jdbc:tracker:versionone:https://andre:" + CANARY + "@example.com/V1?token=" + CANARY);
        source.setUser("andre");
        source.setPassword(CANARY);
        assertThat(source.toString()).doesNotContain(CANARY).contains("https://example.com/V1", "password");
        assertThat(source.getUser()).isEqualTo("andre");
        source.setPassword(null);
        assertThat(source.toString()).doesNotContain("password");
    }
}
