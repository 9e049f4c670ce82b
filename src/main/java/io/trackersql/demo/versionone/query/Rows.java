package io.trackersql.demo.versionone.query;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.ReadContext;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The rows of an answer in their order, before paging.
 *
 * @param row the row at an index from 0
 */
public record Rows(int size, IntFunction<Row> row) {
    /** Rows of the present, of which there may be a million: they are made when they are asked for. */
    static Rows current(ReadContext context, Asset[] assets) {
        return new Rows(assets.length, index -> Row.of(context, assets[index].current()));
    }

    static Rows of(List<Row> rows) {
        return new Rows(rows.size(), rows::get);
    }
}
