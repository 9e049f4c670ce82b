package io.trackersql.exec;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.Backend;
import io.trackersql.model.Failure;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTable.VersionColumns;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.query.Predicate.Operator;
import io.trackersql.query.SortKey;
import io.trackersql.query.Tense;
import io.trackersql.query.TrackerQuery;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds of every query about the past, whatever the tracker: a value that is not known is never replaced by today's. Pure.
 */
public final class PastRules {
    private PastRules() {}

    /** Fails with UNSUPPORTED if a table has no past. */
    public static void requireHistory(EntityTable table, Backend backend) {
        if (table.entity().history().isEmpty()) {
            throw Failure.UNSUPPORTED.with("The tracker keeps no past of "
                    + table.entity().name() + ", so " + table.name()
                    + " cannot be read FOR SYSTEM_TIME AS OF a time. Only its present rows can be read.");
        } else if (table.versions().isPresent()) {
            VersionColumns versions = table.versions().get();
            throw Failure.UNSUPPORTED.with("The history table " + table.name()
                    + " holds all versions and is not read FOR SYSTEM_TIME AS OF a time. Use the table of present rows, or test "
                    + versions.start() + " <= time AND time < " + versions.end() + ".");
        }
        table.unnested().filter(c -> !backend.isKept(c)).ifPresent(values -> {
            throw Failure.UNSUPPORTED.with("The tracker does not keep the past values of "
                    + table.entity().name() + "." + values.path() + ", so " + table.name()
                    + " cannot be read FOR SYSTEM_TIME AS OF a time.");
        });
    }

    /** Fails with UNSUPPORTED if a condition or an order needs a column of which past versions hold no value. */
    public static void requireKept(TrackerQuery query, Set<Column> tested, Backend backend) {
        List<Column> unknown = notKept(query, tested, backend);
        if (!unknown.isEmpty()) {
            throw Failure.UNSUPPORTED.with(
                    "The tracker does not keep the past values of "
                            + names(unknown) + " of " + query.table().name()
                            + ", so no condition or order of a query about the past can use them. Leave it out, or ask for present rows.");
        }
    }

    /** What the statement's queries about the past give as NULL: one warning for all, or none. */
    static Optional<String> notKeptWarning(List<StatementRun.Read> reads) {
        Set<String> unknown = new LinkedHashSet<>();
        for (StatementRun.Read read : reads) {
            TrackerQuery query = read.query();
            Backend backend = read.tracker().backend();
            if (!query.count()) {
                notKept(query, query.columns(), backend)
                        .forEach(column -> unknown.add(
                                query.table().name() + "." + column.name() + " (" + backend.product() + ")"));
            }
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("The past values of these columns are not kept, so they are NULL: "
                        + String.join(", ", unknown) + ".");
    }

    /** The columns that a row of the query holds no value of. */
    public static List<Column> notKept(TrackerQuery query, Iterable<Column> columns, Backend backend) {
        Set<Column> unknown = new LinkedHashSet<>();
        if (query.tense() != Tense.PRESENT) {
            columns.forEach(column -> {
                if (!isOfVersion(query.table(), column) && !backend.isKept(column)) {
                    unknown.add(column);
                }
            });
        }
        return List.copyOf(unknown);
    }

    private static boolean isOfVersion(EntityTable table, Column column) {
        return column.isKey()
                || table.versions()
                        .filter(v -> List.of(v.start(), v.end(), v.number()).contains(column))
                        .isPresent();
    }

    /** The time that a bound query asks about; empty too if it is NULL, of which nothing is known. */
    static Optional<AsOf> asOf(TrackerQuery query, Settings settings) {
        return query.asOf()
                .filter(t -> t instanceof Operand.Literal literal && literal.value() != null)
                .map(t -> new AsOf(Instant.ofEpochMilli((Long) ((Operand.Literal) t).value()), settings.timeZone()));
    }

    /** Whether no row can be had because the time is NULL. */
    static boolean isAtNoTime(TrackerQuery query) {
        return query.asOf().filter(Conditions::isNull).isPresent();
    }

    /**
     * Why a leaf condition must not be asked: it might leave out the version whose start is the end of another one. Conditions on the
     * key leave out all versions of an asset, and lower bounds the earliest ones.
     */
    static Optional<String> whyWithheld(TrackerQuery query, Predicate leaf) {
        if (!query.needsEnds()) {
            return Optional.empty();
        }
        VersionColumns versions = query.table().versions().orElseThrow();
        Column column = leaf.columns().iterator().next();
        boolean isLowerBound = leaf instanceof Predicate.Comparison p
                && (p.operator() == Operator.GT || p.operator() == Operator.GE)
                && (column.equals(versions.start()) || column.equals(versions.number()));
        return column.isKey() || isLowerBound
                ? Optional.empty()
                : Optional.of("the end of a version is the start of the next one, which the condition might leave out");
    }

    /** Whether rows can be put in that order while the ends of versions are found: version after version of each asset. */
    public static boolean goesWithEnds(TrackerQuery query, List<SortKey> sort) {
        if (!query.needsEnds()) {
            return true;
        }
        Column number = query.table().versions().orElseThrow().number();
        return !sort.isEmpty()
                && sort.size() <= 2
                && sort.get(0).column().isKey()
                && !sort.get(0).descending()
                && (sort.size() == 1
                        || (sort.get(1).column().equals(number) && !sort.get(1).descending()));
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
