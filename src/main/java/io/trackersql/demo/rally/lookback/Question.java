package io.trackersql.demo.rally.lookback;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks for.
 *
 * @param fields             the names of the fields, or empty for all of them
 * @param sort               field to 1 or -1, the most important first
 * @param start              documents before the page
 * @param pageRows           documents in the page at most
 * @param compress           true to merge documents that follow each other and show the same
 * @param removeUnauthorized true to leave out what the user may not see, false to refuse it
 * @param warnings           what the answer warns of
 */
public record Question(
        Map<String, Object> find,
        Optional<List<String>> fields,
        Set<String> hydrate,
        Map<String, Integer> sort,
        int start,
        int pageRows,
        boolean compress,
        boolean removeUnauthorized,
        List<String> warnings) {
    /** The same question from another document on. */
    public Question at(int first) {
        return new Question(find, fields, hydrate, sort, first, pageRows, compress, removeUnauthorized, warnings);
    }
}
