package io.trackersql.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.query.LikePattern.Part;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {
    @Test
    void aPatternIsTakenApartWithAdjacentTextTogether() {
        assertThat(LikePattern.parse("a%b_\\%c\\\\", Optional.of('\\')).parts())
                .containsExactly(
                        new Part.Text("a"),
                        new Part.AnyText(),
                        new Part.Text("b"),
                        new Part.AnyCharacter(),
                        new Part.Text("%c\\"));
        assertThat(LikePattern.parse("", Optional.empty()).parts()).isEmpty();
    }

    @Test
    void withoutEscapeABackslashIsText() {
        assertThat(matches("a\\b", "a\\%")).isTrue();
        assertThat(matches("ab", "a\\b")).isFalse();
    }

    @Test
    void anEscapeThatEscapesNothingIsAnError() {
        for (String pattern : List.of("a\\b", "a\\")) {
            assertThatThrownBy(() -> LikePattern.parse(pattern, Optional.of('\\')))
                    .isInstanceOfSatisfying(
                            TrackerException.class, e -> assertThat(e.failure()).isEqualTo(Failure.BAD_VALUE))
                    .hasMessageContaining("after it stands none of % _");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', %, true",
        "'', _, false",
        "'', %%, true",
        "a, %%, true",
        "a, _, true",
        "a, __, false",
        "ab, a, false",
        "ab, a%, true",
        "ab, %b, true",
        "ab, %a, false",
        "abab, %ab, true",
        "ab, a%b, true",
        "a, a%a, false",
        "aba, a%a, true",
        "abcabd, %ab_, true",
        "xabcx, %a_c%, true",
        "xaccx, %a_d%, false",
        "aXbXc, %X%X%, true",
        "aXbc, %X%X%, false",
        "A, a, false",
        "a_b, a\\_b, false",
        "'ab ', ab, false",
    })
    void aTextMatchesOrNot(String text, String pattern, boolean isExpected) {
        assertThat(matches(text, pattern)).isEqualTo(isExpected);
    }

    @Test
    void lineBreaksAreCharacters() {
        assertThat(matches("a\nb\r\nc", "a%c")).isTrue();
        assertThat(matches("a\nb", "a_b")).isTrue();
    }

    @Test
    void aCharacterOfTwoCharsIsOne() {
        String smile = "\uD83D\uDE00";
        assertThat(matches(smile, "_")).isTrue();
        assertThat(matches("x" + smile + "y", "%__")).isTrue();
        assertThat(matches(smile + smile, "_")).isFalse();
        assertThat(matches("a" + smile + "b" + smile, "%_b_%")).isTrue();
    }

    @Test
    void randomPatternsMatchAsTheirRegularExpressionDoes() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("LikePatternTest: -Dseed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            String pattern = random(random, List.of("a", "b", "%", "_", "%", "\uD83D\uDE00"));
            String text = random(random, List.of("a", "b", "a", "\n", "\uD83D\uDE00"));
            boolean isExpected = Pattern.compile(pattern.replace("%", ".*").replace("_", "."), Pattern.DOTALL)
                    .matcher(text)
                    .matches();
            assertThat(matches(text, pattern))
                    .as("-Dseed=%d '%s' LIKE '%s'", seed, text, pattern)
                    .isEqualTo(isExpected);
        }
    }

    @Test
    @Timeout(10)
    void aLongTextThatNearlyMatchesIsNotTriedForever() {
        String text = "abc".repeat(30_000);
        assertThat(matches(text, "%a%b%c%a%b%c%a%b%c%x%")).isFalse();
        assertThat(matches(text, "%_x%")).isFalse();
        assertThat(matches(text, "%a%b%c%a%b%c%a%b%c%")).isTrue();
    }

    private static String random(Random random, List<String> alphabet) {
        return random.ints(random.nextInt(8), 0, alphabet.size())
                .mapToObj(alphabet::get)
                .collect(Collectors.joining());
    }

    private static boolean matches(String text, String pattern) {
        return LikePattern.parse(pattern, Optional.empty()).matcher().matches(text);
    }
}
