package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The past that answers are compared with agrees with itself and with the present. */
class ExpectedPastTest {
    private static final int TIMES = 12;

    static List<Product> products() {
        return Product.all();
    }

    private interface Check {
        void run(ExpectedTables expected, String table);
    }

    private static void ofEachTable(Product product, Check check) {
        try (DemoServer server = DemoServer.start(DemoOptions.standard().withRows(40))) {
            ExpectedTables expected = product.tables(server, Map.of());
            assertThat(expected.pastTables()).hasSizeGreaterThanOrEqualTo(6);
            expected.pastTables().forEach(table -> check.run(expected, table));
        }
    }

    private static List<Object> values(List<ExpectedColumn> columns, Object row) {
        List<Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(column.value(row)));
        return values;
    }

    @ParameterizedTest
    @MethodSource("products")
    void theRowsThatStillHoldAreThePresentOnes(Product product) {
        ofEachTable(product, (expected, table) -> {
            Map<Object, ExpectedVersion> present = new HashMap<>();
            expected.spans(table).stream()
                    .filter(span -> span.to().equals(ExpectedVersion.NEVER))
                    .forEach(span -> present.put(span.asset(), span));
            assertThat(present.keySet()).as(table).isEqualTo(Set.copyOf(expected.keys(table)));
            for (ExpectedColumn column : expected.columns(table)) {
                if (column.isKept()) {
                    present.forEach((asset, span) -> assertThat(column.value(span))
                            .as("%s.%s of %s", table, column.name(), asset)
                            .isEqualTo(column.value(asset)));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("products")
    void nothingChangesBetweenTheBeginningOfARowAndItsEnd(Product product) {
        Random random = new Random(1);
        ofEachTable(product, (expected, table) -> {
            List<ExpectedColumn> columns = expected.columns(table);
            List<ExpectedVersion> spans = expected.spans(table);
            for (int i = 0; i < TIMES; i++) {
                Instant time = spans.get(random.nextInt(spans.size())).from().minusMillis(random.nextInt(2));
                for (ExpectedVersion span : spans) {
                    if (span.holds(time)) {
                        ExpectedVersion then = new ExpectedVersion(
                                span.asset(), time, span.to(), span.number(), span.changedBy(), span.stored());
                        assertThat(values(columns, span))
                                .as("%s of %s at %s", span.asset(), table, time)
                                .isEqualTo(values(columns, then));
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("products")
    void rowsOfAnAssetFollowEachOtherAsItsVersionsDo(Product product) {
        ofEachTable(product, (expected, table) -> {
            Map<Object, Instant> ends = new HashMap<>();
            for (ExpectedVersion span : expected.spans(table)) {
                assertThat(span.from()).isBefore(span.to());
                Instant before = ends.put(span.asset(), span.to());
                assertThat(before == null || !before.isAfter(span.from()))
                        .as("%s of %s at %s", span.asset(), table, span.from())
                        .isTrue();
            }
            assertThat(expected.versions(table).stream()
                            .mapToLong(version ->
                                    version.to().toEpochMilli() - version.from().toEpochMilli())
                            .sum())
                    .isEqualTo(expected.spans(table).stream()
                            .mapToLong(span ->
                                    span.to().toEpochMilli() - span.from().toEpochMilli())
                            .sum());
        });
    }
}
