package io.trackersql.fault;

import static io.trackersql.fault.Failing.assertUsable;
import static io.trackersql.fault.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.sql.LocalTracker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that cannot run: each is one clear failure, at no request where the text alone shows it, and nothing else breaks. */
class BadStatementTest {
    private static LocalTracker tracker;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        tracker = LocalTracker.start();
        connection = tracker.connect();
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        tracker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "42S22 | Did you mean Name?            | SELECT Nmae FROM Story",
                "42S22 | Did you mean Estimate?        | SELECT s.Estimat FROM Story s",
                "42S22 | There is no column 'nothing'  | SELECT ID FROM Story WHERE nothing = 1",
                "42S22 | There is no column 'nothing'  | SELECT ID FROM Story ORDER BY nothing",
                "42S02 | Did you mean Story?           | SELECT ID FROM Storry",
                "42S02 | Did you mean Story?           | SELECT ID FROM versionone.Stroy",
                "42S02 | information_schema.tables     | SELECT ID FROM zzzzzzzzzz",
                "42S02 | There is no table or schema   | SELECT ID FROM zzzzzzzzzz.Story",
                "42000 | write \"Date\"                | SELECT Date FROM Retrospective",
                "42000 | write \"Order\"               | SELECT ID, Order FROM Story",
                "42000 | write \"Group\"               | SELECT Group FROM Story",
                "42000 | more than one statement       | SELECT ID FROM Story; DROP TABLE Story",
                "42000 | near the keyword 'FROM'       | SELECT ID FROM",
                "42000 | No statement begins with      | SELEC ID FROM Story",
                "42000 | no end                        | SELECT 'abc FROM Story",
                "42000 | ambiguous                     | SELECT ID FROM Story s, Task t",
                "42000 | line 1                        | SELECT Name, COUNT(*) FROM Story",
                "42883 | There is no function nothing  | SELECT nothing(Name) FROM Story",
                "42804 | line 1                        | SELECT ID FROM Story WHERE Name",
                "42804 | line 1                        | SELECT ID FROM Story WHERE Estimate + Custom_Ready > 1",
                "0A000 | reads only                    | INSERT INTO Story (Name) VALUES ('x')",
                "0A000 | reads only                    | UPDATE Story SET Name = 'x'",
                "0A000 | reads only                    | DELETE FROM Story",
                "0A000 | CREATE                        | CREATE TABLE x (a INTEGER)",
                "0A000 | DROP                          | DROP TABLE Story",
                "0A000 | FIND is a search              | SELECT ID FROM Story WHERE FIND(Name, 'a') OR Estimate > 1",
                "0A000 | FIND is a search              | SELECT ID FROM Story WHERE NOT FIND(Name, 'a')",
                "0A000 | FIND is a search              | SELECT FIND(Name, 'a') FROM Story",
                "0A000 | FIND                          | SELECT ID FROM Story WHERE FIND(Owners_Name, 'a') AND FIND(Name, 'b')",
                "0A000 | another way                   | SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY Estimate) FROM Story",
                "0A000 | window functions              | SELECT * FROM Story MATCH_RECOGNIZE (ORDER BY ID MEASURES A.ID AS x PATTERN (A B+) DEFINE B AS B.Estimate > 3) AS m",
                "0A000 | another way                   | SELECT PERCENT_RANK() OVER (ORDER BY ID) FROM Story",
                "0A000 | current rows only             | SELECT ID FROM Story FOR SYSTEM_TIME AS OF TIMESTAMP '2020-01-01 00:00:00'",
                "3F000 | versionone_links              | USE nothing",
                "42883 | refresh_metadata              | CALL system.nothing()",
                "HY024 | not a setting                 | SET nothing = 1",
                "HY024 | pushDown                      | SET pushDown = 'maybe'",
                "HY024 | maxRows                       | SET maxRows = '-1'",
            })
    void theTextAloneIsWrong(String sqlState, String words, String sql) throws SQLException {
        tracker.server().ledger().clear();
        try (Statement statement = connection.createStatement()) {
            failure(() -> statement.execute(sql), sqlState, words.strip());
        }
        assertThat(tracker.requests()).isEmpty();
        assertUsable(connection);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "22018 | cannot be read as a number | SELECT CAST(Name AS INTEGER) FROM Story",
                "22007 | date                       | SELECT CAST(Name AS TIMESTAMP) FROM Story",
                "22012 | Division by zero           | SELECT CAST(Estimate AS INTEGER) / 0 FROM Story",
                "22012 | Division by zero           | SELECT 1 / (AssetState - 64) FROM Story",
                "22003 | out of range               | SELECT CAST(Estimate * 100000 AS SMALLINT) FROM Story WHERE Estimate > 100",
                "21000 | several                    | SELECT (SELECT ID FROM Story) FROM Scope",
            })
    void aValueIsWrongWhileRowsAreComputed(String sqlState, String words, String sql) throws SQLException {
        failure(() -> LocalTracker.rows(connection, sql), sqlState, words.strip());
        assertUsable(connection);
    }

    @Test
    void aParameterWithoutAValueIsNamed() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT ID FROM Story WHERE ID = ? AND Estimate > ?")) {
            statement.setString(1, "Story:1000");
            failure(statement::executeQuery, "07001", "2");
            failure(() -> statement.setString(3, "x"), "07009", "3");
            failure(() -> statement.setString(2, "much"), "22018", "much");
        }
        assertUsable(connection);
    }

    @Test
    void guardsRaiseAndNeverCut() throws SQLException {
        try (Connection guarded = tracker.connect("maxRequests=2", "pageRows=100")) {
            failure(() -> LocalTracker.rows(guarded, "SELECT ID FROM Story"), "54000", "maxRequests", "2");
            assertUsable(guarded);
        }
        try (Connection guarded = tracker.connect("maxRows=100")) {
            failure(() -> LocalTracker.rows(guarded, "SELECT ID FROM Story"), "54000", "maxRows", "100");
            assertThat(LocalTracker.rows(guarded, "SELECT ID FROM Story LIMIT 100"))
                    .hasSize(100);
            assertUsable(guarded);
        }
    }

    @Test
    void aResultThatIsNoResultIsRefusedBothWays() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            failure(() -> statement.executeUpdate("SELECT ID FROM Story"), "HY010", "executeQuery");
            failure(() -> statement.executeQuery("SET pushDown = 'on'"), "HY010", "execute");
        }
        assertUsable(connection);
    }
}
