package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement that cannot be done is told: its kind and the words. */
class PlanErrorsTest {
    private static TrackerException failure(String sql, Object... parameters) {
        return catchThrowableOfType(TrackerException.class, () -> new Sheet().rows(sql, parameters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT Number FROM Story WHERE | SYNTAX | Syntax error: Incorrect syntax near the keyword 'WHERE' at line 1, column 26.",
                "SELECT Order FROM Story | SYNTAX | Syntax error at line 1, column 8: 'Order FROM' was not expected there. Order is a reserved word, write \"Order\".",
                "SELECT 1; SELECT 2 | SYNTAX | The text holds more than one statement; the second begins with 'SELECT 2' at character 9. Send one statement at a time.",
                "SELECT ID FROM Story, Epic | SYNTAX | Column 'ID' is ambiguous at line 1, column 8.",
                "SELECT Nmae FROM Story | UNKNOWN_COLUMN | There is no column 'Nmae' at line 1, column 8. Did you mean Name?",
                "SELECT * FROM Stroy | UNKNOWN_TABLE | There is no table or schema 'Stroy' at line 1, column 15. Did you mean Story?",
                "SELECT * FROM T.Stroy | UNKNOWN_TABLE | There is no table 'Stroy' in schema 't' at line 1, column 15. Did you mean Story?",
                "SELECT * FROM tt.Story | UNKNOWN_TABLE | There is no table or schema 'tt' at line 1, column 15. Did you mean t?",
                "SELECT x.Name FROM Story s | UNKNOWN_TABLE | There is no table 'x' in FROM at line 1, column 8.",
                "SELECT FOO(Name) FROM Story | UNKNOWN_FUNCTION | There is no function FOO(<CHARACTER>) at line 1, column 8.",
                "SELECT 1 / 0 | DIVISION_BY_ZERO | Division by zero.",
                "SELECT CAST(Number * 100000 AS SMALLINT) FROM Story | NUMBER_OUT_OF_RANGE | A number is out of range: Value 100000 out of range",
                "SELECT CAST('x' AS INTEGER) | BAD_CAST | A text cannot be read as a number: For input string: \"x\"",
                "SELECT ID FROM Story WHERE Due = 'nonsense' | BAD_DATE_TIME | A text cannot be read as a date or time: Invalid DATE value, 'nonsense'. Write it as '2025-03-01' or '2025-03-01 09:00:00'.",
                "SELECT ID FROM Story WHERE Due = '2024-13-45' | BAD_DATE_TIME | A text cannot be read as a date or time: Value of DAY field is out of range in '2024-13-45'. Write it as '2025-03-01' or '2025-03-01 09:00:00'.",
                "SELECT ID FROM Story WHERE Name LIKE 'B%' ESCAPE 'xx' | BAD_VALUE | ESCAPE takes one character, not 'xx'.",
                "SELECT LOG10(0) AS candidate_date | BAD_VALUE | A value does not fit the expression it is used in: Cannot take logarithm of zero or negative number",
                "SELECT (SELECT Number FROM Epic) | CARDINALITY | A subquery that must give one value gave several.",
                "SELECT ID FROM Story LIMIT -1 | BAD_VALUE | LIMIT is -1. Give a whole number of rows from 0.",
                "SELECT UPPER(Name) FROM Story LIMIT 1 OFFSET -1 | BAD_VALUE | OFFSET is -1. Give a whole number of rows from 0.",
                "SELECT ID FROM Story LIMIT 1.5 | BAD_VALUE | LIMIT is 1.5. Give a whole number of rows from 0.",
            })
    void aMistakeIsNamed(String sql, Failure kind, String message) {
        assertThat(failure(sql))
                .hasMessage(message)
                .extracting(TrackerException::failure)
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ID FROM Story LIMIT ?",
                "SELECT ID FROM Story OFFSET ?",
                "SELECT Name, COUNT(*) FROM Story GROUP BY Name LIMIT ?"
            })
    void aCountOfRowsThatIsNegativeOrNullIsRefusedWhenItIsBound(String sql) {
        assertThat(failure(sql, -1L).failure()).isEqualTo(Failure.BAD_VALUE);
        assertThat(failure(sql, new Object[] {null}).failure()).isEqualTo(Failure.BAD_VALUE);
    }

    @Test
    void anotherDatabasesErrorIsNotTakenForABug() {
        RuntimeException thrown =
                new RuntimeException("while running SELECT", new SQLException("Table LOGIN is gone", "42S02"));

        assertThat(PlanErrors.running(thrown))
                .hasMessage("Another database of the model refused its part of the statement: Table LOGIN is gone"
                        + " (SQLSTATE 42S02)")
                .extracting(TrackerException::failure)
                .isEqualTo(Failure.REFUSED);
    }

    @Test
    void theLimitsOfTheJvmAreNamed() {
        assertThat(PlanErrors.running(new OutOfMemoryError()).failure()).isEqualTo(Failure.LIMIT_REACHED);
        assertThat(PlanErrors.running(new StackOverflowError()).failure()).isEqualTo(Failure.LIMIT_REACHED);
        assertThat(PlanErrors.planning(new StackOverflowError(), null).failure())
                .isEqualTo(Failure.LIMIT_REACHED);
    }

    @Test
    void aStatementThatIsNestedTooDeeplySaysSo() {
        String nested = "SELECT " + "(".repeat(50_000) + "1" + ")".repeat(50_000);

        assertThat(failure(nested).failure()).isEqualTo(Failure.LIMIT_REACHED);
    }

    @Test
    void aFailureOfOursComesOutAsItIs() {
        TrackerException own = Failure.TIMEOUT.with("too slow");

        assertThat(PlanErrors.running(new RuntimeException(own))).isSameAs(own);
        assertThat(PlanErrors.planning(new RuntimeException(own), null)).isSameAs(own);
    }

    @Test
    void aBugSaysThatItIsOne() {
        assertThat(PlanErrors.running(new NullPointerException("x")))
                .hasMessageEndingWith("This is a bug; please report it.")
                .extracting(TrackerException::failure)
                .isEqualTo(Failure.INTERNAL);
    }
}
