package io.trackersql.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An array of objects, one object a line. Numbers and booleans are JSON's own; dates and times are ISO 8601 text, binary
 * values Base64. Where two columns have one label, the second is called {@code label_2}.
 */
final class JsonWriter implements RowWriter {
    private final Writer out;
    private final List<Column> columns;
    private final String[] keys;
    private boolean empty = true;

    JsonWriter(Writer out, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = columns;
        this.keys = new String[columns.size()];
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < keys.length; i++) {
            String label = columns.get(i).label();
            String key = label;
            for (int copy = 2; !taken.add(key); copy++) {
                key = label + "_" + copy;
            }
            keys[i] = quoted(key);
        }
        out.write('[');
    }

    @Override
    public void row(ResultSet rows) throws SQLException, IOException {
        out.write(empty ? "\n" : ",\n");
        empty = false;
        for (int i = 0; i < keys.length; i++) {
            out.write(i == 0 ? '{' : ',');
            out.write(keys[i]);
            out.write(':');
            out.write(value(rows, i + 1, columns.get(i).type()));
        }
        out.write('}');
    }

    @Override
    public void end() throws IOException {
        out.write(empty ? "]\n" : "\n]\n");
    }

    private static String value(ResultSet rows, int index, int type) throws SQLException {
        return switch (type) {
            case Types.BOOLEAN, Types.BIT -> {
                boolean value = rows.getBoolean(index);
                yield rows.wasNull() ? "null" : Boolean.toString(value);
            }
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
                long value = rows.getLong(index);
                yield rows.wasNull() ? "null" : Long.toString(value);
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> {
                double value = rows.getDouble(index);
                yield rows.wasNull() ? "null" : json(value);
            }
            case Types.NUMERIC, Types.DECIMAL -> json(rows.getBigDecimal(index));
            case Types.DATE -> json(rows.getObject(index, LocalDate.class));
            case Types.TIME -> json(rows.getObject(index, LocalTime.class));
            case Types.TIMESTAMP -> json(rows.getObject(index, LocalDateTime.class));
            case Types.TIMESTAMP_WITH_TIMEZONE -> json(rows.getObject(index, OffsetDateTime.class));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> json(rows.getBytes(index));
            case Types.ARRAY -> {
                Array array = rows.getArray(index);
                yield array == null ? "null" : json(array.getArray());
            }
            default -> json(rows.getString(index));
        };
    }

    private static String json(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // JSON has no word for infinity.
            return Double.isFinite(number) ? value.toString() : quoted(value.toString());
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof LocalDateTime dateTime) {
            return quoted(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(dateTime));
        }
        if (value instanceof byte[] bytes) {
            return quoted(Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof Object[] elements) {
            StringBuilder array = new StringBuilder("[");
            for (Object element : elements) {
                array.append(array.length() == 1 ? "" : ",").append(json(element));
            }
            return array.append(']').toString();
        }
        return quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
