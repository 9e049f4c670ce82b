package io.trackersql.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Small queries are read to their end, with no more pages than that takes. */
class AllPagesTest {
    private final List<Long> starts = new ArrayList<>();

    /** A page of a tracker whose rows are so many, which tells that total. */
    private Page page(PageWindow window, int rows, OptionalLong total) {
        starts.add(window.start());
        return new Page() {
            private long at = window.start() - 1;

            @Override
            public Object[] next() {
                at++;
                return at < Math.min(rows, window.start() + window.rows()) ? new Object[] {at} : null;
            }

            @Override
            public String key() {
                return "k" + at;
            }

            @Override
            public OptionalLong total() {
                return total;
            }

            @Override
            public void close() {}
        };
    }

    private List<Long> startsOf(int rows, OptionalLong total) {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        AllPages.read(2, window -> page(window, rows, total), (key, row) -> {
            keys.add(key);
            values.add(row[0]);
        });
        assertThat(values)
                .containsExactlyElementsOf(
                        LongStream.range(0, rows).<Object>mapToObj(i -> i).toList());
        assertThat(keys)
                .containsExactlyElementsOf(
                        LongStream.range(0, rows).mapToObj(i -> "k" + i).toList());
        return starts;
    }

    @Test
    void theTotalEndsTheReading() {
        assertThat(startsOf(4, OptionalLong.of(4))).containsExactly(0L, 2L);
    }

    @Test
    void anEmptyPageEndsTheReadingWhateverTheTotalSays() {
        assertThat(startsOf(3, OptionalLong.of(9))).containsExactly(0L, 2L, 3L);
    }

    @Test
    void withoutTotalAnEmptyPageIsTheEnd() {
        assertThat(startsOf(4, OptionalLong.empty())).containsExactly(0L, 2L, 4L);
    }

    @Test
    void nothingIsOnePage() {
        assertThat(startsOf(0, OptionalLong.of(0))).containsExactly(0L);
    }
}
