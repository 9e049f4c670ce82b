package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of DatabaseMetaData. */
class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "Story, Story, true",
        "story, Story, true",
        "Stor, Story, false",
        "S%, Story, true",
        "%or%, Story, true",
        "St_ry, Story, true",
        "St_ry, Stry, false",
        "Custom\\_Team, Custom_Team, true",
        "Custom\\_Team, CustomXTeam, false",
        "100\\%, 100%, true",
        "100\\%, 1000, false",
        "a\\\\b, a\\b, true",
        "a.c, abc, false",
        "'', Story, false",
        "%, Story, true"
    })
    void aPatternMatchesAsJdbcSays(String pattern, String name, boolean matches) {
        assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"done_Story, done_Story, true", "done_Story, doneXStory, false", "%, anything, true"})
    void aNameIsNoPattern(String pattern, String name, boolean matches) {
        assertThat(NamePattern.ofName(pattern).matches(name)).isEqualTo(matches);
    }
}
