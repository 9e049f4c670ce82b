package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a statement becomes part of a scan: SQL text on the left, the scan's query on the right. */
class FoldingTest {
    private Sheet sheet;

    @BeforeEach
    void open() {
        sheet = new Sheet();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Number = 3                        | Number = 3",
                "Number = '3'                      | Number = 3",
                "3 < Number                        | Number > 3",
                "NOT Done                          | NOT Done = true",
                "Done IS NOT FALSE                 | NOT (NOT Done IS NULL AND Done = false)",
                "(Number = 3) IS TRUE              | Number = 3",
                "Number = NULL                     | FALSE",
                "NULL                              | UNKNOWN",
                "Number IN (1, NULL, 3)            | Number IN (1, null, 3)",
                "Number NOT IN (1, 3)              | NOT Number IN (1, 3)",
                "Number = 1 OR Number = 2          | Number IN (1, 2)",
                "Number IN (1, 2) OR State = 0     | (Number IN (1, 2) OR State = 0)",
                "Number > 2 AND Number < 4         | Number > 2 AND Number < 4",
                "Size IN (0, 3)                    | Size IN (0.0, 3.0)",
                "Size IS NOT DISTINCT FROM NULL    | Size IS NULL",
                "Name LIKE '50!%' ESCAPE '!'       | Name LIKE '50!%' ESCAPE '!'",
                "Name NOT LIKE 'B%'                | NOT Name LIKE 'B%'",
                "Name LIKE NULL                    | Name LIKE null",
                "Name = 'it''s'                    | Name = 'it''s'",
                "Name BETWEEN 'A' AND 'C'          | Name >= 'A' AND Name <= 'C'",
                "State = 64                        | State = 64",
                "Due = DATE '1970-01-02'           | Due = DATE '1970-01-02'",
                "Due = '1970-01-02'                | Due = DATE '1970-01-02'",
                "Due = DATE '1970-01-31' + INTERVAL '1' MONTH | Due = DATE '1970-02-28'",
                "Created = '1970-01-01 00:00:01'   | Created = TIMESTAMP '1970-01-01 00:00:01'",
                "Created >= '1970-01-02'           | Created >= TIMESTAMP '1970-01-02 00:00:00'",
                "FIND(Name, 'x')                   | FIND(Name, 'x')",
            })
    void aConditionOnColumnsBecomesAPredicate(String condition, String predicate) {
        String query = predicate.startsWith("FIND") ? predicate : "WHERE " + predicate;

        assertThat(sheet.plan("SELECT ID FROM Story WHERE " + condition)).isEqualTo("[ID] FROM CURRENT.Story " + query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Number = ?                             | Number = ?0 with [?0]",
                "Name LIKE ?                            | Name LIKE ?0 with [?0]",
                "Due = CURRENT_DATE                     | Due = ?0 with [CURRENT_DATE]",
                "Due < CURRENT_DATE - INTERVAL '3' MONTH | Due < ?0 with [-(CURRENT_DATE, 3:INTERVAL MONTH)]",
                "Number = ? + 1                         | Number = ?0 with [CAST(+(?0, 1)):BIGINT]",
            })
    void whatIsKnownLaterBecomesAnOperand(String condition, String predicate) {
        assertThat(sheet.plan("SELECT ID FROM Story WHERE " + condition))
                .isEqualTo("[ID] FROM CURRENT.Story WHERE " + predicate);
    }

    /** Each of these would give other rows, or hide an error, if it were a predicate. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Name ILIKE 'b%'",
                "Name NOT ILIKE 'b%'",
                "Name SIMILAR TO 'B.*'",
                "Name LIKE 'B%' ESCAPE 'xx'",
                "CAST(Name AS VARCHAR(2)) = 'be'",
                "CAST(Number AS VARCHAR(5)) = '2'",
                "Number = 1.5",
                "Number = 99999999999999999999",
                "Number = CAST(100000 AS SMALLINT)",
                "State = 100000",
                "(Size > 0) IS NOT TRUE",
                "Due = Created",
                "Due = CURRENT_TIMESTAMP",
                "Due = 'nonsense'",
                "UPPER(Name) = 'BETA'",
            })
    void whatIsNoPredicateStaysAbove(String condition) {
        String plan = sheet.plan("SELECT ID FROM Story WHERE " + condition);

        assertThat(plan).contains("$condition").doesNotContain("WHERE").doesNotContain(" FIND");
    }

    @Test
    void conjunctsFoldOneByOne() {
        assertThat(sheet.plan("SELECT ID FROM Story WHERE NOT (Number = 1 OR UPPER(Name) = 'BETA')"))
                .contains("$condition")
                .endsWith("[ID, Name] FROM CURRENT.Story WHERE Number <> 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT Number, ID FROM Story ORDER BY Number DESC | [Number, ID] FROM CURRENT.Story ORDER BY Number DESC",
                "SELECT ID FROM Story ORDER BY Number, Name        | [ID] FROM CURRENT.Story ORDER BY Number, Name",
                "SELECT ID FROM Story LIMIT 2 OFFSET 1             | [ID] FROM CURRENT.Story OFFSET 1 LIMIT 2",
                "SELECT ID FROM Story OFFSET 1                     | [ID] FROM CURRENT.Story OFFSET 1",
                "SELECT ID FROM Story LIMIT 3000000000             | [ID] FROM CURRENT.Story LIMIT 3000000000",
                "SELECT ID FROM Story LIMIT ALL                    | [ID] FROM CURRENT.Story",
                "SELECT ID FROM Story LIMIT ?                      | [ID] FROM CURRENT.Story LIMIT ?0 with [?0]",
                "SELECT Name, Name AS x FROM Story ORDER BY x      | [Name, Name] FROM CURRENT.Story ORDER BY Name",
                "SELECT b FROM (SELECT Name AS b FROM Story ORDER BY Number) ORDER BY b | [Name] FROM CURRENT.Story ORDER BY Name",
                "SELECT COUNT(*) FROM Story WHERE Done             | COUNT FROM CURRENT.Story WHERE Done = true",
                "SELECT COUNT(ID) FROM Story                       | COUNT FROM CURRENT.Story",
                "SELECT COUNT(1) FROM Story                        | COUNT FROM CURRENT.Story",
                "SELECT COUNT(*) FROM (SELECT * FROM Story LIMIT 3) | COUNT FROM CURRENT.Story LIMIT 3",
                "TABLE Epic                                        | [ID, Number, Name] FROM CURRENT.Epic",
                "(SELECT ID FROM Epic)                             | [ID] FROM CURRENT.Epic",
            })
    void sortsWindowsAndCountsFold(String sql, String query) {
        assertThat(sheet.plan(sql)).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT ID FROM (SELECT * FROM Story LIMIT 3) LIMIT 2            | LIMIT 3",
                "SELECT ID FROM (SELECT * FROM Story LIMIT 3) WHERE Number > 1   | LIMIT 3",
                "SELECT ID FROM (SELECT * FROM Story LIMIT 3) ORDER BY Number    | LIMIT 3",
                "SELECT ID FROM Story ORDER BY Number NULLS LAST                 | [ID, Number] FROM CURRENT.Story",
                "SELECT ID FROM Story ORDER BY Name DESC, Number                 | [ID, Name, Number] FROM CURRENT.Story",
                "SELECT COUNT(Name) FROM Story                                   | [Name] FROM CURRENT.Story",
                "SELECT COUNT(DISTINCT ID) FROM Story                            | [ID] FROM CURRENT.Story",
                "SELECT COUNT(*) FILTER (WHERE Done) FROM Story                  | [Done] FROM CURRENT.Story",
                "SELECT COUNT(*) FROM Story OFFSET 1                             | COUNT FROM CURRENT.Story",
                "SELECT 1 FROM Story                                             | [ID] FROM CURRENT.Story",
            })
    void whatComesInAnotherOrderStaysAbove(String sql, String scan) {
        assertThat(sheet.isDirect(sql)).isFalse();
        assertThat(sheet.plan(sql)).endsWith(scan);
    }

    @Test
    void withPushDownOffOnlyColumnsFold() {
        sheet.set(false, true);

        assertThat(sheet.plan("SELECT ID FROM Story WHERE Number = 3 ORDER BY Number LIMIT 1"))
                .endsWith("[ID, Number] FROM CURRENT.Story");
        assertThat(sheet.plan("SELECT COUNT(*) FROM Story")).endsWith("[ID] FROM CURRENT.Story");
    }

    @Test
    void withExactTextOrderASortOnTextStaysAbove() {
        sheet.set(true, false);

        assertThat(sheet.isDirect("SELECT ID FROM Story ORDER BY Number")).isTrue();
        assertThat(sheet.isDirect("SELECT ID FROM Story ORDER BY Name")).isFalse();
    }
}
