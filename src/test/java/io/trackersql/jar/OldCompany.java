package io.trackersql.jar;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * A program that uses the driver as tools do, with libraries of its own that are much older. Runs in a process of its own;
 * imports nothing of the driver.
 */
final class OldCompany {
    private static final String URL = "jdbc:tracker:demo:";

    /** A join and a grouping run locally, in generated code, whose compiler must be found under its new name. */
    private static final String QUERY =
            "SELECT p.Name, COUNT(*), MAX(s.Estimate) FROM Story s JOIN Scope p ON s.Scope = p.ID"
                    + " GROUP BY p.Name HAVING COUNT(*) > 0 ORDER BY COUNT(*) DESC, p.Name";

    private OldCompany() {}

    /** Arguments: {@code manager}, or {@code loader} and the jar. */
    public static void main(String[] arguments)
            throws ReflectiveOperationException, SQLException, MalformedURLException {
        System.out.println("guava " + versionOf("com.google.common.base.Suppliers", "guava-"));
        System.out.println("jackson " + versionOf("com.fasterxml.jackson.databind.ObjectMapper", "jackson-databind-"));
        if (arguments[0].equals("manager")) {
            try (Connection connection = DriverManager.getConnection(URL)) {
                query(connection);
            }
        } else {
            throughOwnLoader(Path.of(arguments[1]));
        }
        // The program's end does not wait for threads of the driver.
    }

    /** As DBeaver does: the driver's jar in a loader of its own, the program's loader in the thread. */
    private static void throughOwnLoader(Path jar) throws SQLException, MalformedURLException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
            if (driver.getClass().getClassLoader() == loader) {
                System.out.println("driver " + driver.getClass().getName());
                try (Connection connection = driver.connect(URL, new Properties())) {
                    query(connection);
                }
            }
        }
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            long groups = 0;
            long stories = 0;
            while (rows.next()) {
                groups++;
                stories += rows.getLong(2);
            }
            System.out.println("groups " + groups + " stories " + stories);
        }
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM Story WHERE Scope IS NOT NULL")) {
            count.next();
            System.out.println("count " + count.getLong(1));
        }
    }

    private static String versionOf(String className, String prefix) throws ClassNotFoundException {
        String file = Path.of(Class.forName(className)
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getFileName()
                .toString();
        return file.substring(prefix.length(), file.length() - ".jar".length());
    }
}
