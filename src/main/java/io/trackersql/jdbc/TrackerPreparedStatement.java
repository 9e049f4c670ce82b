package io.trackersql.jdbc;

import io.trackersql.model.Failure;
import io.trackersql.plan.BatchEntry;
import io.trackersql.plan.Prepared;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;

/**
 * A statement planned once and run with changing values.
 *
 * <p>Each setter converts at once to the type that the statement gives its parameter, whatever type the caller names, see
 * {@link ParameterValues}; streams are read to their end in the setter.
 */
class TrackerPreparedStatement extends TrackerStatement implements PreparedStatement {
    private final Prepared prepared;
    private final Parameters parameters;
    private final KeysWish wish;
    private final List<Object[]> batch = new ArrayList<>();

    TrackerPreparedStatement(TrackerConnection connection, Prepared prepared, KeysWish wish) {
        super(connection, wish);
        this.prepared = prepared;
        this.wish = wish;
        this.parameters = new Parameters(prepared.parameters());
        poolableByDefault();
    }

    private void set(int index, Object value, Calendar calendar) throws SQLException {
        checkOpen();
        parameters.set(index, value, calendar);
    }

    private void set(int index, Object value) throws SQLException {
        set(index, value, null);
    }

    private boolean run(Object[] values, Expected expected) throws SQLException {
        return run(() -> prepared, values, expected, wish);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        checkOpen();
        run(parameters.all(), Expected.ROWS);
        return currentResult();
    }

    @Override
    public int executeUpdate() throws SQLException {
        checkOpen();
        run(parameters.all(), Expected.COUNT);
        return getUpdateCount();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        checkOpen();
        run(parameters.all(), Expected.COUNT);
        return getLargeUpdateCount();
    }

    @Override
    public boolean execute() throws SQLException {
        checkOpen();
        return run(parameters.all(), Expected.EITHER);
    }

    @Override
    public void addBatch() throws SQLException {
        checkOpen();
        batch.add(parameters.all());
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        List<BatchEntry> entries =
                batch.stream().map(values -> new BatchEntry(prepared, values)).toList();
        batch.clear();
        return runBatch(() -> entries, entries.size());
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        parameters.clear();
    }

    /** The columns that executing would give, known without executing; null if it gives no rows. */
    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return prepared.givesRows() ? new TrackerResultSetMetaData(prepared.columns()) : null;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new TrackerParameterMetaData(prepared.parameters());
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) throws SQLException {
        set(parameterIndex, null);
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
        set(parameterIndex, null);
    }

    @Override
    public void setBoolean(int parameterIndex, boolean x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setByte(int parameterIndex, byte x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setShort(int parameterIndex, short x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setInt(int parameterIndex, int x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setLong(int parameterIndex, long x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setFloat(int parameterIndex, float x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setDouble(int parameterIndex, double x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setBigDecimal(int parameterIndex, BigDecimal x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setString(int parameterIndex, String x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setNString(int parameterIndex, String value) throws SQLException {
        set(parameterIndex, value);
    }

    @Override
    public void setBytes(int parameterIndex, byte[] x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setDate(int parameterIndex, Date x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setDate(int parameterIndex, Date x, Calendar cal) throws SQLException {
        set(parameterIndex, x, cal);
    }

    @Override
    public void setTime(int parameterIndex, Time x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setTime(int parameterIndex, Time x, Calendar cal) throws SQLException {
        set(parameterIndex, x, cal);
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x, Calendar cal) throws SQLException {
        set(parameterIndex, x, cal);
    }

    @Override
    public void setObject(int parameterIndex, Object x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType) throws SQLException {
        set(parameterIndex, x);
    }

    /** The scale counts for DECIMAL and NUMERIC: the value is rounded to it, half up. */
    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        boolean scaled = targetSqlType == Types.DECIMAL || targetSqlType == Types.NUMERIC;
        set(
                parameterIndex,
                scaled && x instanceof BigDecimal decimal ? decimal.setScale(scaleOrLength, RoundingMode.HALF_UP) : x);
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        Integer number = targetSqlType == null ? null : targetSqlType.getVendorTypeNumber();
        setObject(parameterIndex, x, number == null ? Types.OTHER : number, scaleOrLength);
    }

    @Override
    public void setURL(int parameterIndex, URL x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setArray(int parameterIndex, Array x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setBlob(int parameterIndex, Blob x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream) throws SQLException {
        set(parameterIndex, inputStream);
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream, long length) throws SQLException {
        setBinaryStream(parameterIndex, inputStream, length);
    }

    @Override
    public void setClob(int parameterIndex, Clob x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setClob(int parameterIndex, Reader reader) throws SQLException {
        set(parameterIndex, reader);
    }

    @Override
    public void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
        setCharacterStream(parameterIndex, reader, length);
    }

    @Override
    public void setNClob(int parameterIndex, NClob value) throws SQLException {
        set(parameterIndex, value);
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader) throws SQLException {
        set(parameterIndex, reader);
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
        setCharacterStream(parameterIndex, reader, length);
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value) throws SQLException {
        set(parameterIndex, value);
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value, long length) throws SQLException {
        setCharacterStream(parameterIndex, value, length);
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader) throws SQLException {
        set(parameterIndex, reader);
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, int length) throws SQLException {
        setCharacterStream(parameterIndex, reader, (long) length);
    }

    /** Takes at most that many characters. */
    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, long length) throws SQLException {
        if (reader == null) {
            set(parameterIndex, null);
            return;
        }
        StringBuilder text = new StringBuilder();
        try {
            for (int c; text.length() < length && (c = reader.read()) >= 0; ) {
                text.append((char) c);
            }
        } catch (IOException e) {
            throw unreadable(parameterIndex, e);
        }
        set(parameterIndex, text.toString());
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x) throws SQLException {
        setText(parameterIndex, x, Integer.MAX_VALUE, StandardCharsets.US_ASCII);
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, int length) throws SQLException {
        setText(parameterIndex, x, length, StandardCharsets.US_ASCII);
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, long length) throws SQLException {
        setText(parameterIndex, x, length, StandardCharsets.US_ASCII);
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int parameterIndex, InputStream x, int length) throws SQLException {
        setText(parameterIndex, x, length, StandardCharsets.UTF_8);
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, int length) throws SQLException {
        setBinaryStream(parameterIndex, x, (long) length);
    }

    /** Takes at most that many bytes. */
    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, long length) throws SQLException {
        set(parameterIndex, x == null ? null : bytes(parameterIndex, x, length));
    }

    private void setText(int parameterIndex, InputStream x, long length, Charset charset) throws SQLException {
        set(parameterIndex, x == null ? null : new String(bytes(parameterIndex, x, length), charset));
    }

    private static byte[] bytes(int parameterIndex, InputStream stream, long length) throws SQLException {
        try {
            return stream.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw unreadable(parameterIndex, e);
        }
    }

    private static SQLException unreadable(int parameterIndex, IOException e) {
        return SqlErrors.of(Failure.BAD_VALUE.with(
                "The stream for parameter " + parameterIndex + " cannot be read: " + e.getMessage(), e));
    }

    @Override
    public void setRef(int parameterIndex, Ref x) throws SQLException {
        throw SqlErrors.unsupported("A Ref");
    }

    @Override
    public void setRowId(int parameterIndex, RowId x) throws SQLException {
        throw SqlErrors.unsupported("A RowId");
    }

    @Override
    public void setSQLXML(int parameterIndex, SQLXML xmlObject) throws SQLException {
        throw SqlErrors.unsupported("SQLXML");
    }

    private static SQLException textGiven() {
        return SqlErrors.of(
                Failure.WRONG_CALL, "The statement is prepared: call the method without SQL text, or createStatement.");
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        throw textGiven();
    }
}
