package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import io.trackersql.plan.ResultColumn;
import java.sql.Array;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A list of values as JDBC's Array, held in memory. Stays readable after its result set was closed. */
final class TrackerArray implements Array {
    private final ColumnReader element;
    private List<Object> raw;

    /**
     * An array.
     *
     * @param element the type of the elements
     * @param raw row values of that type
     */
    TrackerArray(ResultColumn element, List<?> raw) {
        this.element = ColumnReader.of(element);
        this.raw = Collections.unmodifiableList(new ArrayList<>(raw));
    }

    /** The elements as row values of the element type. */
    List<Object> rowValues() throws SQLException {
        if (raw == null) {
            throw SqlErrors.of(Failure.OBJECT_CLOSED, "The Array was freed.");
        }
        return raw;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        rowValues();
        return element.column().typeName();
    }

    @Override
    public int getBaseType() throws SQLException {
        rowValues();
        return element.column().type().getVendorTypeNumber();
    }

    @Override
    public Object getArray() throws SQLException {
        return getArray(1, rowValues().size());
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) throws SQLException {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return SqlErrors.guard(() -> {
            List<Object> part = part(index, count);
            Object[] values = new Object[part.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = part.get(i) == null ? null : ObjectValues.natural(element, part.get(i));
            }
            return values;
        });
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, rowValues().size());
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        return getResultSet();
    }

    /** Columns INDEX and VALUE, as JDBC demands. */
    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        List<Object> part = part(index, count);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            rows.add(new Object[] {(int) index + i, part.get(i)});
        }
        ResultColumn of = element.column();
        ResultColumn value = new ResultColumn(
                "VALUE", "", "", "VALUE", of.type(), of.typeName(), of.precision(), of.scale(), true, of.utc());
        return MetaLayout.of(MetaLayout.column("INDEX", JDBCType.INTEGER), value)
                .open(null, rows.iterator());
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getResultSet(index, count);
    }

    @Override
    public void free() {
        raw = null;
    }

    @Override
    public String toString() {
        return String.valueOf(raw);
    }

    private List<Object> part(long index, int count) throws SQLException {
        List<Object> all = rowValues();
        if (index < 1 || count < 0 || index - 1 + count > all.size()) {
            throw SqlErrors.of(
                    Failure.BAD_VALUE,
                    "Elements " + index + " to " + (index + count - 1) + " are outside an Array of " + all.size()
                            + ".");
        }
        return all.subList((int) index - 1, (int) index - 1 + count);
    }
}
