package io.trackersql.jdbc;

import io.trackersql.plan.ResultColumn;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One column of a result, with all that reading its values needs, worked out once.
 *
 * @param decoder from a row's value to a plain one, see {@link RowValues}
 */
record ColumnReader(ResultColumn column, Place place, UnaryOperator<Object> decoder) {
    static ColumnReader of(ResultColumn column) {
        boolean utc = column.utc() || column.type() == JDBCType.TIMESTAMP_WITH_TIMEZONE;
        return new ColumnReader(column, Place.ofColumn(column.label(), utc), RowValues.decoder(column));
    }

    static List<ColumnReader> ofAll(List<ResultColumn> columns) {
        List<ColumnReader> readers = new ArrayList<>();
        for (ResultColumn column : columns) {
            readers.add(of(column));
        }
        return readers;
    }

    /** The plain value of a row's value that is not null. */
    Object plain(Object raw) {
        return decoder.apply(raw);
    }
}
