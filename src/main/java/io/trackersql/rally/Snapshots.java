package io.trackersql.rally;

import io.trackersql.model.History;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the Lookback API keeps of an artifact from one change until the next, and under which names. A snapshot holds keys of related
 * assets and no more of them; NULL is what it does not hold at all.
 */
final class Snapshots {
    static final String VALID_FROM = "_ValidFrom";
    static final String VALID_TO = "_ValidTo";
    static final String VERSION = "_SnapshotNumber";
    static final String CHANGED_BY = "_User";

    /** The types of the artifact, from the root to its own; by name only if asked for with {@code hydrate}. */
    static final String TYPES = "_TypeHierarchy";

    /** The projects of the artifact, from the root to its own. */
    static final String PROJECTS = "_ProjectHierarchy";

    /** The number of a FormattedID, which is not stored as a whole. */
    static final String NUMBER = "_UnformattedID";

    /** The stored end of a snapshot that still holds; it reads {@link History#NEVER}. */
    static final long OPEN_END = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    /** Collections of which snapshots are known to hold the keys. */
    private static final Set<String> LISTS = Set.of("Tags", "Children", "Predecessors");

    /** Depends on when it is asked for. */
    private static final Set<String> AGES = Set.of("LatestDiscussionAgeInMinutes");

    /** Worked out from tasks, yet known to be in snapshots. */
    private static final Set<String> TOTALS = Set.of("TaskEstimateTotal", "TaskRemainingTotal", "TaskActualTotal");

    /** Worked out from other assets although the schema does not say that they are read-only, or although they are dates or relations. */
    private static final Set<String> DERIVED =
            Set.of("IterationValue", "ReleaseValue", "UnifiedParent", "PortfolioItemType", "LastResult", "LastRun");

    private static final String UUID = "ObjectUUID";
    private static final String SYSTEM = "_";

    private Snapshots() {}

    /** What tells versions apart; a deletion ends the version before and is none itself. */
    static History history() {
        return new History(
                Attributes.readOnly(
                        VALID_FROM, NativeType.DATE, Optional.empty(), "Since when the version holds, in UTC"),
                Optional.of(Attributes.readOnly(
                        VALID_TO,
                        NativeType.DATE,
                        Optional.empty(),
                        "Until when the version holds, exclusively, in UTC")),
                Attributes.readOnly(VERSION, NativeType.INTEGER, Optional.empty(), "Number of the version, from 0"),
                Attributes.readOnly(CHANGED_BY, NativeType.OBJECT, Optional.of("User"), "Who made the version"),
                Optional.empty());
    }

    /** Whether snapshots hold the column's value. */
    static boolean hold(Column column) {
        if (column.role() == Role.COMPANION) {
            return false;
        }
        return switch (NativeType.of(column.nativeType())) {
            case COLLECTION, MULTI_VALUE -> LISTS.contains(Tokens.of(column));
            case WEB_LINK, LINK_ID, LINK_LABEL, BINARY_DATA, CONTENT, MAP, RAW, COUNT, OTHER -> false;
            default -> !AGES.contains(Tokens.of(column));
        };
    }

    /**
     * Whether it is unknown if snapshots hold the column's value: users do not set it, so that it may be worked out from other assets when
     * it is asked for. Then what is absent tells nothing.
     */
    static boolean mayHold(Column column) {
        String name = Tokens.of(column);
        if (DERIVED.contains(name)) {
            return true;
        }
        return switch (NativeType.of(column.nativeType())) {
            case STRING, DROP_DOWN, TEXT, STATE, RATING, INTEGER, QUANTITY, DECIMAL, BOOLEAN ->
                column.readOnly() && !name.startsWith(SYSTEM) && !name.equals(UUID) && !TOTALS.contains(name);
            default -> false;
        };
    }

    /** What a snapshot calls the column. */
    static String field(Column column) {
        String name = Tokens.of(column);
        return name.equals(AbstractTypes.TYPE) ? TYPES : name.equals(UUID) ? SYSTEM + UUID : name;
    }

    /** What conditions call the column. */
    static String compared(Column column) {
        return NativeType.of(column.nativeType()) == NativeType.FORMATTED_ID ? NUMBER : field(column);
    }

    /** Whether a snapshot holds the ObjectID of a text, which must be asked for. */
    static boolean isCoded(Column column) {
        return switch (NativeType.of(column.nativeType())) {
            case STATE, RATING, DROP_DOWN, TYPE_NAME -> true;
            default -> false;
        };
    }

    /** Whether the column is one that tells versions apart and is never NULL. */
    static boolean isOfVersion(Column column) {
        return Set.of(VALID_FROM, VALID_TO, VERSION).contains(Tokens.of(column));
    }
}
