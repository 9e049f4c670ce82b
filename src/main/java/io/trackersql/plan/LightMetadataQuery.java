package io.trackersql.plan;

import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** Metadata by reflection: slower per call than Calcite's compiled handlers, but it loads no compiler for a statement that one scan answers. */
final class LightMetadataQuery extends RelMetadataQuery {
    private static final ProxyingMetadataHandlerProvider PROVIDER =
            new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);

    LightMetadataQuery() {
        super(PROVIDER);
    }
}
