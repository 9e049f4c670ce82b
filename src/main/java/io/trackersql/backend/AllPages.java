package io.trackersql.backend;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads a backend's own small queries to their end, such as the values of a list. What users select is read by {@code exec}, which also
 * resumes broken pages and recognises rows that move.
 */
public final class AllPages {
    private AllPages() {}

    /**
     * Gives all rows, one page after the other. An empty page is the end whatever the total says, since that may count what the user
     * cannot see.
     *
     * @param pageRows rows of a page
     * @param fetch sends the request for a window
     * @param take is given each row's key and values
     */
    public static void read(int pageRows, Function<PageWindow, Page> fetch, BiConsumer<String, Object[]> take) {
        long start = 0;
        long total;
        do {
            long before = start;
            try (Page page = fetch.apply(new PageWindow(start, pageRows, true))) {
                for (Object[] row = page.next(); row != null; row = page.next()) {
                    take.accept(page.key(), row);
                    start++;
                }
                total = start == before ? start : page.total().orElse(Long.MAX_VALUE);
            }
        } while (start < total);
    }
}
