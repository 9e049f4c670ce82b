package io.trackersql.shell;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes the rows of one result as they come. */
interface RowWriter {
    /** Writes the row on which the result stands. */
    void row(ResultSet rows) throws SQLException, IOException;

    /** Writes what follows the last row; without a call the output is visibly incomplete. */
    void end() throws IOException;
}
