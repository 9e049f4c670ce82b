package io.trackersql.jdbc;

import io.trackersql.plan.Prepared;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/**
 * A prepared statement behind JDBC's interface for calls, so that {@code {call ...}} works in tools that insist on it.
 *
 * <p>No procedure here has OUT parameters or parameter names, so all methods for these are refused.
 */
final class TrackerCallableStatement extends TrackerPreparedStatement implements CallableStatement {
    TrackerCallableStatement(TrackerConnection connection, Prepared prepared) {
        super(connection, prepared, KeysWish.NONE);
    }

    private static SQLFeatureNotSupportedException noOut() {
        return SqlErrors.unsupported("An OUT parameter of a procedure, whose answer is a result set,");
    }

    private static SQLFeatureNotSupportedException noNames() {
        return SqlErrors.unsupported("A parameter by name");
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, int detail) throws SQLException {
        throw noOut();
    }

    @Override
    public boolean wasNull() throws SQLException {
        throw noOut();
    }

    @Override
    public String getString(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public boolean getBoolean(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public byte getByte(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public short getShort(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public int getInt(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public long getLong(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public float getFloat(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public double getDouble(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int parameterIndex, int scale) throws SQLException {
        throw noOut();
    }

    @Override
    public byte[] getBytes(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Date getDate(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Time getTime(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Timestamp getTimestamp(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Object getObject(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Object getObject(int parameterIndex, Map<String, Class<?>> map) throws SQLException {
        throw noOut();
    }

    @Override
    public Ref getRef(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Blob getBlob(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Clob getClob(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Array getArray(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Date getDate(int parameterIndex, Calendar calendar) throws SQLException {
        throw noOut();
    }

    @Override
    public Time getTime(int parameterIndex, Calendar calendar) throws SQLException {
        throw noOut();
    }

    @Override
    public Timestamp getTimestamp(int parameterIndex, Calendar calendar) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, String detail) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(String parameterName, int sqlType) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(String parameterName, int sqlType, int detail) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(String parameterName, int sqlType, String detail) throws SQLException {
        throw noOut();
    }

    @Override
    public URL getURL(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public void setURL(String parameterName, URL x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNull(String parameterName, int sqlType) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBoolean(String parameterName, boolean x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setByte(String parameterName, byte x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setShort(String parameterName, short x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setInt(String parameterName, int x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setLong(String parameterName, long x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setFloat(String parameterName, float x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setDouble(String parameterName, double x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBigDecimal(String parameterName, BigDecimal x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setString(String parameterName, String x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBytes(String parameterName, byte[] x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setDate(String parameterName, Date x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setTime(String parameterName, Time x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setTimestamp(String parameterName, Timestamp x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream x, int length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream x, int length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setObject(String parameterName, Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        throw noNames();
    }

    @Override
    public void setObject(String parameterName, Object x, int targetSqlType) throws SQLException {
        throw noNames();
    }

    @Override
    public void setObject(String parameterName, Object x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setCharacterStream(String parameterName, Reader x, int length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setDate(String parameterName, Date x, Calendar calendar) throws SQLException {
        throw noNames();
    }

    @Override
    public void setTime(String parameterName, Time x, Calendar calendar) throws SQLException {
        throw noNames();
    }

    @Override
    public void setTimestamp(String parameterName, Timestamp x, Calendar calendar) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNull(String parameterName, int sqlType, String typeName) throws SQLException {
        throw noNames();
    }

    @Override
    public String getString(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public boolean getBoolean(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public byte getByte(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public short getShort(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public int getInt(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public long getLong(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public float getFloat(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public double getDouble(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public byte[] getBytes(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Date getDate(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Time getTime(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Timestamp getTimestamp(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Object getObject(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public BigDecimal getBigDecimal(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException {
        throw noOut();
    }

    @Override
    public Ref getRef(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Blob getBlob(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Clob getClob(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Array getArray(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Date getDate(String parameterName, Calendar calendar) throws SQLException {
        throw noOut();
    }

    @Override
    public Time getTime(String parameterName, Calendar calendar) throws SQLException {
        throw noOut();
    }

    @Override
    public Timestamp getTimestamp(String parameterName, Calendar calendar) throws SQLException {
        throw noOut();
    }

    @Override
    public URL getURL(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public RowId getRowId(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public RowId getRowId(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public void setRowId(String parameterName, RowId x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNString(String parameterName, String x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNCharacterStream(String parameterName, Reader x, long length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNClob(String parameterName, NClob x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setClob(String parameterName, Reader x, long length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBlob(String parameterName, InputStream x, long length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNClob(String parameterName, Reader x, long length) throws SQLException {
        throw noNames();
    }

    @Override
    public NClob getNClob(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public NClob getNClob(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public void setSQLXML(String parameterName, SQLXML x) throws SQLException {
        throw noNames();
    }

    @Override
    public SQLXML getSQLXML(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public SQLXML getSQLXML(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public String getNString(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public String getNString(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Reader getNCharacterStream(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Reader getNCharacterStream(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public Reader getCharacterStream(int parameterIndex) throws SQLException {
        throw noOut();
    }

    @Override
    public Reader getCharacterStream(String parameterName) throws SQLException {
        throw noOut();
    }

    @Override
    public void setBlob(String parameterName, Blob x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setClob(String parameterName, Clob x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream x, long length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream x, long length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setCharacterStream(String parameterName, Reader x, long length) throws SQLException {
        throw noNames();
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setCharacterStream(String parameterName, Reader x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNCharacterStream(String parameterName, Reader x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setClob(String parameterName, Reader x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setBlob(String parameterName, InputStream x) throws SQLException {
        throw noNames();
    }

    @Override
    public void setNClob(String parameterName, Reader x) throws SQLException {
        throw noNames();
    }

    @Override
    public <T> T getObject(int parameterIndex, Class<T> type) throws SQLException {
        throw noOut();
    }

    @Override
    public <T> T getObject(String parameterName, Class<T> type) throws SQLException {
        throw noOut();
    }

    @Override
    public void setObject(String parameterName, Object x, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        throw noNames();
    }

    @Override
    public void setObject(String parameterName, Object x, SQLType targetSqlType) throws SQLException {
        throw noNames();
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType, int detail) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType, String detail) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType, int detail) throws SQLException {
        throw noOut();
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType, String detail) throws SQLException {
        throw noOut();
    }
}
