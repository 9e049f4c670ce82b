package io.trackersql.versionone;

import io.trackersql.http.WireTimes;
import io.trackersql.query.Column;
import java.util.Set;

/** A typical value for each type of column, to show what becomes of conditions on it. */
final class Examples {
    private Examples() {}

    static Object of(Column column, Set<String> types) {
        return switch (column.type()) {
            case BOOLEAN -> true;
            case SMALLINT -> AssetState.ACTIVE.code();
            case BIGINT -> 1000L;
            case DOUBLE -> 1.5;
            case DATE -> 15_000;
            case TIMESTAMP, TIMESTAMP_UTC -> 15_000 * WireTimes.DAY_MILLIS;
            case VARBINARY -> new byte[0];
            case VARCHAR -> text(column, types);
        };
    }

    private static String text(Column column, Set<String> types) {
        return switch (NativeType.of(column.nativeType())) {
            case RELATION ->
                column.relatedEntity()
                                .or(() -> types.stream().sorted().findFirst())
                                .orElse("Story") + ":1000";
            case STATE_NAME -> AssetState.ACTIVE.displayName();
            case ASSET_TYPE -> types.stream().sorted().findFirst().orElse("Story");
            case GUID -> "98771fb4-71b8-42ec-be8b-69414daa020e";
            default -> "A";
        };
    }
}
