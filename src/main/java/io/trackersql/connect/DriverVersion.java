package io.trackersql.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The driver's name and version, which the build writes into a resource. */
public final class DriverVersion {
    /** The driver's name for people. */
    public static final String NAME = "TrackerSQL JDBC driver";
    /** The version, such as {@code 1.2.0}. */
    public static final String VERSION = read();
    /** The first number of the version. */
    public static final int MAJOR = part(0);
    /** The second number of the version. */
    public static final int MINOR = part(1);

    private DriverVersion() {}

    private static String read() {
        try (InputStream resource = DriverVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("The driver's jar lacks its version", e);
        }
    }

    private static int part(int index) {
        return Integer.parseInt(VERSION.split("[.-]", -1)[index]);
    }
}
