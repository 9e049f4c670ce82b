package io.trackersql.shell;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** How results are written on standard output. */
enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** RFC 4180 with a header line; NULL is an empty field, the empty string is {@code ""}. */
    CSV,
    /** An array of objects for each result. */
    JSON;

    /** Begins a result. */
    RowWriter open(Writer out, List<Column> columns) throws IOException {
        return switch (this) {
            case TABLE -> new TableWriter(out, columns);
            case CSV -> new CsvWriter(out, columns);
            case JSON -> new JsonWriter(out, columns);
        };
    }
}
