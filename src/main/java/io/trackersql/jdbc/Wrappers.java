package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import java.sql.SQLException;

/** JDBC's unwrap for objects that wrap nothing but themselves. */
final class Wrappers {
    private Wrappers() {}

    static <T> T unwrap(Object wrapper, Class<T> type) throws SQLException {
        if (isWrapperFor(wrapper, type)) {
            return type.cast(wrapper);
        }
        throw SqlErrors.of(
                Failure.BAD_VALUE,
                wrapper.getClass().getSimpleName() + " is no wrapper for " + (type == null ? null : type.getName())
                        + ".");
    }

    static boolean isWrapperFor(Object wrapper, Class<?> type) {
        return type != null && type.isInstance(wrapper);
    }
}
