package io.trackersql.demo.rally.lookback;

import java.util.Map;

/**
 * A document as it is shown.
 *
 * @param objectId whose snapshot it is
 * @param values   null, String, Boolean, Long, BigDecimal, Instant, List and Map by field, in the document's order
 */
public record FoundRow(long objectId, Map<String, Object> values) {}
