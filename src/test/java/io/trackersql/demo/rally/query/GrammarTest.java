package io.trackersql.demo.rally.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.demo.rally.query.Syntax.Compare;
import io.trackersql.demo.rally.query.Syntax.Joined;
import io.trackersql.demo.rally.query.Syntax.OrderTerm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
    @Test
    void joinsTwoGroupsAtATime() {
        assertThat(Grammar.query("((A = 1) AND ((B = 2)or(C != \"x y\")))", false))
                .contains(new Joined(
                        new Compare("A", "=", "1"),
                        true,
                        new Joined(new Compare("B", "=", "2"), false, new Compare("C", "!=", "x y"))));
    }

    @Test
    void takesParenthesesAndOperatorsInsideQuotesAsText() {
        assertThat(Grammar.query("(Name = \"8.5 (Blah and Stuff) >= x\")", false))
                .contains(new Compare("Name", "=", "8.5 (Blah and Stuff) >= x"));
    }

    @Test
    void takesBlankTextAsNoQuery() {
        assertThat(Grammar.query(" ", false)).isEmpty();
    }

    @Test
    void dropsBackslashesInsideQuotesIfTheServiceDoes() {
        assertThat(Grammar.query("(Name = \"a\\b\")", true)).contains(new Compare("Name", "=", "ab"));
        assertThat(Grammar.query("(Name = \"a\\b\")", false)).contains(new Compare("Name", "=", "a\\b"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '~',
            value = {
                "((A = 1) AND (B = 2) AND (C = 3))~Error parsing expression -- expected \")\" but saw \"AND\" instead.",
                "((A = 1) AND (B = 2)~Error parsing expression -- expected \")\" but saw \"\" instead.",
                "(A = 1 AND B = 2)~Error parsing expression -- expected \")\" but saw \"AND\" instead.",
                "(A = 1) AND (B = 2)~Error parsing expression -- expected end of expression but saw \"AND\" instead.",
                "((A = 1))~Error parsing expression -- expected \"AND\" or \"OR\" but saw \")\" instead.",
                "(Name=\"value\")~Unknown operator \")\"",
                "Name = \"value\"~Unknown operator \")\"",
                "(Name zobolts 9)~Unknown operator \"zobolts\"",
                "(A !in 1,2)~Unknown operator \"!in\"",
                "(Name = \"a\\\"b\")~Error parsing expression -- expected \")\" but saw \"b\"\" instead.",
                "(A = )~Error parsing expression -- expected a value but saw \")\" instead.",
                "()~Unknown operator \"\""
            })
    void refusesWithTheTextsOfTheService(String query, String error) {
        assertThatThrownBy(() -> Grammar.query(query, false))
                .isInstanceOf(Refusal.class)
                .hasMessage("Could not parse: " + error);
    }

    @Test
    void refusesEndlessNesting() {
        String query = "(".repeat(300) + "A = 1" + ")".repeat(300);
        assertThatThrownBy(() -> Grammar.query(query, false)).hasMessageContaining("nested too deeply");
    }

    @Test
    void readsOrdersInAnyCase() {
        assertThat(Grammar.order("Name DESC, Project.Name,ObjectID asc"))
                .containsExactly(
                        new OrderTerm("Name", true),
                        new OrderTerm("Project.Name", false),
                        new OrderTerm("ObjectID", false));
        assertThatThrownBy(() -> Grammar.order("Name down"))
                .hasMessage("Cannot sort using unknown attribute Name down");
    }
}
