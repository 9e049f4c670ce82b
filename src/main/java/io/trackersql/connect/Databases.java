package io.trackersql.connect;

import io.trackersql.model.Failure;
import java.util.Properties;

/** Opens databases by URL. */
final class Databases {
    private Databases() {}

    static Database open(String url, Properties properties) {
        throw Failure.BAD_URL.with("No tracker is known for " + url + " with " + properties.size() + " properties.");
    }
}
