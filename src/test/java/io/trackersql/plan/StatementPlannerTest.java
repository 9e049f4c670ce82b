package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are queries, which are commands, and what commands do. */
class StatementPlannerTest {
    private Sheet sheet;

    @BeforeEach
    void open() {
        sheet = new Sheet();
    }

    private TrackerException failure(String sql) {
        return catchThrowableOfType(TrackerException.class, () -> sheet.prepare(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SET pageRows = 5                    | set pageRows=5",
                "set pageRows=5;                     | set pageRows=5",
                "SET pageRows TO 5                   | set pageRows=5",
                "/* a */ SET /* b */ pageRows = 5 --c | set pageRows=5",
                "SET comment = 'a;b'                 | set comment=a;b",
                "SET comment = 'it''s -- so'         | set comment=it's -- so",
                "SET comment = \"x y\"               | set comment=x y",
                "SET SCHEMA t                        | use t",
                "SET SCHEMA=t                        | use t",
                "SET SCHEMA 'my-schema'              | use my-schema",
                "USE t                               | use t",
                "use \"my schema\";                  | use my schema",
                "CALL system.refresh_metadata()      | refresh metadata",
                "{call \"system\".refresh_metadata}  | refresh metadata",
            })
    void aCommandIsToldByItsWords(String sql, String done) {
        assertThat(sheet.rows(sql)).isEmpty();

        assertThat(sheet.commands).containsExactly(done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "rollback work;", "BEGIN", "START TRANSACTION", "-- x\nCOMMIT"})
    void transactionsBeginAndEndWithoutEffect(String sql) {
        assertThat(sheet.rows(sql)).isEmpty();
        assertThat(sheet.prepare(sql).givesRows()).isFalse();
    }

    @Test
    void aSettingIsShownAsARow() {
        assertThat(sheet.rows("SHOW /* x */ pageRows -- y")).containsExactly("value of pageRows");
        assertThat(sheet.prepare("SHOW pageRows").columns())
                .extracting(ResultColumn::label)
                .containsExactly("pageRows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT Number FROM Epic WHERE Number = 1",
                "((SELECT Number FROM Epic WHERE Number = 1))",
                "-- a\n/* b */ select 1",
                "WITH a AS (SELECT 1 AS x) SELECT * FROM a",
                "VALUES (1)",
                "VALUES 1;--x",
                "(VALUES 1)",
                "SELECT 1 /* the end */",
                "SELECT 1 // the end",
            })
    void aQueryIsAQueryHoweverItBegins(String sql) {
        assertThat(sheet.rows(sql)).containsExactly("1");
    }

    @Test
    void textOutsideAsciiIsKept() {
        assertThat(sheet.rows("SELECT 'Größe 日本 😀'")).containsExactly("Größe 日本 😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPLAIN SELECT ID FROM Story",
                "EXPLAIN PLAN FOR SELECT ID FROM Story",
                "explain /* c */ plan -- d\n for (SELECT ID FROM Story);"
            })
    void explainTellsThePlanAndAsksNothing(String sql) {
        assertThat(sheet.rows(sql))
                .containsExactly(
                        "TrackerScan rows [ID] FROM CURRENT.Story", "  requests: 1 + one per 2000 rows", "  GET Story");
        assertThat(sheet.backend.scans).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPLAIN PLAN FOR EXPLAIN PLAN FOR SELECT 1",
                "EXPLAIN SET pageRows = 1",
                "CREATE TABLE x (y INT)"
            })
    void whatIsSqlButNotForUsIsUnsupported(String sql) {
        assertThat(failure(sql).failure()).isEqualTo(Failure.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO Story (Name) VALUES ('x')", "/* x */ DELETE FROM Story"})
    void whatOnlyReadsCannotBeWritten(String sql) {
        assertThatThrownBy(() -> sheet.rows(sql)).hasMessage("t cannot be written through this driver.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", "-- x", "/* x */", "/* x"})
    void anEmptyStatementIsCalledEmpty(String sql) {
        assertThat(failure(sql)).hasMessage("The statement is empty.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"? | ?", "'a' | '", "\"a\" | \"", "RESET ALL | RESET", "UPSERT INTO x VALUES (1) | UPSERT"})
    void whatIsNoStatementIsCalledByItsBeginning(String sql, String beginning) {
        assertThat(failure(sql)).hasMessageStartingWith("No statement begins with '" + beginning + "'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET token 'secret'",
                "SET token = 'secret' x",
                "SHOW a secret",
                "USE a.secret",
                "CALL a.b.secret()",
                "ROLLBACK TO SAVEPOINT secret",
                "EXPLAIN"
            })
    void aCommandOfTheWrongFormIsNotRepeated(String sql) {
        assertThat(failure(sql))
                .hasMessageStartingWith("The statement is not of the form ")
                .hasMessageNotContaining("secret");
    }
}
