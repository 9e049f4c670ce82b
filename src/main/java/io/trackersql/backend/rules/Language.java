package io.trackersql.backend.rules;

import io.trackersql.query.Column;
import java.util.function.BiPredicate;

/**
 * What rules have to know of a product's query language.
 *
 * @param isEncodable whether the language can spell the value for the column
 * @param asksForPresence whether IS NOT NULL is asked in place of a condition that the tracker cannot evaluate but no NULL satisfies
 */
public record Language(BiPredicate<Column, Object> isEncodable, boolean asksForPresence) {}
