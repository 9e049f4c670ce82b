package io.trackersql.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.connect.TrackerSchemaFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The thin jar beside a program's own Calcite, which finds the schema factory in it by name. */
class ThinJarIT {
    @Test
    void theClassesUnderTestAreThoseOfTheThinJar() throws URISyntaxException {
        Path source = Path.of(TrackerSchemaFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(source.getFileName()).hasToString("tracker-jdbc-thin.jar");
    }

    @Test
    void stockCalciteReadsTheShippedModelThroughIt() throws SQLException {
        String sql = "SELECT COUNT(*) FROM \"Workitem\" AS w JOIN \"Scope\" AS s ON s.\"ID\" = w.\"Scope\"";
        long underCalcite = number("jdbc:calcite:model=calcite-model/versionone.json", sql);
        assertThat(underCalcite).isPositive().isEqualTo(number("jdbc:tracker:demo:", sql));
    }

    @Test
    void stockCalciteReadsRallyAndTheFederationThroughIt() throws SQLException {
        String defects = "SELECT COUNT(*) FROM \"rally\".\"Defect\" WHERE \"Name\" LIKE '%e%'";
        assertThat(number("jdbc:calcite:model=calcite-model/rally.json", defects))
                .isPositive()
                .isEqualTo(number("jdbc:tracker:demo:?project=Company", defects));
        String cost = "SELECT SUM(\"Stories\") FROM \"reports\".\"Cost\"";
        assertThat(number("jdbc:calcite:model=calcite-model/federation.json", cost))
                .isPositive()
                .isEqualTo(number("jdbc:tracker:model:calcite-model/federation.json", cost));
    }

    private static long number(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
