package io.trackersql.demo.versionone;

import io.trackersql.demo.store.DemoModel;
import io.trackersql.demo.store.DemoOperation;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.versionone.query.Path;

/** Writes metadata documents in one of their two forms. */
interface MetaWriter {
    String ROOT = VersionOneFront.BASE + "/meta.v1/";

    String model(DemoModel model);

    String type(DemoType type);

    String attribute(DemoType type, Path path);

    String operation(DemoType type, DemoOperation operation);
}
