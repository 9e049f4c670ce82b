package io.trackersql.plan;

import io.trackersql.model.Failure;
import io.trackersql.query.Operand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Snapshot;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Turns each FOR SYSTEM_TIME AS OF of a plan into what can run. A time that is known when the statement starts becomes part of the
 * scan. Any other is computed here: the left side of the join or subquery gets it as one more column, and the table is joined by
 * that column with a {@link SnapshotJoin}, which has the different times of the left side for its input.
 */
final class SnapshotRewrite {
    private final RelBuilder builder;
    private int shared;

    SnapshotRewrite(RelBuilder builder) {
        this.builder = builder;
    }

    /** Whether a plan reads a table at a time that is computed from columns. */
    static boolean namesColumns(RelNode root) {
        boolean[] found = new boolean[1];
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                found[0] |= node instanceof Snapshot snapshot
                        && !variables(snapshot.getPeriod()).isEmpty();
                super.visit(node, ordinal, parent);
            }
        }.go(root);
        return found[0];
    }

    /** The plan without any snapshot. Fails with UNSUPPORTED if a table has no past, or is no tracker's. */
    RelNode rewrite(RelNode rel) {
        if (rel instanceof Snapshot snapshot) {
            return atOneTime(snapshot);
        }
        return rel instanceof LogicalCorrelate correlate ? correlated(correlate) : withInputs(rel);
    }

    private RelNode withInputs(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::rewrite).toList();
        return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    }

    /** A time without columns, of which the scan could make nothing. */
    private RelNode atOneTime(Snapshot snapshot) {
        TrackerScan scan = scan(snapshot);
        RelNode folded = FoldRules.fold(snapshot.copy(snapshot.getTraitSet(), List.of(scan)), scan)
                .orElse(null);
        if (folded == null) {
            if (!variables(snapshot.getPeriod()).isEmpty()) {
                throw notOfOneSide(snapshot);
            }
            RelNode time = LogicalProject.create(
                    builder.values(new String[] {"ZERO"}, 0).build(),
                    List.of(),
                    List.of(snapshot.getPeriod()),
                    List.of("AS_OF"),
                    Set.of());
            folded = withoutTime(join(time, scan), snapshot);
        }
        return projected(folded, snapshot);
    }

    private RelNode correlated(LogicalCorrelate correlate) {
        CorrelationId id = correlate.getCorrelationId();
        RelNode left = rewrite(correlate.getLeft());
        Set<RexNode> periods = periods(correlate.getRight(), id);
        if (periods.isEmpty()) {
            return correlate.copy(correlate.getTraitSet(), List.of(left, rewrite(correlate.getRight())));
        }
        int width = left.getRowType().getFieldCount();
        List<RexNode> times = periods.stream().map(p -> ofRow(p, id)).toList();
        RelNode timed = decorrelated(builder.push(left).projectPlus(times).build());
        RelNode source = uses(timed).isEmpty() ? share(timed) : timed;
        RelNode right = rewrite(new Right(id, source, width, List.copyOf(periods)).at(correlate.getRight()));
        RelNode joined = LogicalCorrelate.create(
                source, right, correlate.getHints(), id, columnsUsed(right, id), correlate.getJoinType());
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < joined.getRowType().getFieldCount(); i++) {
            if (i < width || i >= width + times.size()) {
                fields.add(builder.getRexBuilder().makeInputRef(joined, i));
            }
        }
        return LogicalProject.create(
                joined, List.of(), fields, correlate.getRowType().getFieldNames(), Set.of());
    }

    /** Variables of joins within it must be gone before the rows are shared; those of joins around it stay. */
    private RelNode decorrelated(RelNode rel) {
        return uses(rel).isEmpty() ? RelDecorrelator.decorrelateQuery(rel, builder) : rel;
    }

    private RelNode share(RelNode rel) {
        return new SharedRows(noTraits(rel), rel, shared++);
    }

    private SnapshotJoin join(RelNode times, TrackerScan scan) {
        List<ConstantExpression> operands = new ArrayList<>(scan.operands());
        operands.add(ConstantExpression.EACH_TIME);
        Operand eachTime = new Operand.Parameter(scan.operands().size());
        return new SnapshotJoin(noTraits(times), times, scan.with(scan.query().withAsOf(eachTime), operands));
    }

    private static RelTraitSet noTraits(RelNode rel) {
        return rel.getCluster().traitSetOf(Convention.NONE);
    }

    /** The rows of a join without their time, which comes first. */
    private RelNode withoutTime(RelNode joined, Snapshot snapshot) {
        List<String> names = scan(snapshot).getRowType().getFieldNames();
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(builder.getRexBuilder().makeInputRef(joined, i + 1));
        }
        return LogicalProject.create(joined, List.of(), fields, names, Set.of());
    }

    /** Puts back the projection that may stand between a snapshot and its scan. */
    private static RelNode projected(RelNode rows, Snapshot snapshot) {
        return snapshot.getInput() instanceof LogicalProject project
                ? project.copy(project.getTraitSet(), List.of(rows))
                : rows;
    }

    private static TrackerScan scan(Snapshot snapshot) {
        requireTime(snapshot.getPeriod());
        RelNode input = snapshot.getInput();
        if (input instanceof LogicalProject project) {
            input = project.getInput();
        }
        if (input instanceof TrackerScan scan) {
            FoldRules.requirePast(scan);
            return scan;
        }
        throw PlanErrors.noPast("a query that has a name");
    }

    /** Calcite casts numbers to times. */
    private static void requireTime(RexNode period) {
        RexNode said = said(period);
        if (SqlTypeUtil.isNumeric(said.getType())) {
            throw Failure.TYPE_MISMATCH.with("FOR SYSTEM_TIME AS OF takes a time, but is given " + said + ", which is "
                    + said.getType() + ". Give a TIMESTAMP, a DATE, or text such as '2024-03-01 12:00:00'.");
        }
    }

    /** The time as the statement has it, without the cast that {@link ParsedRewrite} puts around it. */
    private static RexNode said(RexNode period) {
        return period.getKind() == SqlKind.CAST
                ? ((RexCall) period).getOperands().get(0)
                : period;
    }

    private static RuntimeException notOfOneSide(Snapshot snapshot) {
        String time = said(snapshot.getPeriod()).toString().replaceAll("\\$cor\\d+\\.", "");
        return Failure.UNSUPPORTED.with("The time " + time
                + " behind FOR SYSTEM_TIME AS OF must name columns of one table or subquery that stands before it in"
                + " FROM, neither of the table that it is for nor of several sides that are joined or nested."
                + " Write that side first; if there are several, join them in a subquery that computes the time as one"
                + " column, and name that column.");
    }

    /** The times of snapshots below that are computed from a row of that variable alone, each once. */
    private static Set<RexNode> periods(RelNode right, CorrelationId id) {
        Set<RexNode> periods = new LinkedHashSet<>();
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                if (node instanceof Snapshot snapshot
                        && variables(snapshot.getPeriod()).equals(Set.of(id))) {
                    periods.add(snapshot.getPeriod());
                }
                super.visit(node, ordinal, parent);
            }
        }.go(right);
        return periods;
    }

    private RexNode ofRow(RexNode period, CorrelationId id) {
        return period.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return isOf(access, id)
                        ? builder.getRexBuilder()
                                .makeInputRef(
                                        access.getType(), access.getField().getIndex())
                        : super.visitFieldAccess(access);
            }
        });
    }

    private static boolean isOf(RexFieldAccess access, CorrelationId id) {
        return access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id);
    }

    private static Set<CorrelationId> variables(RexNode node) {
        Set<CorrelationId> variables = new HashSet<>();
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCorrelVariable(RexCorrelVariable variable) {
                variables.add(variable.id);
                return null;
            }
        });
        return variables;
    }

    /** The variables of joins around a plan that it uses. */
    private static Set<CorrelationId> uses(RelNode root) {
        Set<CorrelationId> used = new HashSet<>();
        Set<CorrelationId> defined = new HashSet<>();
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                node.accept(new RexShuttle() {
                    @Override
                    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                        used.add(variable.id);
                        return variable;
                    }
                });
                defined.addAll(node.getVariablesSet());
                super.visit(node, ordinal, parent);
            }
        }.go(root);
        used.removeAll(defined);
        return used;
    }

    private static ImmutableBitSet columnsUsed(RelNode root, CorrelationId id) {
        ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, RelNode parent) {
                node.accept(new RexShuttle() {
                    @Override
                    public RexNode visitFieldAccess(RexFieldAccess access) {
                        if (isOf(access, id)) {
                            columns.set(access.getField().getIndex());
                        }
                        return super.visitFieldAccess(access);
                    }
                });
                super.visit(node, ordinal, parent);
            }
        }.go(root);
        return columns.build();
    }

    /** The right side of a correlation whose left side has become {@code source}, which has the times after its first columns. */
    private final class Right {
        private final CorrelationId id;
        private final RelNode source;
        private final int width;
        private final List<RexNode> periods;
        private final RexNode row;

        Right(CorrelationId id, RelNode source, int width, List<RexNode> periods) {
            this.id = id;
            this.source = source;
            this.width = width;
            this.periods = periods;
            this.row = builder.getRexBuilder().makeCorrel(source.getRowType(), id);
        }

        RelNode at(RelNode rel) {
            if (rel instanceof Snapshot snapshot && periods.contains(snapshot.getPeriod())) {
                return snapshots(snapshot, width + periods.indexOf(snapshot.getPeriod()));
            }
            List<RelNode> inputs = rel.getInputs().stream().map(this::at).toList();
            RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
            return same.accept(new RexShuttle() {
                @Override
                public RexNode visitFieldAccess(RexFieldAccess access) {
                    return isOf(access, id) ? field(access.getField().getIndex()) : super.visitFieldAccess(access);
                }
            });
        }

        private RexNode field(int index) {
            return builder.getRexBuilder().makeFieldAccess(row, index);
        }

        private RelNode snapshots(Snapshot snapshot, int time) {
            RelNode times = builder.push(source).project(builder.field(time)).build();
            RelNode joined = builder.push(join(times, scan(snapshot)))
                    .filter(builder.equals(builder.field(0), field(time)))
                    .build();
            return projected(withoutTime(joined, snapshot), snapshot);
        }
    }
}
