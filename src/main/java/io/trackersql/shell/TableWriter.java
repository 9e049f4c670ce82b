package io.trackersql.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Aligned columns for people. Widths come from the first rows, and what follows is written as it comes: a longer value
 * pushes the rest of its row aside, and nothing is ever cut. Holds at most {@value #SAMPLE_ROWS} rows.
 */
final class TableWriter implements RowWriter {
    /** Rows that are held back until widths are known. */
    private static final int SAMPLE_ROWS = 100;

    /** One long text shall not push all other columns off the screen. */
    private static final int PADDED_WIDTH_MAX = 60;

    private final Writer out;
    private final List<Column> columns;
    private final int[] widths;
    private List<String[]> sample = new ArrayList<>();
    private long rows;

    TableWriter(Writer out, List<Column> columns) {
        this.out = out;
        this.columns = columns;
        this.widths = new int[columns.size()];
    }

    @Override
    public void row(ResultSet result) throws SQLException, IOException {
        String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            String value = result.getString(i + 1);
            cells[i] = value == null ? "NULL" : PlainText.printable(value);
        }
        rows++;
        if (sample == null) {
            writeCells(cells);
            return;
        }
        sample.add(cells);
        if (sample.size() == SAMPLE_ROWS) {
            writeSample();
        }
    }

    @Override
    public void end() throws IOException {
        if (sample != null) {
            writeSample();
        }
        out.write(rows == 1 ? "(1 row)\n" : "(" + rows + " rows)\n");
    }

    private void writeSample() throws IOException {
        String[] labels = columns.stream()
                .map(column -> PlainText.printable(column.label()))
                .toArray(String[]::new);
        widen(labels);
        sample.forEach(this::widen);
        writeCells(labels);
        for (int i = 0; i < widths.length; i++) {
            out.write(i == 0 ? "" : "-+-");
            out.write("-".repeat(widths[i]));
        }
        out.write('\n');
        for (String[] cells : sample) {
            writeCells(cells);
        }
        sample = null;
    }

    private void widen(String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], Math.min(width(cells[i]), PADDED_WIDTH_MAX));
        }
    }

    private void writeCells(String[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "" : " | ");
            boolean last = i == cells.length - 1;
            String padding = " ".repeat(Math.max(0, widths[i] - width(cells[i])));
            if (columns.get(i).isNumeric()) {
                out.write(padding + cells[i]);
            } else {
                out.write(last ? cells[i] : cells[i] + padding);
            }
        }
        out.write('\n');
    }

    /** How many places of a terminal a text takes: two for an ideograph, none for a combining mark. */
    private static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}
