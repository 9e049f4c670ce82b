package io.trackersql;

import io.trackersql.connect.DriverVersion;
import io.trackersql.jdbc.Connections;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections for pools and containers that want a bean rather than a URL.
 *
 * <p>Set it up before use; after that any thread may ask for connections. It pools nothing itself.
 */
public final class TrackerDataSource implements DataSource {
    private final Properties properties = new Properties();
    private String url = "";
    private PrintWriter logWriter;

    /** A data source that needs at least a URL. */
    public TrackerDataSource() {}

    /** The URL, which begins with {@code jdbc:tracker:}, as it was set; it may hold secrets. */
    public String getUrl() {
        return url;
    }

    /** Sets the URL. */
    public void setUrl(String url) {
        this.url = url;
    }

    /** The user's name; null if none was set. */
    public String getUser() {
        return properties.getProperty("user");
    }

    /** Sets the user's name; null takes it back. */
    public void setUser(String user) {
        put("user", user);
    }

    /** Sets the password; null takes it back. There is no way to read it. */
    public void setPassword(String password) {
        put("password", password);
    }

    /** Sets any connection property; null takes it back. */
    public void setProperty(String name, String value) {
        put(name, value);
    }

    /** Adds connection properties to those that are set. */
    public void setProperties(Properties added) {
        for (String name : added.stringPropertyNames()) {
            put(name, added.getProperty(name));
        }
    }

    private synchronized void put(String name, String value) {
        if (value == null) {
            properties.remove(name);
        } else {
            properties.setProperty(name, value);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open(copy());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        Properties own = copy();
        if (username != null) {
            own.setProperty("user", username);
        }
        if (password != null) {
            own.setProperty("password", password);
        }
        return open(own);
    }

    private synchronized Properties copy() {
        Properties copy = new Properties();
        copy.putAll(properties);
        return copy;
    }

    private Connection open(Properties own) throws SQLException {
        if (!url.startsWith(Connections.URL_PREFIX)) {
            throw new java.sql.SQLNonTransientConnectionException(
                    "The data source has no URL that begins with " + Connections.URL_PREFIX + ". Set one.", "08001");
        }
        return Connections.open(url, own);
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Kept and not used: the driver logs through slf4j. */
    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    @Override
    public int getLoginTimeout() {
        return Integer.parseInt(copy().getProperty("connectTimeout", "0"));
    }

    /** Sets the property {@code connectTimeout}. */
    @Override
    public void setLoginTimeout(int seconds) {
        put("connectTimeout", seconds == 0 ? null : String.valueOf(seconds));
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.trackersql");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("TrackerDataSource is no wrapper for " + type.getName() + ".", "22023");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** Tells no secret: the URL up to its properties, and the names of the properties that are set. */
    @Override
    public String toString() {
        int end = url.indexOf('?');
        String shown = (end < 0 ? url : url.substring(0, end)).replaceAll("//[^/@]*@", "//");
        return DriverVersion.NAME + " data source for " + shown + " with " + copy().stringPropertyNames();
    }
}
