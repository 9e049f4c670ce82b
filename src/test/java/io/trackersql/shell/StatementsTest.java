package io.trackersql.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void semicolonsSeparateStatements() throws IOException {
        assertThat(texts("SELECT 1; SELECT 2 ;\nSELECT 3")).containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }

    @Test
    void semicolonsInQuotesBelongToTheStatement() throws IOException {
        assertThat(texts("SELECT 'a;''b;' AS \"x;\"\"y\"; SELECT 2"))
                .containsExactly("SELECT 'a;''b;' AS \"x;\"\"y\"", "SELECT 2");
    }

    @Test
    void semicolonsAndQuotesInCommentsAreText() throws IOException {
        assertThat(texts("SELECT 1 -- it's; not the end\n + 1; /* don't; stop */ SELECT /*;*/ 2"))
                .containsExactly("SELECT 1 -- it's; not the end\n + 1", "/* don't; stop */ SELECT /*;*/ 2");
    }

    @Test
    void minusAndSlashAloneAreOperators() throws IOException {
        assertThat(texts("SELECT 4-1; SELECT 4/2")).containsExactly("SELECT 4-1", "SELECT 4/2");
    }

    @Test
    void blanksAndCommentsAloneAreNoStatement() throws IOException {
        assertThat(texts(" ;; -- nothing\n; /* nothing */ ;\n")).isEmpty();
        assertThat(texts("")).isEmpty();
        assertThat(texts("SELECT 1; -- the end")).containsExactly("SELECT 1");
    }

    @Test
    void anUnfinishedQuoteOrCommentReachesTheEnd() throws IOException {
        assertThat(texts("SELECT 'a; SELECT 2")).containsExactly("SELECT 'a; SELECT 2");
        assertThat(texts("SELECT 1 /* a; SELECT 2")).containsExactly("SELECT 1 /* a; SELECT 2");
    }

    @Test
    void aSlashAfterTheStarOfAnOpeningDoesNotCloseTheComment() throws IOException {
        assertThat(texts("SELECT 1 /*/ ; */; SELECT 2")).containsExactly("SELECT 1 /*/ ; */", "SELECT 2");
    }

    @Test
    void aStatementKnowsTheLineOfItsFirstWord() throws IOException {
        Statements statements = new Statements(new StringReader("SELECT 1;\n\n-- why\nSELECT\n 2;SELECT 3"));
        assertThat(statements.next().orElseThrow().line()).isEqualTo(1);
        assertThat(statements.next().orElseThrow().line()).isEqualTo(4);
        assertThat(statements.next().orElseThrow().line()).isEqualTo(5);
    }

    @Test
    void aStatementFromAPipeIsThereBeforeTheNextIsWritten() throws IOException {
        try (PipedWriter writer = new PipedWriter();
                PipedReader reader = new PipedReader(writer)) {
            Statements statements = new Statements(reader);
            writer.write("SELECT 1;");
            writer.flush();
            assertThat(statements.next()).map(Statements.Sql::text).hasValue("SELECT 1");
        }
    }

    private static List<String> texts(String script) throws IOException {
        Statements statements = new Statements(new StringReader(script));
        List<String> texts = new ArrayList<>();
        for (Optional<Statements.Sql> next = statements.next(); next.isPresent(); next = statements.next()) {
            texts.add(next.get().text());
        }
        return texts;
    }
}
