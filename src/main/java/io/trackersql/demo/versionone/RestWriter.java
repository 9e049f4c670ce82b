package io.trackersql.demo.versionone;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes answers of rest-1.v1, row by row, in one of its two forms. */
interface RestWriter {
    /**
     * The root of a list.
     *
     * @param name Assets, or History
     */
    record Page(String name, Optional<Integer> total, int size, int start) {}

    void startList(Page page) throws IOException;

    void asset(Row row, List<Path> paths) throws IOException;

    void endList() throws IOException;

    void single(Row row, List<Path> paths) throws IOException;

    void attribute(Path path, Row row, String href) throws IOException;

    /** The key of an asset, or that of a version, which names its moment. */
    static String token(Object value) {
        return value instanceof Version version ? version.token() : ((Asset) value).token();
    }
}
