package io.trackersql.demo.versionone.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.demo.versionone.query.Syntax.Attr;
import io.trackersql.demo.versionone.query.Syntax.Compare;
import io.trackersql.demo.versionone.query.Syntax.Filter;
import io.trackersql.demo.versionone.query.Syntax.Joined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
    @Test
    void joinsFiltersFromLeftToRightWithoutPrecedence() {
        Joined last = (Joined) filter("A='1'|B='2';C='3'");
        assertThat(last.and()).isTrue();
        assertThat(((Joined) last.left()).and()).isFalse();
        assertThat(((Compare) last.right()).text()).isEqualTo("C='3'");
    }

    @Test
    void takesAmpersandForAnd() {
        assertThat(((Joined) filter("A='1'&B='2'")).and()).isTrue();
    }

    @Test
    void groupsInParentheses() {
        Joined outer = (Joined) filter("((A='1'));(B='2'|C='3')");
        assertThat(outer.and()).isTrue();
        assertThat(((Joined) outer.right()).and()).isFalse();
    }

    @Test
    void readsPathsWithDowncastsBracketsAndAggregates() {
        Attr attr = Grammar.attr("Workitems:PrimaryWorkitem[Status.Name='Done'].Estimate.@Sum");
        assertThat(attr.parts()).hasSize(2);
        assertThat(attr.parts().get(0).downcast()).isEqualTo("PrimaryWorkitem");
        assertThat(attr.parts().get(0).filter()).isPresent();
        assertThat(attr.aggregate()).isEqualTo("Sum");
        assertThat(Grammar.attr("Parent#.Name").parts().get(0).now()).isTrue();
    }

    @Test
    void readsNestedBracketsWithTheContextAsset() {
        assertThat(filter("-SuperAndUp[Scope.ParentMeAndUp[AssetState!='Closed']=$]"))
                .isInstanceOf(Syntax.Missing.class);
    }

    @Test
    void readsValuesInBothQuotesAndDoubledQuotes() {
        assertThat(values("Name='a;b|c]'")).isEqualTo("a;b|c]");
        assertThat(values("Name=\"O'Brien\"")).isEqualTo("O'Brien");
        assertThat(values("Name='O''Brien'")).isEqualTo("O'Brien");
        assertThat(values("Name='say \"hi\"'")).isEqualTo("say \"hi\"");
        assertThat(values("Name=''")).isEmpty();
    }

    @Test
    void readsListsVariablesAndAllOperators() {
        assertThat(((Compare) filter("Name='a',\"b\"")).values()).hasSize(2);
        assertThat(((Compare) filter("Scope=$Mine")).values().get(0)).isEqualTo(new Syntax.Value("Mine", true));
        for (String operator : new String[] {"=", "!=", "<", "<=", ">", ">=", "~="}) {
            assertThat(((Compare) filter("A" + operator + "'1'")).operator()).isEqualTo(operator);
        }
    }

    @Test
    void readsSignsAsExistenceInFiltersAndAsDirectionInSorts() {
        assertThat(filter("+Estimate")).isInstanceOf(Syntax.Exists.class);
        assertThat(filter("-Estimate")).isInstanceOf(Syntax.Missing.class);
        assertThat(filter("IsClosed")).isInstanceOf(Syntax.Bare.class);
        assertThat(Grammar.sort("-Name,+Estimate,ID"))
                .extracting(Syntax.SortTerm::descending)
                .containsExactly(true, false, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Estimate=5",
                "Name='a",
                "Name= 'a'",
                "Name ='a'",
                "Name='a' ;B='b'",
                "Name='a';",
                "(Name='a'",
                "Name='a')",
                "=",
                "Name=='a'",
                "Name='a',",
                "Na-me='a'",
                "Name='a'or'b'",
                "!Name",
                "Name<>'a'",
                "Owners[ID='x'"
            })
    void refusesFiltersOutsideTheGrammar(String filter) {
        assertThatThrownBy(() -> Grammar.filter(filter)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name,",
                ",Name",
                "Name, Estimate",
                "Na me",
                "Scope.",
                "Scope..Name",
                "*",
                "Owners.@",
                "Name;Estimate",
                "Größe"
            })
    void refusesSelectionsOutsideTheGrammar(String selection) {
        assertThatThrownBy(() -> Grammar.selection(selection))
                .isInstanceOf(Refusal.class)
                .hasMessage("Unknown token: " + selection);
    }

    @Test
    void refusesEndlessNesting() {
        String deep = "(".repeat(5_000) + "A='1'" + ")".repeat(5_000);
        assertThatThrownBy(() -> Grammar.filter(deep)).isInstanceOf(Refusal.class);
    }

    private static Filter filter(String text) {
        return Grammar.filter(text).orElseThrow();
    }

    private static String values(String text) {
        return ((Compare) filter(text)).values().get(0).text();
    }
}
