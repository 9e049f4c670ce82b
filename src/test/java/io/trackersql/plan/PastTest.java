package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.TrackerException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as they were, at times that are known when a statement starts and at times that it computes. */
class PastTest {
    private static final String DAYS =
            "(VALUES (DATE '2024-03-02'), (DATE '2024-03-25'), (CAST(NULL AS DATE)), (DATE '2024-03-02')) AS d(day)";

    private static void assertRows(String sql, String rows, Object... parameters) {
        for (int variant = 0; variant < 4; variant++) {
            Sheet sheet = new Sheet();
            sheet.set(variant % 2 == 0, true);
            sheet.backend.timesMost = variant / 2 * 2;
            assertThat(sheet.rows(sql.replace("{days}", DAYS), parameters))
                    .as("variant " + variant + " of " + sql)
                    .hasToString("[" + rows + "]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TIMESTAMP '2024-03-02 00:00:00' | 1, 3, 5",
                "'2024-03-02'                    | 1, 3, 5",
                "DATE '2024-03-01'               | 3, 5",
                "'2024-03-01 12:00:00'           | 1, 3, 5",
                "TIMESTAMP '2024-03-01 11:59:59.999' | 3, 5",
                "CURRENT_TIMESTAMP               | 1, 2, 3, 5",
                "CURRENT_TIMESTAMP - INTERVAL '1' DAY | 1, 3, 5",
                "CURRENT_DATE + INTERVAL '1' MONTH + INTERVAL '1' DAY | 1, 2, 3, 4, 5",
                "NULL                            | ``",
                "CAST(NULL AS TIMESTAMP)         | ``",
                "COALESCE(DATE '2024-03-02', CURRENT_DATE)  | 1, 3, 5",
                "CASE WHEN CURRENT_DATE > DATE '2024-01-01' THEN DATE '2024-03-02' END | 1, 3, 5",
                "TIMESTAMPADD(DAY, -30, CURRENT_TIMESTAMP) | 1, 3, 5",
            })
    void aTableIsReadAsItWasAtATime(String time, String numbers) {
        assertRows(
                "SELECT Number FROM Story FOR SYSTEM_TIME AS OF " + time + " AS s ORDER BY Number",
                numbers == null ? "" : numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT d.day, s.Number FROM {days} JOIN Story FOR SYSTEM_TIME AS OF d.day AS s ON s.Number < 4 ORDER BY 1, 2 |"
                        + " 19784 1, 19784 1, 19784 3, 19784 3, 19807 1, 19807 3",
                "SELECT d.day, s.Number FROM {days} LEFT JOIN Story FOR SYSTEM_TIME AS OF d.day AS s ON s.State = 64 ORDER BY 1, 2 |"
                        + " null null, 19784 null, 19784 null, 19807 1",
                "SELECT d.day, (SELECT COUNT(*) FROM Story FOR SYSTEM_TIME AS OF d.day AS s WHERE s.State = 0) FROM {days} ORDER BY 1 |"
                        + " null 0, 19784 2, 19784 2, 19807 1",
                "SELECT d.day, x.n FROM {days}, LATERAL (SELECT MAX(Number) AS n FROM Story FOR SYSTEM_TIME AS OF d.day AS s"
                        + " WHERE s.State = 64) AS x ORDER BY 1 | null null, 19784 null, 19784 null, 19807 1",
                "SELECT e.Number, x.n FROM Epic AS e, LATERAL (SELECT MAX(Number) AS n FROM Story AS s WHERE s.Super = e.ID) AS x"
                        + " ORDER BY 1 | 1 2, 2 4, 4 null",
                "SELECT s.Number FROM (SELECT MIN(Created) AS t FROM Story) AS x JOIN Story FOR SYSTEM_TIME AS OF x.t AS s ON TRUE"
                        + " ORDER BY 1 | 3, 5",
                "SELECT d.day FROM {days} WHERE EXISTS (SELECT 1 FROM Story FOR SYSTEM_TIME AS OF d.day AS s WHERE s.State = 64) |"
                        + " 19807",
                "SELECT COUNT(*) FROM {days} WHERE NOT EXISTS (SELECT 1 FROM Story FOR SYSTEM_TIME AS OF d.day AS s WHERE s.State = 64) |"
                        + " 3",
                "SELECT d.day, COUNT(*) FROM {days} JOIN Story FOR SYSTEM_TIME AS OF d.day AS s ON TRUE GROUP BY d.day ORDER BY 1 |"
                        + " 19784 6, 19807 3",
                "SELECT a.Number, b.State, c.State FROM {days}"
                        + " JOIN Story FOR SYSTEM_TIME AS OF d.day AS a ON a.Number = 1"
                        + " JOIN Story FOR SYSTEM_TIME AS OF d.day + INTERVAL '1' MONTH AS b ON a.ID = b.ID"
                        + " JOIN Story AS c ON c.ID = b.ID | 1 64 64, 1 64 64, 1 64 64",
                "SELECT t.Number, s.Number FROM Story AS t JOIN Story FOR SYSTEM_TIME AS OF t.Created AS s ON s.ID = t.ID ORDER BY 1 |"
                        + " 1 1, 2 2, 4 4, 5 5",
                "SELECT t.Number, s.State FROM Story AS t LEFT JOIN Story FOR SYSTEM_TIME AS OF t.Due AS s ON s.Number = t.Number"
                        + " WHERE t.Number <= 3 ORDER BY 1 | 1 null, 2 null, 3 null",
                "SELECT t.Number, (SELECT COUNT(*) FROM Story FOR SYSTEM_TIME AS OF t.Due + INTERVAL '1' DAY AS s"
                        + " WHERE s.Super = t.Super) FROM Story AS t ORDER BY 1 | 1 1, 2 2, 3 0, 4 1, 5 1",
                "SELECT d.day, s.n FROM {days} JOIN LATERAL (SELECT COUNT(*) AS n FROM Story FOR SYSTEM_TIME AS OF d.day AS a"
                        + " JOIN Story FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP AS b ON a.ID = b.ID) AS s ON TRUE ORDER BY 1 |"
                        + " null 0, 19784 3, 19784 3, 19807 3",
                "SELECT now.Number FROM Story AS now LEFT JOIN Story FOR SYSTEM_TIME AS OF DATE '2024-03-25' AS past"
                        + " ON now.ID = past.ID WHERE past.ID IS NULL ORDER BY 1 | 2, 4",
                "SELECT a.State, b.State FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' AS a"
                        + " JOIN Story FOR SYSTEM_TIME AS OF DATE '2024-03-25' AS b ON a.ID = b.ID WHERE a.Number = 1 | 0 64",
                "SELECT Number FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' UNION ALL"
                        + " SELECT Number FROM Story FOR SYSTEM_TIME AS OF DATE '2023-01-01' ORDER BY 1 | 1, 3, 3, 5",
                "WITH past AS (SELECT * FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02')"
                        + " SELECT COUNT(*) FROM past WHERE State = 0 | 2",
                "SELECT COUNT(*) FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' WHERE Number > 1 | 2",
                "SELECT Number FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' AS s ORDER BY Number DESC LIMIT 1 OFFSET 1 | 3",
                "SELECT Number FROM Story WHERE ID NOT IN (SELECT ID FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02') ORDER BY 1 | 2, 4",
            })
    void timesMayDifferForEveryRowAndEveryTable(String sql, String rows) {
        assertRows(sql, rows);
    }

    @Test
    void aLeftSideIsReadOnceAndEachTimeOnceWithWhatIsNeeded() {
        Sheet sheet = new Sheet();

        assertThat(sheet.rows("SELECT t.Number, s.Number, s.State FROM Story AS t"
                        + " JOIN Story FOR SYSTEM_TIME AS OF t.Due + INTERVAL '1' DAY AS s ON s.Super = t.Super"
                        + " WHERE t.Name LIKE '%eta' ORDER BY 1, 2"))
                .containsExactly("2 1 64", "2 2 0", "4 4 0");
        assertThat(sheet.backend.requests)
                .containsExactly(
                        "Story[Number, Due, Super, Name]",
                        "Story[Number, State, Super]@2024-04-01T00:00:00Z",
                        "Story[Number, State, Super]@2024-05-01T00:00:00Z");
    }

    @Test
    void timesAreAskedForTogetherWhereThatIsPossible() {
        Sheet sheet = new Sheet();
        sheet.backend.timesMost = 3;

        assertThat(sheet.rows("SELECT d.day, (SELECT COUNT(*) FROM Story FOR SYSTEM_TIME AS OF d.day AS s)"
                        + " FROM (VALUES (DATE '2024-03-01'), (DATE '2024-03-02'), (DATE '2024-03-03'), (DATE '2024-03-04')) AS d(day)"
                        + " ORDER BY 1"))
                .containsExactly("19783 2", "19784 3", "19785 3", "19786 3");
        assertThat(sheet.backend.requests)
                .contains("Story[ID]@[2024-03-01T00:00:00Z, 2024-03-02T00:00:00Z, 2024-03-03T00:00:00Z]");
    }

    @Test
    void rowsThatATrackerCountsAreNotRead() {
        Sheet sheet = new Sheet();

        assertThat(sheet.rows("SELECT d.day, (SELECT COUNT(*) FROM Story FOR SYSTEM_TIME AS OF d.day AS s)"
                        + " FROM (VALUES (DATE '2023-03-01'), (DATE '2024-03-02')) AS d(day) ORDER BY 1"))
                .containsExactly("19417 1", "19784 3");
        assertThat(sheet.backend.requests)
                .containsExactly("Story[]@2023-03-01T00:00:00Z total", "Story[]@2024-03-02T00:00:00Z total");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT s.ID FROM (VALUES (CAST(NULL AS DATE))) AS d(day) JOIN Story FOR SYSTEM_TIME AS OF d.day AS s ON TRUE",
                "SELECT ID FROM Story FOR SYSTEM_TIME AS OF CAST(NULL AS TIMESTAMP)",
                "SELECT s.ID FROM (VALUES (DATE '2024-03-02')) AS d(day) JOIN Story FOR SYSTEM_TIME AS OF d.day AS s ON TRUE"
                        + " WHERE d.day > DATE '2025-01-01'",
            })
    void noTimeAsksNothing(String sql) {
        Sheet sheet = new Sheet();

        assertThat(sheet.rows(sql)).isEmpty();
        assertThat(sheet.backend.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "22007 | yesterday          | SELECT ID FROM Story FOR SYSTEM_TIME AS OF 'yesterday'",
                "42804 | INTEGER            | SELECT ID FROM Story FOR SYSTEM_TIME AS OF 5",
                "0A000 | keeps no past      | SELECT ID FROM Epic FOR SYSTEM_TIME AS OF DATE '2024-03-02'",
                "0A000 | keeps no past      | SELECT e.ID FROM (VALUES (DATE '2024-03-02')) AS d(day) JOIN Epic FOR SYSTEM_TIME AS OF d.day AS e ON TRUE",
                "0A000 | behind each table  | WITH w AS (SELECT * FROM Story WHERE Number = 1) SELECT ID FROM w FOR SYSTEM_TIME AS OF DATE '2024-03-02'",
                "0A000 | several sides      | SELECT 1 FROM Story AS a WHERE EXISTS (SELECT 1 FROM Epic AS b, LATERAL (SELECT * FROM Story FOR SYSTEM_TIME AS OF TIMESTAMPADD(DAY, b.Number, a.Created) AS c) AS x)",
                "0A000 | The time Created behind | SELECT 1 FROM Story FOR SYSTEM_TIME AS OF Created",
                "42804 | BOOLEAN            | SELECT ID FROM Story FOR SYSTEM_TIME AS OF TRUE",
                "42000 | alias last         | SELECT ID FROM Story AS s FOR SYSTEM_TIME AS OF DATE '2024-03-02'",
                "42000 | alias last         | SELECT ID FROM Story AS OF TIMESTAMP '2024-03-02 00:00:00'",
                "42000 | alias last         | SELECT ID FROM Story AS OF '2024-03-02'",
                "42000 | alias last         | SELECT ID FROM Story FOR VERSION AS OF 5",
                "42000 | alias last         | SELECT ID FROM Story VERSION AS OF 5",
                "42000 | alias last         | SELECT ID FROM Story TIMESTAMP AS OF '2024-03-02'",
                "42000 | each table has its own | SELECT ID FROM (SELECT ID FROM Story) FOR SYSTEM_TIME AS OF DATE '2024-03-02'",
                "42000 | one time only      | SELECT ID FROM Story FOR SYSTEM_TIME BETWEEN DATE '2024-03-02' AND DATE '2024-03-03'",
                "42000 | one time only      | SELECT ID FROM Story FOR SYSTEM_TIME FROM DATE '2024-03-02' TO DATE '2024-03-03'",
                "42000 | one time only      | SELECT ID FROM Story FOR SYSTEM_TIME ALL",
                "42000 | one time only      | SELECT ID FROM Story FOR SYSTEM_TIME CONTAINED IN (DATE '2024-03-02', DATE '2024-03-03')",
                "42000 | join it            | SELECT ID FROM Story FOR SYSTEM_TIME AS OF (SELECT MAX(Due) FROM Story)",
                "0A000 | past values of Size | SELECT ID FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' WHERE Size > 1",
                "0A000 | past values of Size | SELECT s.ID FROM (VALUES (DATE '2024-03-02')) AS d(day) JOIN Story FOR SYSTEM_TIME AS OF d.day AS s ON s.Size > 1",
                "0A000 | past values of Size | SELECT s.ID FROM Epic AS e JOIN Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' AS s ON s.Size = e.Number",
                "0A000 | past values of Size | SELECT e.ID FROM Epic AS e LEFT JOIN Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' AS s ON s.Super = e.ID WHERE s.Size IS NULL",
                "0A000 | past values of Size | SELECT Number FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' GROUP BY Number HAVING MAX(Size) IS NULL",
                "0A000 | past values of Size | SELECT Size FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' INTERSECT SELECT Size FROM Story",
                "0A000 | past values of Size | SELECT Size FROM Story EXCEPT SELECT Size FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02'",
                "0A000 | past values of Size | SELECT COUNT(*) FILTER (WHERE Size IS NULL) FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02'",
                "0A000 | past values of Size | SELECT ID FROM Story WHERE Size NOT IN (SELECT Size FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02')",
                "0A000 | past values of Size | SELECT ID FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' ORDER BY Size",
                "0A000 | past values of Size | SELECT ID FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' ORDER BY COALESCE(Size, 0)",
                "0A000 | past values of Size | SELECT COUNT(*) FROM (SELECT Size AS n FROM Story UNION ALL SELECT Size FROM Story"
                        + " FOR SYSTEM_TIME AS OF DATE '2024-03-02') AS u JOIN Epic AS e ON e.Number = u.n",
                "54001 | 1000 different times | SELECT s.ID FROM (SELECT TIMESTAMPADD(DAY, CAST(a.n * 100 + b.n * 10 + c.n AS INTEGER), DATE '2020-01-01') AS day"
                        + " FROM {ten} AS a(n), {ten} AS b(n), {eleven} AS c(n)) AS d"
                        + " JOIN Story FOR SYSTEM_TIME AS OF TIMESTAMPADD(HOUR, 1, d.day) AS s ON TRUE",
            })
    void whatCannotBeReadIsOneClearError(String sqlState, String words, String sql) {
        Sheet sheet = new Sheet();
        sheet.backend.notKept.add("Size");
        String ten = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
        String filled = sql.replace("{ten}", ten).replace("{eleven}", ten.replace("(9)", "(9), (1000)"));

        assertThatThrownBy(() -> sheet.rows(filled))
                .isInstanceOfSatisfying(
                        TrackerException.class,
                        e -> assertThat(e.failure().sqlState()).isEqualTo(sqlState))
                .hasMessageContaining(words.strip());
        assertThat(sheet.backend.requests).isEmpty();
    }

    @Test
    void columnsThatAreNotKeptAreNullAndOneWarningNamesThem() {
        Sheet sheet = new Sheet();
        sheet.backend.notKept.addAll(List.of("Size", "Name"));

        assertThat(sheet.rows("SELECT a.Size, b.Name, c.Size FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02' AS a"
                        + " JOIN Story FOR SYSTEM_TIME AS OF DATE '2024-03-25' AS b ON a.ID = b.ID"
                        + " JOIN Story AS c ON a.ID = c.ID WHERE c.Number = 1"))
                .containsExactly("null null 0.5");
        assertThat(sheet.warnings)
                .filteredOn(warning -> warning.contains("not kept"))
                .containsExactly(
                        "The past values of these columns are not kept, so they are NULL: Story.Size (rows), Story.Name (rows).");
    }

    @Test
    void explainTellsTheTimeOrWhatDecidesTheTimes() {
        Sheet sheet = new Sheet();
        String perDay = "EXPLAIN PLAN FOR SELECT s.ID FROM (VALUES (DATE '2024-03-02')) AS d(day)"
                + " JOIN Story FOR SYSTEM_TIME AS OF d.day AS s ON s.Number = 3";

        assertThat(sheet.rows("EXPLAIN PLAN FOR SELECT ID FROM Story FOR SYSTEM_TIME AS OF DATE '2024-03-02'"))
                .contains("  as of 2024-03-02T00:00:00Z");
        assertThat(String.join("\n", sheet.rows(perDay)))
                .contains(
                        "SnapshotJoin rows [ID] FROM CURRENT.Story AS OF ?0 WHERE Number = 3",
                        "as of each different time, at most 1000",
                        "condition Number = 3",
                        "requests: for each different time 1 + one per 2000 rows; several at a time",
                        "of one time, 2024-03-31T12:00:00Z: ");
        sheet.backend.timesMost = 30;
        assertThat(String.join("\n", sheet.rows(perDay)))
                .contains(
                        "requests: one per 30 different times, and one per 2000 further rows of a time that has more",
                        "Story@[2024-03-31T12:00:00Z]");
        assertThat(sheet.backend.requests).isEmpty();
    }
}
