package io.trackersql.demo.rally.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyType;
import java.util.List;
import java.util.Optional;

/**
 * What a query asks for, before paging.
 *
 * @param types   types of the rows
 * @param owner   the object whose collection is read, if it is one
 * @param member  name of that collection, or empty
 * @param query   the filter as sent
 * @param order   the order as sent
 * @param scope   where to look
 * @param user    who asks
 */
public record Question(
        List<RallyType> types,
        Optional<Asset> owner,
        String member,
        String query,
        String order,
        Scope scope,
        Asset user) {
    /** Copies the types. */
    public Question {
        types = List.copyOf(types);
    }
}
