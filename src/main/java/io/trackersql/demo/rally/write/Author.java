package io.trackersql.demo.rally.write;

import io.trackersql.demo.store.Asset;
import java.util.List;
import java.util.Optional;

/**
 * Who changes something, and where new objects are made unless the body says so.
 *
 * @param workspace the workspace of the request, else the user's own
 * @param project   the project of the request, else the user's own
 * @param warnings  where warnings are added
 */
public record Author(Asset user, Asset workspace, Optional<Asset> project, List<String> warnings) {}
