package io.trackersql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is called with whatever arguments, nothing but an SQLException with an SQLSTATE comes out. */
class EveryMethodTest {
    private static TrackerConnection connect() {
        FakeDatabase database = new FakeDatabase();
        var name = FakeDatabase.column("Name", JDBCType.VARCHAR);
        database.rows("", List.of(name), new Object[] {"12"});
        database.when("q", List.of(name), List.of(name), (values, execution) -> {
            throw new IllegalStateException("broken");
        });
        return database.connect();
    }

    private static ResultSet openRow() throws SQLException {
        ResultSet rows = connect().createStatement().executeQuery("");
        assertThat(rows.next()).isTrue();
        return rows;
    }

    private static <T extends AutoCloseable> T closed(T object) throws Exception {
        object.close();
        return object;
    }

    private record Case(String name, Class<?> type, Callable<?> object) {}

    private static final List<Case> CASES = List.of(
            new Case("a connection", Connection.class, EveryMethodTest::connect),
            new Case("a closed connection", Connection.class, () -> closed(connect())),
            new Case("a statement", Statement.class, () -> connect().createStatement()),
            new Case(
                    "a closed statement",
                    Statement.class,
                    () -> closed(connect().createStatement())),
            new Case("a prepared statement", PreparedStatement.class, () -> connect()
                    .prepareStatement("q")),
            new Case(
                    "a closed prepared statement",
                    PreparedStatement.class,
                    () -> closed(connect().prepareStatement("q"))),
            new Case("a callable statement", CallableStatement.class, () -> connect()
                    .prepareCall("q")),
            new Case("a result", ResultSet.class, EveryMethodTest::openRow),
            new Case("a closed result", ResultSet.class, () -> closed(openRow())),
            new Case("a result's metadata", ResultSetMetaData.class, () -> openRow()
                    .getMetaData()),
            new Case("a clob", java.sql.NClob.class, () -> openRow().getNClob(1)),
            new Case("a blob", java.sql.Blob.class, () -> openRow().getBlob(1)),
            new Case("an array", java.sql.Array.class, () -> connect().createArrayOf("VARCHAR", new Object[] {"a"})));

    @TestFactory
    Stream<DynamicTest> onlySqlExceptionsComeOut() {
        return CASES.stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    List<String> wrong = new ArrayList<>();
                    for (Method method : each.type().getMethods()) {
                        // What the JDK itself implements fails in its own ways, as its Javadoc says.
                        if (method.isDefault() && method.getDeclaringClass() != PreparedStatement.class) {
                            continue;
                        }
                        for (int number : new int[] {-1, 0, 1, 99}) {
                            call(each.object().call(), method, number, wrong);
                        }
                    }
                    assertThat(wrong).isEmpty();
                }));
    }

    private static void call(Object object, Method method, int number, List<String> wrong) throws Exception {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(type -> argument(type, number))
                .toArray();
        try {
            method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof SQLException sql)) {
                wrong.add(method.getName() + " with " + number + ": " + e.getCause());
            } else if (sql.getSQLState() == null) {
                wrong.add(method.getName() + " with " + number + " has no SQLSTATE: " + sql.getMessage());
            }
        }
    }

    private static Object argument(Class<?> type, int number) {
        if (type == int.class) {
            return number;
        }
        if (type == long.class) {
            return (long) number;
        }
        if (type == short.class) {
            return (short) number;
        }
        if (type == byte.class) {
            return (byte) number;
        }
        if (type == float.class) {
            return (float) number;
        }
        if (type == double.class) {
            return (double) number;
        }
        return type == boolean.class ? (Object) true : null;
    }
}
