package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
