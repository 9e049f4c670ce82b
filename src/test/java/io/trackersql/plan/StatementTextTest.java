package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools send on the left, what the parser reads on the right. */
class StatementTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1;                            | SELECT 1",
                "SELECT 1;--x                         | SELECT 1",
                "SELECT 1 ; /* a ; b */ ; -- c        | SELECT 1",
                "SELECT ';' AS \"a;b\";               | SELECT ';' AS \"a;b\"",
                "SELECT 'it''s;' -- it's; so          | SELECT 'it''s;' -- it's; so",
                "SELECT 1 /* it's; {oj x} */          | SELECT 1 /* it's; {oj x} */",
                "SELECT 1 // it's; {oj x}             | SELECT 1 // it's; {oj x}",
                "{call system.refresh_metadata()}     | call system.refresh_metadata()",
                "SELECT {fn ucase('}')}               | SELECT {fn UCASE('}')}",
                "SELECT {fn ucase({fn lcase('x')})}   | SELECT {fn UCASE({fn LCASE('x')})}",
                "SELECT {d '2020-01-01'}              | SELECT {d '2020-01-01'}",
                "x LIKE 'a' {escape '!'}              | x LIKE 'a'  escape '!'",
                "SELECT 'unfinished; text             | SELECT 'unfinished; text",
            })
    void escapesAndSemicolonsGoAndTheRestStays(String sent, String read) {
        assertThat(StatementText.normalize(sent)).isEqualTo(read);
    }

    @Test
    void anOuterJoinEscapeIsUnwrapped() {
        assertThat(StatementText.normalize("SELECT * FROM {oj a LEFT JOIN b ON TRUE}"))
                .isEqualToNormalizingWhitespace("SELECT * FROM a LEFT JOIN b ON TRUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1; SELECT 2", "SELECT 1;;x", "SELECT 1; /* c */ (SELECT 2)"})
    void twoStatementsAreRefused(String sent) {
        assertThatThrownBy(() -> StatementText.normalize(sent)).hasMessageContaining("more than one statement");
    }

    @Test
    void anEscapeWithoutEndIsRefused() {
        assertThatThrownBy(() -> StatementText.normalize("SELECT * FROM {oj a"))
                .hasMessageContaining("begins at character 15 has no closing brace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/* a */ SET /* b */ x = '/* c */' -- d | SET   x = '/* c */'",
                "-- only this                           | ``",
                "/* unfinished                          | ``",
                "SHOW // x                              | SHOW",
            })
    void commentsCanBeTakenOut(String statement, String bare) {
        assertThat(StatementText.withoutComments(statement)).isEqualTo(bare == null ? "" : bare);
    }

    @Test
    void aStatementMayBeginWithAnyNumberOfComments() {
        String comments = "/* c */ -- d\n".repeat(20_000);

        assertThat(StatementText.withoutComments(comments)).isEmpty();
        assertThat(new Sheet().rows(comments + "(((VALUES (1))))")).containsExactly("1");
    }
}
