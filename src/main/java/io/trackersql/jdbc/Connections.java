package io.trackersql.jdbc;

import io.trackersql.connect.ConnectionProperty;
import io.trackersql.connect.Database;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Opens connections for the driver and the data source. */
public final class Connections {
    /** What the URL of every connection begins with. */
    public static final String URL_PREFIX = "jdbc:tracker:";

    private Connections() {}

    /** Connects; the address and the credentials are tried at once. */
    public static Connection open(String url, Properties properties) throws SQLException {
        try {
            return new TrackerConnection(Database.open(url, properties, System.getenv()));
        } catch (RuntimeException | Error e) {
            throw SqlErrors.of(e, new Secrets(url, properties));
        }
    }

    /**
     * What of a connection would come from elsewhere than URL and properties, such as the environment: each setting with its source,
     * without secrets. Empty if nothing else counts.
     */
    public static List<String> origins(String url, Properties properties, Map<String, String> environment)
            throws SQLException {
        try {
            return Database.origins(url, properties, environment);
        } catch (RuntimeException | Error e) {
            throw SqlErrors.of(e, new Secrets(url, properties));
        }
    }

    /** What can be set beside the URL, with the values that count now. Secrets are not shown. */
    public static DriverPropertyInfo[] describe(Properties given) {
        return Arrays.stream(ConnectionProperty.values())
                .map(property -> describe(property, given))
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo describe(ConnectionProperty property, Properties given) {
        String value = property.isSecret() ? null : given.getProperty(property.key(), property.standard());
        DriverPropertyInfo info = new DriverPropertyInfo(property.key(), value);
        info.description = property.description();
        if (!property.choices().isEmpty()) {
            info.choices = property.choices().toArray(String[]::new);
        }
        return info;
    }
}
