package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of statements that are easy to answer wrongly, with everything folded that can be and with nothing folded. */
class AnswersTest {
    private static void assertRows(String sql, String rows, Object... parameters) {
        for (boolean pushDown : new boolean[] {true, false}) {
            Sheet sheet = new Sheet();
            sheet.set(pushDown, true);
            assertThat(sheet.rows(sql, parameters))
                    .as("pushDown=" + pushDown + " " + sql)
                    .hasToString("[" + rows + "]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Name ILIKE 'b%'                  | 2, 4",
                "Name NOT ILIKE 'b%'              | 1, 5",
                "Name LIKE '50!%!_%' ESCAPE '!'   | 5",
                "Name NOT LIKE NULL               | ``",
                "Name = 'beta '                   | ``",
                "Name = CAST('beta' AS CHAR(6))   | ``",
                "Number NOT IN (1, NULL, 3)       | ``",
                "Number NOT IN (1, 3)             | 2, 4, 5",
                "(Size > 0) IS NOT TRUE           | 2, 3, 5",
                "Done IS NOT FALSE                | 1, 3, 4",
                "Size = 0                         | 2, 5",
                "Size = -0e0                      | 2, 5",
                "Number > 1.5                     | 2, 3, 4, 5",
                "State <> 100000                  | 1, 2, 4, 5",
                "Number IS DISTINCT FROM 3        | 1, 2, 4, 5",
                "COALESCE(Number, 0) > 3          | 4, 5",
                "CASE WHEN Done THEN Number ELSE 0 END = 1     | 1",
                "Due = CURRENT_DATE               | 2",
                "Due = CURRENT_DATE + INTERVAL '1' MONTH       | 4",
                "Due BETWEEN CURRENT_DATE - INTERVAL '30' DAY AND CURRENT_DATE | 1, 2",
                "Due BETWEEN SYMMETRIC CURRENT_DATE AND CURRENT_DATE - INTERVAL '30' DAY | 1, 2",
                "Created = CURRENT_TIMESTAMP      | 2",
                "Created = CURRENT_DATE           | ``",
                "Created > CAST(TIMESTAMP '2024-03-31 11:59:59.6' AS TIMESTAMP(0)) | 2, 4",
                "Due = Created                    | ``",
            })
    void aConditionKeepsWhatIsTrueInSql(String condition, String numbers) {
        assertRows("SELECT Number FROM Story WHERE " + condition, numbers == null ? "" : numbers);
    }

    @ParameterizedTest
    @CsvSource({"Number = ?, ''", "NOT Number = ?, ''", "Number IS NULL OR Number <> ?, ''"})
    void aParameterThatIsNullMakesAComparisonUnknown(String condition, String numbers) {
        assertRows("SELECT Number FROM Story WHERE " + condition, numbers, new Object[] {null});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT DISTINCT ID FROM Story ORDER BY ID          | Story:9, Story:10, Story:11, Story:12, Story:100",
                "SELECT ID, COUNT(*) FROM Story GROUP BY ID ORDER BY ID DESC LIMIT 2 | Story:100 1, Story:12 1",
                "SELECT ID FROM Story UNION SELECT ID FROM Epic ORDER BY 1 OFFSET 3  | Story:9, Story:10, Story:11, Story:12, Story:100",
                "SELECT Name FROM Story WHERE Name IS NOT NULL ORDER BY Name, Number | 50%_x, Alpha, beta, Beta",
                "SELECT s.ID, e.Name FROM Story s JOIN Epic e ON s.Super = e.ID ORDER BY e.Name, s.ID | Story:9 one, Story:10 one, Story:12 two",
                "SELECT ID FROM (SELECT * FROM Story ORDER BY Number LIMIT 3) ORDER BY Number DESC LIMIT 2 | Story:11, Story:10",
                "(SELECT ID FROM Story ORDER BY Number LIMIT 1) UNION ALL (SELECT ID FROM Epic ORDER BY Number DESC LIMIT 1) | Story:9, Epic:4",
                "SELECT Name, COUNT(*) FROM Story GROUP BY Name ORDER BY Name LIMIT 3000000000 OFFSET 3 | beta 1, Beta 1",
                "SELECT Name, COUNT(*) FROM Story GROUP BY Name ORDER BY Name OFFSET 3000000000 | ``",
            })
    void orderBySortsKeysByNumberAndTextAsTheTrackerDoes(String sql, String rows) {
        assertRows(sql, rows == null ? "" : rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT COUNT(*) FROM Story CROSS JOIN Epic | 15",
                "SELECT COUNT(*) FROM Story OFFSET 1 | ``",
                "SELECT COUNT(*) FROM Story LIMIT 0 | ``",
                "SELECT COUNT(*) FROM (SELECT * FROM Story OFFSET 3) | 2",
                "SELECT COUNT(Name), COUNT(*) FROM Story | 4 5",
                "SELECT Number, COUNT(*) FROM Story NATURAL JOIN Epic GROUP BY Number | ``",
                "SELECT Number, s.ID FROM Story s JOIN Epic e USING (Number) ORDER BY 1 | 1 Story:9, 2 Story:10, 4 Story:12",
                "SELECT s.ID, e.ID FROM Story s FULL JOIN Epic e ON s.Super = e.ID ORDER BY s.ID, e.ID | null Epic:4, Story:9 Epic:1, Story:10 Epic:1, Story:11 null, Story:12 Epic:2, Story:100 null",
                "SELECT s.ID, e.ID FROM Story s RIGHT JOIN Epic e ON s.Super = e.ID AND s.Done ORDER BY e.ID | Story:9 Epic:1, Story:12 Epic:2, null Epic:4",
                "SELECT e.ID, x.n FROM Epic e, LATERAL (SELECT COUNT(*) AS n FROM Story s WHERE s.Super = e.ID) x ORDER BY 1 | Epic:1 2, Epic:2 1, Epic:4 0",
                "SELECT e.ID, x.n FROM Epic e, LATERAL (SELECT MAX(s.Number) AS n FROM Story s WHERE s.Super = e.ID HAVING MAX(s.Number) IS NULL) x | Epic:4 null",
                "SELECT e.ID, x.n FROM Epic e, LATERAL (SELECT COUNT(*) AS n FROM Story s WHERE s.Super = e.ID HAVING COUNT(*) < 2) x ORDER BY 1 | Epic:2 1, Epic:4 0",
                "SELECT e.ID, x.n FROM Epic e, LATERAL (SELECT n IS NULL AS n FROM (SELECT SUM(s.Number) AS n FROM Story s WHERE s.Super = e.ID) y WHERE e.ID <> 'Epic:1') x ORDER BY 1 | Epic:2 false, Epic:4 true",
                "SELECT e.ID, x.n FROM Epic e LEFT JOIN LATERAL (SELECT COUNT(*) AS n FROM Story s WHERE s.Super = e.ID HAVING COUNT(*) < 2) x ON TRUE ORDER BY 1 | Epic:1 null, Epic:2 1, Epic:4 0",
                "SELECT e.ID, x.ID FROM Epic e CROSS JOIN LATERAL (SELECT s.ID FROM Story s WHERE s.Super = e.ID ORDER BY s.Number DESC LIMIT 1) x ORDER BY 1 | Epic:1 Story:10, Epic:2 Story:12",
                "WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT * FROM r | 1, 2, 3, 4",
                "WITH RECURSIVE r (id, n) AS (SELECT ID, 1 FROM Epic WHERE Number = 1 UNION ALL SELECT s.ID, n + 1 FROM Story s JOIN r ON s.Super = r.id) SELECT * FROM r ORDER BY n, id | Epic:1 1, Story:10 2, Story:9 2",
                "SELECT Super, COUNT(*) FROM Story GROUP BY ROLLUP (Super) ORDER BY 1, 2 | null 1, null 5, Epic:1 2, Epic:2 1, Epic:3 1",
                "SELECT Super, Done, COUNT(*) FROM Story GROUP BY GROUPING SETS ((Super), (Done)) HAVING COUNT(*) > 1 ORDER BY 1, 2 | null false 2, null true 2, Epic:1 null 2",
                "VALUES 'a', 'abc' | a, abc",
                "SELECT CASE WHEN Done THEN 'a' ELSE 'abc' END >= 'abc' FROM Story WHERE Done IS NOT NULL ORDER BY Number | false, true, false, true",
                "SELECT e.ID, MULTISET(SELECT s.ID FROM Story s WHERE s.Super = e.ID) FROM Epic e WHERE Number < 3 ORDER BY 1 | Epic:1 [Story:9, Story:10], Epic:2 [Story:12]",
                "SELECT ID FROM Story QUALIFY ROW_NUMBER() OVER (PARTITION BY Super ORDER BY Number) = 1 ORDER BY ID LIMIT 2 | Story:9, Story:11",
            })
    void whatRunsHereAnswersAsTheStandardSays(String sql, String rows) {
        assertRows(sql, rows == null ? "" : rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT e.Number, (SELECT COUNT(*) FROM Story s WHERE s.Super = e.ID) FROM Epic e | 1 2, 2 1, 4 0",
                "SELECT e.Number, (SELECT MAX(s.Number) FROM Story s WHERE s.Super = e.ID AND s.Done) FROM Epic e | 1 1, 2 4, 4 null",
                "SELECT e.Number FROM Epic e WHERE (SELECT COUNT(*) FROM Story s WHERE s.Super = e.ID) = 0 | 4",
                "SELECT e.Number FROM Epic e WHERE EXISTS (SELECT 1 FROM Story s WHERE s.Super = e.ID) | 1, 2",
                "SELECT e.Number FROM Epic e WHERE NOT EXISTS (SELECT 1 FROM Story s WHERE s.Super = e.ID) | 4",
                "SELECT e.Number, EXISTS (SELECT 1 FROM Story s WHERE s.Super = e.ID) FROM Epic e | 1 true, 2 true, 4 false",
                "SELECT e.Number FROM Epic e WHERE e.ID IN (SELECT s.Super FROM Story s) | 1, 2",
                "SELECT e.Number FROM Epic e WHERE e.ID NOT IN (SELECT s.Super FROM Story s) | ``",
                "SELECT e.Number FROM Epic e WHERE e.ID NOT IN (SELECT s.Super FROM Story s WHERE s.Super IS NOT NULL) | 4",
                "SELECT e.Number, e.ID IN (SELECT s.Super FROM Story s WHERE s.Number > e.Number) FROM Epic e | 1 true, 2 true, 4 false",
                "SELECT e.Number, (SELECT s.ID FROM Story s WHERE s.Super = e.ID ORDER BY s.Number LIMIT 1) FROM Epic e | 1 Story:9, 2 Story:12, 4 null",
                "SELECT s.Number FROM Story s WHERE s.Number > (SELECT AVG(x.Number) FROM Story x WHERE x.Super = s.Super) | 2",
                "SELECT s.Number FROM Story s WHERE s.Number > ALL (SELECT x.Number FROM Epic x WHERE x.Number < 3) | 3, 4, 5",
                "SELECT s.Number FROM Story s WHERE s.Number = SOME (SELECT x.Number FROM Epic x WHERE x.ID = s.Super) | 1",
            })
    void subqueriesAnswerAsTheStandardSays(String sql, String rows) {
        assertRows(sql + " ORDER BY 1", rows == null ? "" : rows);
    }
}
