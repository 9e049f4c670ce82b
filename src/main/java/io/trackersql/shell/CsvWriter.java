package io.trackersql.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Comma-separated values as RFC 4180 has them. */
final class CsvWriter implements RowWriter {
    private static final String LINE_END = "\r\n";

    private final Writer out;
    private final int columns;

    CsvWriter(Writer out, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = columns.size();
        for (int i = 0; i < columns.size(); i++) {
            writeField(i, columns.get(i).label());
        }
        out.write(LINE_END);
    }

    @Override
    public void row(ResultSet rows) throws SQLException, IOException {
        for (int i = 0; i < columns; i++) {
            writeField(i, rows.getString(i + 1));
        }
        out.write(LINE_END);
    }

    @Override
    public void end() {
        // The last row's line end is all that the format asks for.
    }

    private void writeField(int index, String value) throws IOException {
        if (index > 0) {
            out.write(',');
        }
        if (value == null) {
            return;
        }
        if (needsQuotes(value)) {
            out.write('"');
            out.write(value.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(value);
        }
    }

    /** Blanks at the ends are quoted too, since some readers strip them, and the empty string, since NULL is empty. */
    private static boolean needsQuotes(String value) {
        if (value.isEmpty() || value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
            return true;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\r' || c == '\n') {
                return true;
            }
        }
        return false;
    }
}
