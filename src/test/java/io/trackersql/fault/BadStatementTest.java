package io.trackersql.fault;

import static io.trackersql.fault.Failing.assertUsable;
import static io.trackersql.fault.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that cannot run: each is one clear failure, at no request where the text alone shows it, and nothing else breaks. */
@ParameterizedClass(name = "{0}")
@MethodSource("scenes")
class BadStatementTest {
    private static LocalTracker tracker;
    private static Connection connection;

    @Parameter
    private Scene scene;

    static List<Scene> scenes() {
        return Scene.all();
    }

    @BeforeParameterizedClassInvocation
    static void start(Scene scene) throws SQLException {
        tracker = LocalTracker.start(scene.product(), DemoOptions.standard());
        connection = tracker.connect();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws SQLException {
        connection.close();
        tracker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "42S22 | Did you mean Name?            | SELECT Nmae FROM {table}",
                "42S22 | Did you mean {number}?        | SELECT s.{number}e FROM {table} s",
                "42S22 | There is no column 'nothing'  | SELECT {key} FROM {table} WHERE nothing = 1",
                "42S22 | There is no column 'nothing'  | SELECT {key} FROM {table} ORDER BY nothing",
                "42S02 | Did you mean {table}?         | SELECT {key} FROM {table}y",
                "42S02 | Did you mean {table}?         | SELECT {key} FROM {schema}.{table}y",
                "42S02 | information_schema.tables     | SELECT {key} FROM zzzzzzzzzz",
                "42S02 | There is no table or schema   | SELECT {key} FROM zzzzzzzzzz.{table}",
                "42000 | write \"Date\"                | SELECT Date FROM {dated}",
                "42000 | write \"Order\"               | SELECT {key}, Order FROM {table}",
                "42000 | write \"Group\"               | SELECT Group FROM {table}",
                "42000 | more than one statement       | SELECT {key} FROM {table}; DROP TABLE {table}",
                "42000 | near the keyword 'FROM'       | SELECT {key} FROM",
                "42000 | No statement begins with      | SELEC {key} FROM {table}",
                "42000 | no end                        | SELECT 'abc FROM {table}",
                "42000 | ambiguous                     | SELECT {key} FROM {table} s, Task t",
                "42000 | line 1                        | SELECT Name, COUNT(*) FROM {table}",
                "42883 | There is no function nothing  | SELECT nothing(Name) FROM {table}",
                "42804 | line 1                        | SELECT {key} FROM {table} WHERE Name",
                "42804 | line 1                        | SELECT {key} FROM {table} WHERE {number} + {flag} > 1",
                "42S22 | There is no column 'Nmae'     | INSERT INTO {table} (Nmae) VALUES ('x')",
                "42S22 | There is no column 'Nmae'     | UPDATE {table} SET Nmae = 'x'",
                "42000 | the tracker gives the key     | UPDATE {table} SET {key} = NULL",
                "42000 | INSERT must name its columns  | INSERT INTO {table} VALUES ('x')",
                "42S22 | Nmae                          | DELETE FROM {table} WHERE Nmae = 'x'",
                "42S02 | zzzzzzzzzz                    | DELETE FROM zzzzzzzzzz",
                "0A000 | CREATE                        | CREATE TABLE x (a INTEGER)",
                "0A000 | DROP                          | DROP TABLE {table}",
                "0A000 | FIND is a search              | SELECT {key} FROM {table} WHERE FIND(Name, 'a') OR {number} > 1",
                "0A000 | FIND is a search              | SELECT {key} FROM {table} WHERE NOT FIND(Name, 'a')",
                "0A000 | FIND is a search              | SELECT FIND(Name, 'a') FROM {table}",
                "0A000 | FIND                          | SELECT {key} FROM {table} WHERE FIND({list}_Name, 'a') AND FIND(Name, 'b')",
                "0A000 | another way                   | SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY {number}) FROM {table}",
                "0A000 | window functions              | SELECT * FROM {table} MATCH_RECOGNIZE (ORDER BY {key} MEASURES A.{key} AS x PATTERN (A B+) DEFINE B AS B.{number} > 3) AS m",
                "0A000 | another way                   | SELECT PERCENT_RANK() OVER (ORDER BY {key}) FROM {table}",
                "0A000 | tables of trackers only       | SELECT table_name FROM information_schema.tables FOR SYSTEM_TIME AS OF TIMESTAMP '2020-01-01 00:00:00' AS t",
                "3F000 | {schema}_links              | USE nothing",
                "42883 | refresh_metadata              | CALL system.nothing()",
                "HY024 | not a setting                 | SET nothing = 1",
                "HY024 | pushDown                      | SET pushDown = 'maybe'",
                "HY024 | maxRows                       | SET maxRows = '-1'",
            })
    void theTextAloneIsWrong(String sqlState, String words, String sql) throws SQLException {
        tracker.server().ledger().clear();
        try (Statement statement = connection.createStatement()) {
            failure(() -> statement.execute(scene.fill(sql)), sqlState, scene.fill(words.strip()));
        }
        assertThat(tracker.requests()).isEmpty();
        assertUsable(scene, connection);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "22018 | cannot be read as a number | SELECT CAST(Name AS INTEGER) FROM {table}",
                "22007 | date                       | SELECT CAST(Name AS TIMESTAMP) FROM {table}",
                "22012 | Division by zero           | SELECT CAST({number} AS INTEGER) / 0 FROM {table}",
                "22012 | Division by zero           | SELECT 1 / (CHAR_LENGTH(Name) - CHAR_LENGTH(Name)) FROM {table}",
                "22003 | out of range               | SELECT CAST({number} * 100000 AS SMALLINT) FROM {table} WHERE {number} > 1",
                "21000 | several                    | SELECT (SELECT {key} FROM {table}) FROM Task",
            })
    void aValueIsWrongWhileRowsAreComputed(String sqlState, String words, String sql) throws SQLException {
        failure(() -> LocalTracker.rows(connection, scene.fill(sql)), sqlState, words.strip());
        assertUsable(scene, connection);
    }

    @Test
    void aParameterWithoutAValueIsNamed() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(scene.fill("SELECT {key} FROM {table} WHERE Name = ? AND {number} > ?"))) {
            statement.setString(1, "x");
            failure(statement::executeQuery, "07001", "2");
            failure(() -> statement.setString(3, "x"), "07009", "3");
            failure(() -> statement.setString(2, "much"), "22018", "much");
        }
        assertUsable(scene, connection);
    }

    @Test
    void guardsRaiseAndNeverCut() throws SQLException {
        try (Connection guarded = tracker.connect("maxRequests=2", "pageRows=100")) {
            failure(
                    () -> LocalTracker.rows(guarded, scene.fill("SELECT {key} FROM {table}")),
                    "54000",
                    "maxRequests",
                    "2");
            assertUsable(scene, guarded);
        }
        try (Connection guarded = tracker.connect("maxRows=100")) {
            failure(
                    () -> LocalTracker.rows(guarded, scene.fill("SELECT {key} FROM {table}")),
                    "54000",
                    "maxRows",
                    "100");
            assertThat(LocalTracker.rows(guarded, scene.fill("SELECT {key} FROM {table} LIMIT 100")))
                    .hasSize(100);
            assertUsable(scene, guarded);
        }
    }

    @Test
    void aResultThatIsNoResultIsRefusedBothWays() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            failure(() -> statement.executeUpdate(scene.fill("SELECT {key} FROM {table}")), "HY010", "executeQuery");
            failure(() -> statement.executeQuery("SET pushDown = 'on'"), "HY010", "execute");
        }
        assertUsable(scene, connection);
    }
}
