package io.trackersql.bench;

import java.io.IOException;
import java.sql.SQLException;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** Lets the build tool run {@link Benchmarks} when it is asked by name; no normal build does. */
class BenchmarkRun {
    @Test
    void run() throws IOException, SQLException, XMLStreamException {
        Benchmarks.main(new String[0]);
    }
}
