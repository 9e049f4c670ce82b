package io.trackersql.jdbc;

import io.trackersql.connect.Database;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections for the driver and the data source. */
public final class Connections {
    /** What the URL of every connection begins with. */
    public static final String URL_PREFIX = "jdbc:tracker:";

    private Connections() {}

    /** Connects; the address and the credentials are tried at once. */
    public static Connection open(String url, Properties properties) throws SQLException {
        return SqlErrors.guard(() -> {
            Database database = Database.open(url, properties);
            try {
                return new TrackerConnection(database);
            } catch (RuntimeException | Error e) {
                database.close();
                throw e;
            }
        });
    }

    /** What can be set beside the URL. Secrets that were given are not shown. */
    public static DriverPropertyInfo[] describe(Properties given) {
        String[][] known = {
            {"user", "The user's name at the tracker."},
            {"password", "The user's password."},
            {"token", "An access token or API key instead of user and password."},
            {"schema", "The name of the tracker's schema."}
        };
        DriverPropertyInfo[] infos = new DriverPropertyInfo[known.length];
        for (int i = 0; i < known.length; i++) {
            boolean secret = known[i][0].equals("password") || known[i][0].equals("token");
            infos[i] = new DriverPropertyInfo(known[i][0], secret ? null : given.getProperty(known[i][0]));
            infos[i].description = known[i][1];
        }
        return infos;
    }
}
