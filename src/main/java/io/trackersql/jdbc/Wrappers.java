package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import java.sql.SQLException;

/** JDBC's unwrap for objects that wrap nothing but themselves. */
final class Wrappers {
    private Wrappers() {}

    static <T> T unwrap(Object wrapper, Class<T> type) throws SQLException {
        if (type.isInstance(wrapper)) {
            return type.cast(wrapper);
        }
        throw SqlErrors.of(
                Failure.BAD_VALUE, wrapper.getClass().getSimpleName() + " is no wrapper for " + type.getName() + ".");
    }
}
