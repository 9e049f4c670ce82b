package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import io.trackersql.plan.ResultColumn;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;

/** The values bound to a prepared statement. Not thread-safe. */
final class Parameters {
    private final List<ResultColumn> types;
    private final Object[] values;
    private final boolean[] bound;

    Parameters(List<ResultColumn> types) {
        this.types = types;
        this.values = new Object[types.size()];
        this.bound = new boolean[types.size()];
    }

    /** Converts a value to the type of its parameter and keeps it until it is replaced. */
    void set(int index, Object value, Calendar calendar) throws SQLException {
        if (index < 1 || index > values.length) {
            throw SqlErrors.of(
                    Failure.PARAMETER_INDEX,
                    "There is no parameter " + index + "; the statement has " + values.length
                            + " parameters, counted from 1.");
        }
        ResultColumn type = types.get(index - 1);
        values[index - 1] = SqlErrors.guard(
                () -> ParameterValues.toRowValue(value, calendar, Place.ofParameter(index, type.utc()), type));
        bound[index - 1] = true;
    }

    /** A copy of all row values; fails when one was never bound. */
    Object[] all() throws SQLException {
        for (int i = 0; i < bound.length; i++) {
            if (!bound[i]) {
                throw SqlErrors.of(
                        Failure.PARAMETER_UNBOUND,
                        "Parameter " + (i + 1) + " of " + bound.length + " has no value. Set it before executing.");
            }
        }
        return values.clone();
    }

    void clear() {
        Arrays.fill(values, null);
        Arrays.fill(bound, false);
    }
}
