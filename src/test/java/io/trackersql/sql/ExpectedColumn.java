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
 * @param isKept whether past versions have a value; if not, it is NULL there
 */
record ExpectedColumn(String name, Kind kind, List<String> path, Values values, boolean isKept) {
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
        TIMESTAMP("TIMESTAMP(3)"),
        EXACT_TIMESTAMP("TIMESTAMP(7)");

        final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        boolean isText() {
            return this == TEXT || this == KEY || this == KEYS;
        }
    }

    /** The value of one asset, given by its key, or of an {@link ExpectedVersion}. */
    @FunctionalInterface
    interface Values {
        Object of(Object row);
    }

    /** A column that past versions have as well. */
    static ExpectedColumn kept(String name, Kind kind, List<String> path, Values values) {
        return new ExpectedColumn(name, kind, path, values, true);
    }

    /** The value as the column's type has it: days of attributes that are points in time are their midnight. */
    Object value(Object row) {
        Object value = isKept || !(row instanceof ExpectedVersion) ? values.of(row) : null;
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
