package io.trackersql.jdbc;

import io.trackersql.exec.Cursor;
import io.trackersql.model.Failure;
import io.trackersql.plan.ResultColumn;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of one execution: forward only, read only, streamed from a {@link Cursor}.
 *
 * <p>Values are converted when they are read, as {@link NumberValues}, {@link TextValues} and their like describe. A failure of
 * {@link #next} ends the reading; calling it again gives the same failure. One thread at a time; {@link #close} may come from
 * another.
 */
final class TrackerResultSet extends ReadOnlyResultSet {
    private final TrackerConnection connection;
    private final TrackerStatement statement;
    private final List<ColumnReader> columns;
    private final Run run;
    private final SqlErrors.Call<Object[]> advance;
    private final long rowsMax;
    private final Warnings warnings = new Warnings();
    private final Map<String, Integer> found = new HashMap<>();

    private long rowNumber;
    private Object[] row;
    private Object[] ahead;
    private boolean aheadRead;
    private boolean ended;
    private boolean wasNull;
    private int fetchRows;
    private SQLException failure;
    private volatile boolean closed;

    /**
     * A result before its first row.
     *
     * @param connection null for a result over memory that outlives every connection
     * @param statement null for metadata
     * @param rowsMax the most rows to give, 0 for all
     */
    TrackerResultSet(
            TrackerConnection connection,
            TrackerStatement statement,
            List<ResultColumn> columns,
            Cursor cursor,
            Run run,
            long rowsMax) {
        this.connection = connection;
        this.statement = statement;
        this.columns = ColumnReader.ofAll(columns);
        this.run = run;
        this.advance = cursor::next;
        this.rowsMax = rowsMax;
        run.reads(cursor);
    }

    /** Takes a warning that came while rows were being read. */
    void warn(String message) {
        warnings.add(message);
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        Object[] following = aheadRead ? ahead : fetch();
        aheadRead = false;
        ahead = null;
        row = following;
        if (row == null) {
            return false;
        }
        rowNumber++;
        return true;
    }

    /** The row after the present one without moving to it; null at the end. */
    private Object[] peek() throws SQLException {
        checkOpen();
        if (!aheadRead) {
            ahead = fetch();
            aheadRead = true;
        }
        return ahead;
    }

    private Object[] fetch() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return null;
        }
        try {
            Object[] fetched = rowsMax > 0 && rowNumber >= rowsMax ? null : run.await(advance);
            if (fetched == null) {
                // A cursor that was stopped may end early: that is no end of the result.
                if (run.isStopped()) {
                    throw run.reason();
                }
                ended = true;
                SqlErrors.run(run::finish);
            }
            return fetched;
        } catch (SQLException e) {
            failure = e;
            row = null;
            try {
                run.finish();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        row = null;
        ahead = null;
        SqlErrors.run(run::finish);
        if (statement != null) {
            statement.resultClosed(this);
        }
    }

    @Override
    public boolean isClosed() {
        return closed || (connection != null && connection.isClosed());
    }

    private void checkOpen() throws SQLException {
        if (isClosed()) {
            throw SqlErrors.of(Failure.OBJECT_CLOSED, "The result set is closed.");
        }
    }

    private Object[] currentRow() throws SQLException {
        Object[] current = row;
        if (current == null || isClosed()) {
            checkOpen();
            throw SqlErrors.of(
                    Failure.NO_ROW,
                    rowNumber == 0 && !ended
                            ? "The result set stands before its first row. Call next() first."
                            : "The result set stands after its last row.");
        }
        return current;
    }

    private ColumnReader reader(int index) throws SQLException {
        if (index < 1 || index > columns.size()) {
            throw SqlErrors.of(
                    Failure.PARAMETER_INDEX,
                    "There is no column " + index + "; the result has " + columns.size() + " columns, counted from 1.");
        }
        return columns.get(index - 1);
    }

    /** The row's value, noting whether it is null. */
    private Object raw(int index) throws SQLException {
        Object[] current = currentRow();
        reader(index);
        Object raw = current[index - 1];
        wasNull = raw == null;
        return raw;
    }

    /** The value as a getter converts it; null when it is NULL. */
    private <T> T read(int index, ObjectValues.Getter<T> getter) throws SQLException {
        Object raw = raw(index);
        if (raw == null) {
            return null;
        }
        ColumnReader reader = columns.get(index - 1);
        try {
            return getter.get(reader.plain(raw), reader.place());
        } catch (RuntimeException | Error e) {
            throw SqlErrors.of(e);
        }
    }

    /** Labels are compared without regard to case, and the first of several wins, as JDBC demands. */
    @Override
    public int findColumn(String columnLabel) throws SQLException {
        Integer known = found.get(columnLabel);
        if (known != null && !closed) {
            return known;
        }
        checkOpen();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).column().label().equalsIgnoreCase(columnLabel)) {
                found.put(columnLabel, i + 1);
                return i + 1;
            }
        }
        StringBuilder labels = new StringBuilder();
        for (ColumnReader column : columns) {
            labels.append(labels.length() == 0 ? "" : ", ")
                    .append(column.column().label());
        }
        throw SqlErrors.of(
                Failure.UNKNOWN_COLUMN,
                "The result has no column \"" + columnLabel + "\"; its columns are " + labels + ".");
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    @Override
    public String getString(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toText);
    }

    @Override
    public String getString(String columnLabel) throws SQLException {
        return getString(findColumn(columnLabel));
    }

    @Override
    public boolean getBoolean(int columnIndex) throws SQLException {
        Boolean value = read(columnIndex, BooleanValues::toBoolean);
        return value != null && value;
    }

    @Override
    public boolean getBoolean(String columnLabel) throws SQLException {
        return getBoolean(findColumn(columnLabel));
    }

    @Override
    public byte getByte(int columnIndex) throws SQLException {
        Byte value = read(columnIndex, NumberValues::toByte);
        return value == null ? 0 : value;
    }

    @Override
    public byte getByte(String columnLabel) throws SQLException {
        return getByte(findColumn(columnLabel));
    }

    @Override
    public short getShort(int columnIndex) throws SQLException {
        Short value = read(columnIndex, NumberValues::toShort);
        return value == null ? 0 : value;
    }

    @Override
    public short getShort(String columnLabel) throws SQLException {
        return getShort(findColumn(columnLabel));
    }

    @Override
    public int getInt(int columnIndex) throws SQLException {
        Integer value = read(columnIndex, NumberValues::toInt);
        return value == null ? 0 : value;
    }

    @Override
    public int getInt(String columnLabel) throws SQLException {
        return getInt(findColumn(columnLabel));
    }

    @Override
    public long getLong(int columnIndex) throws SQLException {
        Long value = read(columnIndex, NumberValues::toLong);
        return value == null ? 0 : value;
    }

    @Override
    public long getLong(String columnLabel) throws SQLException {
        return getLong(findColumn(columnLabel));
    }

    @Override
    public float getFloat(int columnIndex) throws SQLException {
        Float value = read(columnIndex, NumberValues::toFloat);
        return value == null ? 0 : value;
    }

    @Override
    public float getFloat(String columnLabel) throws SQLException {
        return getFloat(findColumn(columnLabel));
    }

    @Override
    public double getDouble(int columnIndex) throws SQLException {
        Double value = read(columnIndex, NumberValues::toDouble);
        return value == null ? 0 : value;
    }

    @Override
    public double getDouble(String columnLabel) throws SQLException {
        return getDouble(findColumn(columnLabel));
    }

    @Override
    public BigDecimal getBigDecimal(int columnIndex) throws SQLException {
        return read(columnIndex, NumberValues::toBigDecimal);
    }

    @Override
    public BigDecimal getBigDecimal(String columnLabel) throws SQLException {
        return getBigDecimal(findColumn(columnLabel));
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(columnIndex);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(String columnLabel, int scale) throws SQLException {
        return getBigDecimal(findColumn(columnLabel), scale);
    }

    @Override
    public byte[] getBytes(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toBytes);
    }

    @Override
    public byte[] getBytes(String columnLabel) throws SQLException {
        return getBytes(findColumn(columnLabel));
    }

    @Override
    public Date getDate(int columnIndex) throws SQLException {
        return read(columnIndex, LegacyTimes::toDate);
    }

    @Override
    public Date getDate(String columnLabel) throws SQLException {
        return getDate(findColumn(columnLabel));
    }

    @Override
    public Date getDate(int columnIndex, Calendar cal) throws SQLException {
        return read(columnIndex, (value, place) -> LegacyTimes.toDate(value, place, cal));
    }

    @Override
    public Date getDate(String columnLabel, Calendar cal) throws SQLException {
        return getDate(findColumn(columnLabel), cal);
    }

    @Override
    public Time getTime(int columnIndex) throws SQLException {
        return read(columnIndex, LegacyTimes::toTime);
    }

    @Override
    public Time getTime(String columnLabel) throws SQLException {
        return getTime(findColumn(columnLabel));
    }

    @Override
    public Time getTime(int columnIndex, Calendar cal) throws SQLException {
        return read(columnIndex, (value, place) -> LegacyTimes.toTime(value, place, cal));
    }

    @Override
    public Time getTime(String columnLabel, Calendar cal) throws SQLException {
        return getTime(findColumn(columnLabel), cal);
    }

    @Override
    public Timestamp getTimestamp(int columnIndex) throws SQLException {
        return read(columnIndex, LegacyTimes::toTimestamp);
    }

    @Override
    public Timestamp getTimestamp(String columnLabel) throws SQLException {
        return getTimestamp(findColumn(columnLabel));
    }

    @Override
    public Timestamp getTimestamp(int columnIndex, Calendar cal) throws SQLException {
        return read(columnIndex, (value, place) -> LegacyTimes.toTimestamp(value, place, cal));
    }

    @Override
    public Timestamp getTimestamp(String columnLabel, Calendar cal) throws SQLException {
        return getTimestamp(findColumn(columnLabel), cal);
    }

    @Override
    public InputStream getAsciiStream(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toAsciiStream);
    }

    @Override
    public InputStream getAsciiStream(String columnLabel) throws SQLException {
        return getAsciiStream(findColumn(columnLabel));
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toUnicodeStream);
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(String columnLabel) throws SQLException {
        return getUnicodeStream(findColumn(columnLabel));
    }

    @Override
    public InputStream getBinaryStream(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toBinaryStream);
    }

    @Override
    public InputStream getBinaryStream(String columnLabel) throws SQLException {
        return getBinaryStream(findColumn(columnLabel));
    }

    @Override
    public Reader getCharacterStream(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toReader);
    }

    @Override
    public Reader getCharacterStream(String columnLabel) throws SQLException {
        return getCharacterStream(findColumn(columnLabel));
    }

    @Override
    public Reader getNCharacterStream(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toReader);
    }

    @Override
    public Reader getNCharacterStream(String columnLabel) throws SQLException {
        return getNCharacterStream(findColumn(columnLabel));
    }

    @Override
    public String getNString(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toText);
    }

    @Override
    public String getNString(String columnLabel) throws SQLException {
        return getNString(findColumn(columnLabel));
    }

    @Override
    public Clob getClob(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toClob);
    }

    @Override
    public Clob getClob(String columnLabel) throws SQLException {
        return getClob(findColumn(columnLabel));
    }

    @Override
    public NClob getNClob(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toClob);
    }

    @Override
    public NClob getNClob(String columnLabel) throws SQLException {
        return getNClob(findColumn(columnLabel));
    }

    @Override
    public Blob getBlob(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toBlob);
    }

    @Override
    public Blob getBlob(String columnLabel) throws SQLException {
        return getBlob(findColumn(columnLabel));
    }

    @Override
    public URL getURL(int columnIndex) throws SQLException {
        return read(columnIndex, TextValues::toUrl);
    }

    @Override
    public URL getURL(String columnLabel) throws SQLException {
        return getURL(findColumn(columnLabel));
    }

    @Override
    public Object getObject(int columnIndex) throws SQLException {
        Object raw = raw(columnIndex);
        return raw == null ? null : SqlErrors.guard(() -> ObjectValues.natural(reader(columnIndex), raw));
    }

    @Override
    public Object getObject(String columnLabel) throws SQLException {
        return getObject(findColumn(columnLabel));
    }

    /** There are no user-defined types, to which alone the map would apply. */
    @Override
    public Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
        return getObject(columnIndex);
    }

    @Override
    public Object getObject(String columnLabel, Map<String, Class<?>> map) throws SQLException {
        return getObject(findColumn(columnLabel));
    }

    @Override
    public <T> T getObject(int columnIndex, Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlErrors.of(Failure.BAD_VALUE, "getObject needs a class to convert to, not null.");
        }
        Object raw = raw(columnIndex);
        return raw == null ? null : SqlErrors.guard(() -> ObjectValues.ofClass(reader(columnIndex), raw, type));
    }

    @Override
    public <T> T getObject(String columnLabel, Class<T> type) throws SQLException {
        return getObject(findColumn(columnLabel), type);
    }

    @Override
    public Array getArray(int columnIndex) throws SQLException {
        Object raw = raw(columnIndex);
        return raw == null ? null : SqlErrors.guard(() -> ObjectValues.array(reader(columnIndex), raw));
    }

    @Override
    public Array getArray(String columnLabel) throws SQLException {
        return getArray(findColumn(columnLabel));
    }

    @Override
    public Ref getRef(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("A Ref");
    }

    @Override
    public Ref getRef(String columnLabel) throws SQLException {
        throw SqlErrors.unsupported("A Ref");
    }

    @Override
    public RowId getRowId(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("A RowId");
    }

    @Override
    public RowId getRowId(String columnLabel) throws SQLException {
        throw SqlErrors.unsupported("A RowId");
    }

    @Override
    public SQLXML getSQLXML(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("SQLXML");
    }

    @Override
    public SQLXML getSQLXML(String columnLabel) throws SQLException {
        throw SqlErrors.unsupported("SQLXML");
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    @Override
    public String getCursorName() throws SQLException {
        throw SqlErrors.unsupported("A cursor name");
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new TrackerResultSetMetaData(
                columns.stream().map(ColumnReader::column).toList());
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return rowNumber == 0 && peek() != null;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return rowNumber > 0 && row == null;
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return rowNumber == 1 && row != null;
    }

    /** May fetch one row ahead. */
    @Override
    public boolean isLast() throws SQLException {
        checkOpen();
        return row != null && peek() == null;
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return row == null ? 0 : (int) Math.min(rowNumber, Integer.MAX_VALUE);
    }

    @Override
    public void beforeFirst() throws SQLException {
        throw scrolling();
    }

    @Override
    public void afterLast() throws SQLException {
        throw scrolling();
    }

    @Override
    public boolean first() throws SQLException {
        throw scrolling();
    }

    @Override
    public boolean last() throws SQLException {
        throw scrolling();
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        throw scrolling();
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        throw scrolling();
    }

    @Override
    public boolean previous() throws SQLException {
        throw scrolling();
    }

    private SQLException scrolling() throws SQLException {
        checkOpen();
        return SqlErrors.unsupported("Scrolling in a forward-only ResultSet");
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != FETCH_FORWARD) {
            throw SqlErrors.unsupported("A fetch direction other than FETCH_FORWARD");
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    /** Kept as it is: the size of pages was settled when the statement was executed. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw SqlErrors.of(Failure.BAD_VALUE, "The fetch size " + rows + " is negative.");
        }
        fetchRows = rows;
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchRows;
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    public boolean rowInserted() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        checkOpen();
        return false;
    }

    /** Null for metadata, as JDBC has it. */
    @Override
    public Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapperFor(this, type);
    }
}
