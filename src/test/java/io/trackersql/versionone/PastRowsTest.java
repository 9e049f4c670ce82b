package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.AsOf;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Snapshots;
import io.trackersql.backend.Total;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks.Deletions;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Cancellation;
import io.trackersql.model.EntityModel;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTable.VersionColumns;
import io.trackersql.query.EntityTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the past beside what the demo's store says of the same versions, however a server tells its history. */
class PastRowsTest {
    private static final List<String> TYPES =
            List.of("Story", "Workitem", "Timebox", "Member", "Attachment", "Actual", "StoryStatus", "Expression");
    private static final Instant MIDSUMMER = Instant.parse("2024-06-20T12:00:00.123Z");
    private static final ZoneId ZONE = VersionOneQuirks.standard().zone();
    private static final int ROWS = 150;
    private static final int COLUMNS_PER_QUERY = 30;

    private DemoStore store;
    private VersionOneBackend backend;
    private EntityModel model;

    static List<VersionOneQuirks> servers() {
        VersionOneQuirks standard = VersionOneQuirks.standard();
        VersionOneQuirks mild = standard.withHistory(
                standard.history().withMomentInReferences(false).withDeletions(Deletions.ON_REQUEST));
        return List.of(standard, mild);
    }

    private void with(VersionOneQuirks quirks, Runnable work) {
        try (DemoServer server =
                DemoServer.start(DemoOptions.standard().withRows(ROWS).withQuirks(quirks))) {
            Credentials credentials = new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);
            TransportConfig config = TransportConfig.of("versionone", server.versionOneUri(), credentials);
            backend = new VersionOneBackend(new Transport(config), VersionOneConfig.usual());
            model = backend.fetchModel(Optional.empty(), Scopes.open());
            store = server.store();
            work.run();
            backend.close();
        }
    }

    private Map<String, Object[]> rows(NativeQuery query) {
        Map<String, Object[]> rows = new LinkedHashMap<>();
        try (Page page = backend.fetchPage(query, new PageWindow(0, 100_000, true), Scopes.open())) {
            for (Object[] row = page.next(); row != null; row = page.next()) {
                assertThat(rows.put(page.key(), row)).as(page.key()).isNull();
            }
            if (backend.total(query) == Total.EXACT) {
                assertThat(page.total()).hasValue(rows.size());
            }
        }
        return rows;
    }

    private static NativeQuery query(EntityTable table, List<Column> columns) {
        return new NativeQuery(table, DataScope.ALL, columns, Optional.empty(), List.of(), List.of());
    }

    private List<String> everyKey(String type) {
        return Arrays.stream(store.all(store.model().require(type)))
                .map(a -> a.token())
                .toList();
    }

    /** By token, the versions that hold at a time. */
    private Map<String, Version> living(String type, Instant time) {
        Map<String, Version> living = new TreeMap<>();
        for (String key : everyKey(type)) {
            store.versions(key).stream()
                    .filter(v -> !store.validFrom(v).isAfter(time))
                    .reduce((older, newer) -> newer)
                    .filter(v -> !v.deleted())
                    .ifPresent(v -> living.put(v.token(), v));
        }
        return living;
    }

    private List<Instant> times(String type) {
        List<Instant> times = new ArrayList<>(
                List.of(MIDSUMMER, Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2099-01-01T00:00:00Z")));
        String changed = everyKey(type).stream()
                .filter(k -> store.versions(k).size() > 2)
                .findFirst()
                .orElse(everyKey(type).get(0));
        for (Version version : store.versions(changed)) {
            Instant start = Instant.ofEpochMilli(store.validFrom(version).toEpochMilli());
            times.add(start);
            times.add(start.minusMillis(1));
        }
        // an hour that the server's clock shows twice cannot be asked for
        times.removeIf(t -> ZONE.getRules()
                        .getValidOffsets(t.atZone(ZONE).toLocalDateTime())
                        .size()
                > 1);
        return times;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aTimeHasTheVersionsThatHeldThen(VersionOneQuirks quirks) {
        with(quirks, () -> {
            for (String type : TYPES) {
                EntityTable table =
                        EntityTables.current(model, model.entity(type).orElseThrow());
                for (Instant time : times(type)) {
                    Map<String, Version> living = living(type, time);
                    NativeQuery query = query(table, List.of(table.key())).withAsOf(new AsOf(time, Optional.of(ZONE)));
                    Map<String, Object[]> rows = rows(query);
                    assertThat(rows.keySet())
                            .as(type + " at " + time)
                            .containsExactlyInAnyOrderElementsOf(living.keySet());
                    rows.forEach((token, row) -> assertThat(row[0])
                            .isEqualTo(living.get(token).asset().token()));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void allVersionsButDeletionsAreThere(VersionOneQuirks quirks) {
        with(quirks, () -> {
            for (String type : TYPES) {
                EntityTable table =
                        EntityTables.history(model, model.entity(type).orElseThrow());
                VersionColumns versions = table.versions().orElseThrow();
                List<Version> all = everyKey(type).stream()
                        .flatMap(k -> store.versions(k).stream())
                        .toList();
                List<String> alive = all.stream()
                        .filter(v -> !v.deleted())
                        .map(Version::token)
                        .toList();
                assertThat(rows(query(table, List.of())).keySet()).as(type).containsExactlyElementsOf(alive);
                List<Column> columns = new ArrayList<>(List.of(versions.number(), versions.start()));
                versions.deletion().ifPresent(columns::add);
                Map<String, Object[]> rows = rows(query(table, columns));
                assertThat(rows.keySet())
                        .as(type)
                        .containsExactlyElementsOf(
                                all.stream().map(Version::token).toList());
                for (Version version : all) {
                    Object[] row = rows.get(version.token());
                    assertThat(row[0]).isEqualTo(version.moment());
                    assertThat(row[1]).isEqualTo(store.validFrom(version).toEpochMilli());
                    if (row.length > 2) {
                        assertThat(row[2]).isEqualTo(version.deleted());
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyValueIsThatOfItsTime(VersionOneQuirks quirks) {
        with(quirks, () -> {
            for (String type : TYPES) {
                EntityTable present =
                        EntityTables.current(model, model.entity(type).orElseThrow());
                compareAll(present, Optional.of(MIDSUMMER));
                compareAll(EntityTables.history(model, model.entity(type).orElseThrow()), Optional.empty());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oneRequestHasTheRowsOfEachOfItsTimes(VersionOneQuirks quirks) {
        with(quirks, () -> {
            SnapshotBatches batches = backend.snapshotBatches().orElseThrow();
            for (String type : TYPES) {
                EntityTable table =
                        EntityTables.current(model, model.entity(type).orElseThrow());
                List<AsOf> times = times(type).stream()
                        .map(t -> new AsOf(t, Optional.of(ZONE)))
                        .toList();
                RequestScope scope = Scopes.open();
                try (Snapshots rows = batches.fetch(query(table, List.of()), times, 100_000, scope)) {
                    for (AsOf time : times) {
                        rows.nextTime();
                        List<String> found = new ArrayList<>();
                        while (rows.next() != null) {
                            found.add(rows.key());
                        }
                        assertThat(found)
                                .as(type + " at " + time)
                                .containsExactlyInAnyOrderElementsOf(
                                        living(type, time.time()).keySet());
                    }
                }
                assertThat(scope.log().entries()).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whoDoesNotSayTheTrackersZoneIsWarned(VersionOneQuirks quirks) {
        with(quirks, () -> {
            EntityTable story =
                    EntityTables.current(model, model.entity("Story").orElseThrow());
            NativeQuery query = query(story, List.of());
            AsOf uncertain = new AsOf(MIDSUMMER, Optional.empty());
            AsOf certain = new AsOf(MIDSUMMER, Optional.of(ZONE));
            SnapshotBatches batches = backend.snapshotBatches().orElseThrow();
            Set<String> warnings = new LinkedHashSet<>();
            RequestScope scope = new RequestScope(
                    new Cancellation(), new RequestLog(entry -> {}), new RequestBudget(0), warnings::add);
            backend.fetchPage(query.withAsOf(certain), new PageWindow(0, 1, false), scope)
                    .close();
            batches.fetch(query, List.of(certain), 1, scope).close();
            assertThat(warnings).isEmpty();
            backend.fetchPage(query.withAsOf(uncertain), new PageWindow(0, 1, false), scope)
                    .close();
            batches.fetch(query, List.of(certain, uncertain), 1, scope).close();
            assertThat(warnings).singleElement().asString().contains("timeZone", "UTC");
        });
    }

    private void compareAll(EntityTable table, Optional<Instant> time) {
        Map<String, Version> versions = new TreeMap<>();
        everyKey(table.entity().name()).forEach(k -> store.versions(k).forEach(v -> versions.put(v.token(), v)));
        List<Column> columns = table.columns().stream()
                .filter(c -> c.usage().filterable())
                .filter(c -> !List.of(NativeType.STATE_NAME, NativeType.BLOB).contains(NativeType.of(c.nativeType())))
                .toList();
        for (int from = 0; from < columns.size(); from += COLUMNS_PER_QUERY) {
            List<Column> asked = columns.subList(from, Math.min(columns.size(), from + COLUMNS_PER_QUERY));
            NativeQuery query = query(table, asked);
            Map<String, Object[]> rows = rows(time.map(t -> query.withAsOf(new AsOf(t, Optional.of(ZONE))))
                    .orElse(query));
            assertThat(rows).isNotEmpty();
            rows.forEach((token, row) -> {
                Version version = versions.get(token);
                for (int i = 0; i < row.length; i++) {
                    Column column = asked.get(i);
                    String path = column.path().toString();
                    Object value = time.map(t -> store.value(version.asset().token(), path, t))
                            .orElseGet(() -> store.value(version, path));
                    assertThat(row[i])
                            .as(table + "." + column + " of " + token)
                            .isEqualTo(expected(column, version, value, time));
                }
            });
        }
    }

    /** What a row holds for a plain value of the store. */
    private Object expected(Column column, Version version, Object value, Optional<Instant> time) {
        if (value instanceof List<?> many) {
            Object[] values =
                    many.stream().map(v -> v == null ? null : single(column, v)).toArray();
            return Lists.joined(Lists.ordered(values, keys(column, version, time)));
        }
        return value == null ? null : single(column, value);
    }

    private Object[] keys(Column column, Version version, Optional<Instant> time) {
        if (column.relatedEntity().isEmpty() && !Tokens.isListCompanion(column)) {
            return null;
        }
        String relation = Tokens.isListCompanion(column)
                ? Tokens.relation(column)
                : column.path().toString();
        Object keys = time.map(t -> store.value(version.asset().token(), relation, t))
                .orElseGet(() -> store.value(version, relation));
        return ((List<?>) keys)
                .stream().map(k -> Oids.withoutMoment((String) k)).toArray();
    }

    private static Object single(Column column, Object value) {
        if (value instanceof BigDecimal number) {
            return number.doubleValue();
        } else if (value instanceof LocalDateTime written) {
            return written.toInstant(ZoneOffset.UTC).toEpochMilli();
        } else if (value instanceof LocalDate day) {
            return column.type().isTimestamp()
                    ? (Object) day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                    : (Object) (int) day.toEpochDay();
        } else if (value instanceof Long number && NativeType.of(column.nativeType()) == NativeType.STATE) {
            return number.shortValue();
        } else if (value instanceof Long number && column.elementType().isText()) {
            return number.toString();
        }
        boolean isKey = value instanceof String && NativeType.of(column.nativeType()) == NativeType.RELATION;
        return isKey ? Oids.withoutMoment((String) value) : value;
    }
}
