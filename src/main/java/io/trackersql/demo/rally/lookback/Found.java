package io.trackersql.demo.rally.lookback;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A page of what a question finds.
 *
 * @param generated what was asked of the database
 * @param projected the fields that were asked of the database
 * @param total     documents that meet the condition
 * @param start     documents before the page
 * @param more      true if documents follow the page
 * @param until     the time up to which the data are complete
 */
public record Found(
        Map<String, Object> generated,
        Map<String, Object> projected,
        int total,
        int start,
        boolean more,
        Instant until,
        List<FoundRow> rows) {}
