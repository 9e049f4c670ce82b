package io.trackersql.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Draws the burn-downs that {@code sql-examples} compute, and holds the pictures in {@code docs} to them. {@code -Ddocs=write} puts the
 * present pictures there.
 */
class BurnDownTest {
    @ParameterizedTest
    @CsvSource({"versionone, VersionOne", "rally, Rally"})
    void thePictureShowsWhatTheExampleComputes(String product, String name) throws IOException, SQLException {
        String sql = Files.readString(Path.of("sql-examples", "burn-down-" + product + ".sql"));
        List<LineChart.Point> points = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:tracker:demo:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                points.add(new LineChart.Point(rows.getDate(1).toLocalDate(), rows.getDouble("hours_left")));
            }
        }
        assertThat(points).hasSize(30);
        assertThat(points.get(0).value()).isGreaterThan(points.get(29).value());
        String svg = new LineChart(name + ": work left in a sprint", "h", points).svg();
        Path picture = Path.of("docs", "burn-down-" + product + ".svg");
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(picture, svg);
        }
        assertThat(picture).content().isEqualTo(svg);
    }
}
