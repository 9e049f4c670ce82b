package io.trackersql.sql;

import io.trackersql.sql.ExpectedColumn.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Makes random conditions and queries over the columns of a table, with values from its rows and some that break naive code. */
final class Generator {
    private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private final Random random;
    private final Samples samples;
    private final List<ExpectedColumn> columns;
    private final List<Object[]> rows;

    /** @param rows values of the columns in all rows of the table */
    Generator(Random random, Samples samples, List<ExpectedColumn> columns, List<Object[]> rows) {
        this.random = random;
        this.samples = samples;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * What is asked, with the alias {@code s}.
     *
     * @param from  a table, with a parameter for the time of its rows if it is past ones that are asked for
     * @param join  another table to it, as {@link Samples#join} has it
     * @param order the last terms of an order of all rows
     * @param times values of the parameters in {@code from} and, after them, in {@code join}
     */
    record Source(String from, String join, String order, List<Object> times) {}

    /** A query that can be made smaller. */
    record Query(String head, List<Object> times, Condition condition, String tail) {
        String sql() {
            return head + " WHERE " + condition.sql() + tail;
        }

        Object[] values() {
            return Stream.concat(times.stream(), condition.values().stream()).toArray();
        }

        List<Query> smaller() {
            Stream<Query> conditions = condition.smaller().stream().map(c -> new Query(head, times, c, tail));
            return (tail.isEmpty() || head.contains("GROUP")
                            ? conditions
                            : Stream.concat(Stream.of(new Query(head, times, condition, "")), conditions))
                    .toList();
        }
    }

    /** A condition on columns of an alias; {@code depth} levels of AND, OR and NOT at most. */
    Condition condition(String alias, int depth) {
        int kind = random.nextInt(10);
        if (depth == 0 || kind < 3) {
            return leaf(alias);
        } else if (kind < 5) {
            return new Condition.Not(condition(alias, depth - 1));
        }
        List<Condition> terms = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            terms.add(condition(alias, depth - 1));
        }
        return new Condition.Group(kind < 8 ? "AND" : "OR", terms);
    }

    private Condition leaf(String alias) {
        int position = random.nextInt(columns.size());
        ExpectedColumn column = columns.get(position);
        String name = alias + '"' + column.name() + '"';
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Condition.Leaf(name + " IS NULL", List.of());
        } else if (kind == 1) {
            return new Condition.Leaf(name + " IS NOT NULL", List.of());
        } else if (column.kind() == Kind.BOOLEAN && kind < 5) {
            return new Condition.Leaf(name + pick(List.of("", " IS TRUE", " IS FALSE", " IS UNKNOWN")), List.of());
        } else if (column.kind() == Kind.KEYS && kind < 6) {
            return new Condition.Leaf("HAS(" + name + ", ?)", List.of(member(position)));
        } else if (column.kind().isText() && kind < 4) {
            return new Condition.Leaf(
                    name + pick(List.of(" LIKE ?", " NOT LIKE ?")), List.of(pick(samples.patterns())));
        } else if (kind < 5) {
            String in = pick(List.of(" IN (?, ?, ?)", " NOT IN (?, ?, ?)"));
            return new Condition.Leaf(name + in, List.of(value(position), value(position), value(position)));
        } else if (kind == 5 && column.kind() != Kind.BOOLEAN) {
            String between = pick(List.of(" BETWEEN ? AND ?", " NOT BETWEEN ? AND ?"));
            return new Condition.Leaf(name + between, List.of(value(position), value(position)));
        }
        return new Condition.Leaf(name + " " + pick(OPERATORS) + " ?", List.of(value(position)));
    }

    private Object member(int position) {
        if (!(value(position) instanceof String text)) {
            return samples.member();
        }
        String first = text.split(", ", 2)[0];
        if (samples.member() instanceof String) {
            return first;
        }
        return first.matches("\\d{1,18}") ? (Object) Long.valueOf(first) : samples.member();
    }

    private Object value(int position) {
        ExpectedColumn column = columns.get(position);
        if (random.nextInt(20) == 0) {
            return new Engines.Null(column.kind().isText() ? "VARCHAR(10)" : column.kind().sql);
        }
        Object value = pick(rows)[position];
        boolean isVaried = random.nextInt(4) == 0;
        return switch (column.kind()) {
            case BOOLEAN -> value == null || isVaried ? random.nextBoolean() : value;
            case SMALLINT -> pick(samples.states());
            case BIGINT -> value == null ? 42L : isVaried ? (Object) ((Long) value / 2) : value;
            case DOUBLE -> value == null ? 3.0 : isVaried ? (Object) ((Double) value + 0.25) : value;
            case DATE -> value == null ? LocalDate.EPOCH : ((LocalDate) value).plusDays(isVaried ? 1 : 0);
            case TIMESTAMP, EXACT_TIMESTAMP ->
                value == null
                        ? LocalDateTime.parse("2021-11-07T01:30:00.090")
                        : ((LocalDateTime) value).plusNanos(isVaried ? 1_000_000L * (random.nextInt(3) - 1) : 0);
            case TEXT, KEY, KEYS -> value == null ? pick(samples.texts()) : isVaried ? nasty((String) value) : value;
        };
    }

    private String nasty(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text + " ";
            case 2 -> text.stripTrailing();
            default -> pick(samples.texts());
        };
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A query over the table of present rows. */
    Query query(String table) {
        return query(new Source(table + " s", samples.join(), samples.orderedKey("s."), List.of()));
    }

    /** A query: rows, rows in order and cut, a count, groups, a join. */
    Query query(Source source) {
        Condition condition = condition("s.", 3);
        String from = " FROM " + source.from();
        String key = samples.plainKey("s.");
        String group = "s.\"" + samples.group() + '"';
        int parameters = (int) source.from().chars().filter(c -> c == '?').count();
        List<Object> times = source.times().subList(0, parameters);
        return switch (random.nextInt(8)) {
            case 0 -> new Query("SELECT COUNT(*)" + from, times, condition, "");
            case 1 ->
                new Query(
                        "SELECT " + group + ", COUNT(*), MIN(" + key + ")" + from,
                        times,
                        condition,
                        " GROUP BY " + group);
            case 2 ->
                new Query("SELECT " + key + ", m.Name" + from + " " + source.join(), source.times(), condition, "");
            case 3 ->
                new Query("SELECT DISTINCT " + group + ", s.\"" + samples.small() + '"' + from, times, condition, "");
            case 4, 5 -> new Query("SELECT " + key + ", s.\"Name\"" + from, times, condition, order(source.order()));
            default -> new Query("SELECT " + key + from, times, condition, "");
        };
    }

    /** ORDER BY that is total, and perhaps a window. */
    private String order(String last) {
        StringBuilder order = new StringBuilder(" ORDER BY ");
        for (int i = random.nextInt(3); i > 0; i--) {
            ExpectedColumn column = pick(columns);
            String name = "s.\"" + column.name() + '"';
            String key = column.kind() == Kind.KEY ? "[[#" + name + "]]" : "[[" + name + "]]";
            order.append(column.kind().isText() ? key : name)
                    .append(random.nextBoolean() ? " DESC" : "")
                    .append(", ");
        }
        order.append(last).append(random.nextInt(3) == 0 ? " DESC" : "");
        if (random.nextBoolean()) {
            order.append(" LIMIT ").append(1 + random.nextInt(12));
        }
        if (random.nextInt(3) == 0) {
            order.append(" OFFSET ").append(random.nextInt(9));
        }
        return order.toString();
    }
}
