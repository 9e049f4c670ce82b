package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.sql.Engines.Mode;
import io.trackersql.sql.Engines.Null;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bound values of all kinds, and statements that are executed again with others, under other settings. */
class ParametersTest {
    private static final Map<Product, Engines> ENGINES = new HashMap<>();

    /** A query with the values of its parameters. */
    record Case(Product product, String sql, List<Object> values) {}

    @BeforeAll
    static void start() throws SQLException {
        for (Product product : Product.all()) {
            DemoOptions options = product.unlikeTheStandard(DemoOptions.standard());
            ENGINES.put(product, new Engines(product, options.withRows(90)));
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Engines engines : ENGINES.values()) {
            engines.close();
        }
        ENGINES.clear();
    }

    static List<Product> products() {
        return Product.all();
    }

    static List<Case> cases() {
        return Product.all().stream()
                .flatMap(product -> product.parameters().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void boundValuesAnswerAsLiteralsDo(Case query) {
        Engines engines = ENGINES.get(query.product());
        assertThat(engines.difference(query.sql(), query.values().toArray())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("products")
    void aStatementExecutedAgainForgetsItsOldValues(Product product) throws SQLException {
        Engines engines = ENGINES.get(product);
        Samples samples = product.samples();
        String sql = "SELECT " + samples.plainKey("") + " FROM " + samples.table() + " WHERE Name = ? OR "
                + samples.number() + " < ?";
        List<List<Object>> rounds = List.of(
                List.of("Case Pair", 1),
                List.of(new Null("VARCHAR(9)"), 1),
                List.of("trailing ", new Null("DOUBLE")),
                List.of(new Null("VARCHAR(9)"), new Null("DOUBLE")),
                List.of("x", 100),
                List.of("Case Pair", 1));
        for (Mode mode : Mode.values()) {
            try (PreparedStatement statement = engines.connection(mode).prepareStatement(sql)) {
                for (List<Object> values : rounds) {
                    assertThat(Rows.of(statement, Engines.bindable(values)))
                            .as(mode + " " + values)
                            .containsExactlyInAnyOrderElementsOf(engines.expected(mode, sql, values));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void aPreparedStatementFollowsTheSettings(Product product) throws SQLException {
        Engines engines = ENGINES.get(product);
        Samples samples = product.samples();
        String total = "SELECT " + samples.plainKey("") + ", Name FROM " + samples.table() + " WHERE "
                + samples.number() + " > ? ORDER BY [[Name]], " + samples.orderedKey("") + " LIMIT 9";
        Connection connection = engines.connection(Mode.SMALL_PAGES);
        try (PreparedStatement statement = connection.prepareStatement(Engines.plain(total))) {
            for (Mode mode : List.of(Mode.PUSHED, Mode.LOCAL, Mode.EXACT_ORDER, Mode.LOCAL_EXACT_ORDER, Mode.PUSHED)) {
                set(connection, "pushDown", mode.pushDown());
                set(connection, "textOrder", mode.textOrder());
                assertThat(Rows.of(statement, List.of(1)))
                        .as(mode.name())
                        .isEqualTo(engines.expected(mode, total, List.of(1)));
            }
        }
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + name + " = " + value);
        }
    }
}
