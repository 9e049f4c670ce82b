package io.trackersql.versionone;

import io.trackersql.backend.Page;
import java.util.OptionalLong;
import java.util.function.Function;

/** A page of files with their contents, each of which takes a request of its own when its row is read. */
final class ContentPage implements Page {
    private final Page files;
    private final int[] targets;
    private final Function<String, byte[]> contents;

    /**
     * @param targets the places of the content in a row
     * @param contents fetches the content of the file with that key; null if it has none
     */
    ContentPage(Page files, int[] targets, Function<String, byte[]> contents) {
        this.files = files;
        this.targets = targets;
        this.contents = contents;
    }

    @Override
    public Object[] next() {
        Object[] row = files.next();
        if (row != null) {
            byte[] content = contents.apply(files.key());
            for (int target : targets) {
                row[target] = content;
            }
        }
        return row;
    }

    @Override
    public String key() {
        return files.key();
    }

    @Override
    public OptionalLong total() {
        return files.total();
    }

    @Override
    public void close() {
        files.close();
    }
}
