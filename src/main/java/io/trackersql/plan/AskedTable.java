package io.trackersql.plan;

import io.trackersql.model.RequestScope;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Predicate;
import io.trackersql.query.PredicateEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.schema.FilterableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/**
 * A table of the driver's own whose rows cost requests or work. Conditions on its first columns, which are known before anything is asked,
 * tell what need not be asked; the runtime tests them again on the rows. Immutable.
 */
public final class AskedTable extends AbstractTable implements FilterableTable {
    private static final RexBuilder REX = new RexBuilder(TypeSystem.FACTORY);

    private final List<Column> columns;
    private final int knownColumns;
    private final Source source;

    /** Where the rows come from. */
    @FunctionalInterface
    public interface Source {
        /** All rows that may be wanted, perhaps others; values are row values as {@link ValueType} says. */
        List<Object[]> rows(Wanted wanted, RequestScope scope);
    }

    /** Tells which rows the statement may want. */
    @FunctionalInterface
    public interface Wanted {
        /** Whether rows that begin with these values may be part of the result; fewer values than are known make it less sure. */
        boolean mayBe(Object... first);
    }

    /**
     * A table with these columns.
     *
     * @param knownColumns how many of them, from the first on, the source knows without asking
     */
    public AskedTable(List<Column> columns, int knownColumns, Source source) {
        this.columns = List.copyOf(columns);
        this.knownColumns = knownColumns;
        this.source = source;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return TrackerTable.rowType(typeFactory, columns);
    }

    /** Filters stay in the list, so that the runtime tests them on what comes. */
    @Override
    public Enumerable<Object[]> scan(DataContext root, List<RexNode> filters) {
        List<Condition> conditions = new ArrayList<>();
        for (RexNode filter : filters) {
            for (RexNode conjunct : RelOptUtil.conjunctions(filter)) {
                condition(conjunct, root).ifPresent(conditions::add);
            }
        }
        Wanted wanted = first -> {
            Object[] row = Arrays.copyOf(first, columns.size());
            return conditions.stream()
                    .filter(condition -> condition.columns() <= first.length)
                    .allMatch(condition -> condition.evaluator().evaluate(row) == Predicate.Truth.TRUE);
        };
        return Linq4j.asEnumerable(
                source.rows(wanted, StatementContext.runOf(root).requestScope()));
    }

    /** A test of rows that looks at so many columns. */
    private record Condition(int columns, PredicateEvaluator evaluator) {}

    /** A condition on known columns with values that are known by now; others narrow nothing. */
    private Optional<Condition> condition(RexNode conjunct, DataContext root) {
        int used = RelOptUtil.InputFinder.bits(conjunct).length();
        if (used > knownColumns) {
            return Optional.empty();
        }
        PredicateTranslator translator = new PredicateTranslator(REX, columns, List.of());
        return translator
                .predicate(conjunct.accept(new RexShuttle() {
                    @Override
                    public RexNode visitDynamicParam(RexDynamicParam parameter) {
                        return root.get(parameter.getName()) instanceof String text
                                ? REX.makeLiteral(text, parameter.getType(), true)
                                : parameter;
                    }
                }))
                .filter(predicate -> translator.operands().isEmpty())
                .map(predicate -> new Condition(used, PredicateEvaluator.of(List.of(predicate), columns)));
    }
}
