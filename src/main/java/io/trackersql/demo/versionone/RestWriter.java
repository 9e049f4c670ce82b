package io.trackersql.demo.versionone;

import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes answers of rest-1.v1, row by row, in one of its two forms. */
interface RestWriter {
    /** What the root of a list says about the page. */
    record Page(Optional<Integer> total, int size, int start) {}

    void startList(Page page) throws IOException;

    void asset(Version version, String token, List<Path> paths, Row row) throws IOException;

    void endList() throws IOException;

    void single(Version version, String token, List<Path> paths, Row row) throws IOException;

    void attribute(Path path, Row row, String href) throws IOException;
}
