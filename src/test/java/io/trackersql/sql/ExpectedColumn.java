package io.trackersql.sql;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A column that the driver promises for an asset type, worked out from the demo's own model and never from the driver: which
 * columns there are, their SQL types, and the value that each asset has in them.
 *
 * @param path   attribute names, two for a companion such as {@code Scope_Name}
 * @param values how an asset's value is shown
 */
record ExpectedColumn(String name, Kind kind, List<String> path, Values values) {
    /** SQL types, with the spelling of HSQLDB. */
    enum Kind {
        BOOLEAN("BOOLEAN"),
        SMALLINT("SMALLINT"),
        BIGINT("BIGINT"),
        DOUBLE("DOUBLE"),
        TEXT("VARCHAR(32000)"),
        KEY("VARCHAR(32000)"),
        KEYS("VARCHAR(32000)"),
        DATE("DATE"),
        TIMESTAMP("TIMESTAMP(3)");

        final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        boolean isText() {
            return this == TEXT || this == KEY || this == KEYS;
        }
    }

    /** The value of one asset. */
    @FunctionalInterface
    interface Values {
        Object of(Object key);
    }

    /** The value as the column's type has it: days of attributes that are points in time are their midnight. */
    Object value(Object key) {
        Object value = values.of(key);
        if (kind == Kind.TIMESTAMP && value instanceof LocalDate day) {
            return day.atStartOfDay();
        } else if (kind == Kind.DATE && value instanceof LocalDateTime time) {
            return time.toLocalDate();
        } else if (kind == Kind.TEXT && value != null) {
            return value.toString();
        }
        return value;
    }
}
