package io.trackersql;

import io.trackersql.connect.DriverVersion;
import io.trackersql.jdbc.Connections;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/** The JDBC driver for URLs that begin with {@code jdbc:tracker:}. Registers itself; thread-safe. */
public final class Driver implements java.sql.Driver {
    /** The driver's name and version for people. */
    public static final String NAME_AND_VERSION = DriverVersion.NAME + " " + DriverVersion.VERSION;

    static {
        try {
            DriverManager.registerDriver(new Driver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A driver, as ServiceLoader and tools make it. */
    public Driver() {}

    /** Null for a URL of another driver, as JDBC has it. */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        return Connections.open(url, info == null ? new Properties() : info);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url != null && url.startsWith(Connections.URL_PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return Connections.describe(info == null ? new Properties() : info);
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return Logger.getLogger("io.trackersql");
    }
}
