package io.trackersql.plan;

import io.trackersql.exec.Session;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Plans statements that write. The named columns come from the checked statement: Calcite's own trees have every column of the table,
 * so that what is not named could not be told from NULL. One instance serves one statement.
 */
final class ModifyPlanner {
    /** The place of the source among the operands of INSERT. */
    private static final int SOURCE = 2;

    private static final SqlShuttle DEFAULT_AS_NULL = new SqlShuttle() {
        @Override
        public SqlNode visit(SqlCall call) {
            return call.getKind() == SqlKind.DEFAULT
                    ? SqlLiteral.createNull(call.getParserPosition())
                    : super.visit(call);
        }
    };

    private final QueryPlanner planner;
    private final Session session;
    private final PlanSettings settings;
    private final Clock clock;

    ModifyPlanner(QueryPlanner planner, Session session, PlanSettings settings, Clock clock) {
        this.planner = planner;
        this.session = session;
        this.settings = settings;
        this.clock = clock;
    }

    /** Plans a parsed statement. */
    ModifyStatement plan(SqlNode parsed) {
        if (parsed instanceof SqlInsert insert) {
            return insert(insert);
        } else if (parsed instanceof SqlUpdate update) {
            return update(update);
        } else if (parsed instanceof SqlDelete delete) {
            return delete(delete);
        } else if (parsed instanceof SqlMerge merge) {
            return merge(merge);
        }
        throw Failure.SYNTAX.with(
                "The statement is none of INSERT, UPDATE, DELETE and MERGE, but " + parsed.getKind() + ".");
    }

    private ModifyStatement insert(SqlInsert parsed) {
        if (parsed.isUpsert()) {
            throw Failure.UNSUPPORTED.with("UPSERT is not supported. Write MERGE, or UPDATE and INSERT.");
        }
        Target target = target(parsed.getTargetTable(), "INSERT");
        SqlNodeList named = parsed.getTargetColumnList();
        if (named == null || named.isEmpty()) {
            throw columnsNotNamed(target.table());
        }
        List<WriteTarget.Item> items = target.table().items(names(named));
        List<List<Boolean>> defaults = defaults(parsed.getSource());
        if (!defaults.isEmpty()) {
            parsed.setOperand(SOURCE, parsed.getSource().accept(DEFAULT_AS_NULL));
        }
        QueryPlanner.Checked checked = planner.check(parsed);
        RelNode rel = planner.convertPart(((SqlInsert) checked.valid()).getSource());
        List<ValueType> types = items.stream().map(i -> i.given().type()).toList();
        return new InsertStatement(
                target.table(),
                target.schema(),
                items,
                withDefaults(input(rel, types, checked), defaults),
                ResultColumns.parameters(checked.parameterRowType()),
                session);
    }

    /** Where the rows of VALUES say DEFAULT; empty for other sources. */
    private static List<List<Boolean>> defaults(SqlNode source) {
        if (source.getKind() != SqlKind.VALUES) {
            return List.of();
        }
        return ((SqlCall) source)
                .getOperandList().stream()
                        .map(row -> ((SqlCall) row)
                                .getOperandList().stream()
                                        .map(value -> value.getKind() == SqlKind.DEFAULT)
                                        .toList())
                        .toList();
    }

    private static InputRows withDefaults(InputRows input, List<List<Boolean>> defaults) {
        if (defaults.stream().noneMatch(row -> row.contains(true))) {
            return input;
        }
        if (!(input instanceof InputRows.Constants constants)
                || constants.expressions().size() != defaults.size()) {
            throw Failure.UNSUPPORTED.with("DEFAULT works beside literals and parameters only, not beside expressions."
                    + " Leave the column out of the statement, which means the same.");
        }
        List<List<ConstantExpression>> rows = new ArrayList<>();
        for (int i = 0; i < defaults.size(); i++) {
            List<ConstantExpression> row =
                    new ArrayList<>(constants.expressions().get(i));
            for (int j = 0; j < row.size(); j++) {
                row.set(j, defaults.get(i).get(j) ? ConstantExpression.DEFAULT : row.get(j));
            }
            rows.add(row);
        }
        return new InputRows.Constants(rows, constants.contexts());
    }

    /** The failure of an INSERT, or of that of a MERGE, that does not say which columns its values are for. */
    static TrackerException columnsNotNamed(WriteTarget target) {
        return Failure.SYNTAX.with("INSERT must name its columns, as the tracker sets many others itself: INSERT INTO "
                + target.table().table().name() + " (column, ...) VALUES (...).");
    }

    private InputRows input(RelNode rel, List<ValueType> types, QueryPlanner.Checked checked) {
        Optional<List<List<ConstantExpression>>> constants = InputRows.constants(rel, types);
        if (constants.isPresent()) {
            return new InputRows.Constants(constants.get(), this::context);
        }
        RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(InputRows.written(rexBuilder.makeInputRef(rel, i), types.get(i), rexBuilder));
        }
        return new InputRows.OfQuery(query(project(rel, fields), checked), types);
    }

    private StatementContext context(Object[] values, StatementRun run) {
        return new StatementContext(planner.root().plus(), Map.of(), values, run, clock);
    }

    private QueryStatement query(RelNode rel, QueryPlanner.Checked checked) {
        return QueryStatement.of(
                planner.statement(rel, checked), planner.catalog(), planner.root(), session, settings, clock);
    }

    private static RelNode project(RelNode input, List<RexNode> fields) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            names.add("F" + i);
        }
        if (input instanceof Project below) {
            return LogicalProject.create(
                    below.getInput(),
                    List.of(),
                    RelOptUtil.pushPastProject(fields, below),
                    names,
                    below.getVariablesSet());
        }
        return LogicalProject.create(input, List.of(), fields, names, Set.of());
    }

    private ModifyStatement update(SqlUpdate parsed) {
        Target target = target(parsed.getTargetTable(), "UPDATE");
        if (target.table().isLink()) {
            throw Failure.UNSUPPORTED.with(
                    "A link cannot be changed. DELETE it and INSERT the other one, or write the text of all values"
                            + " into the column of the asset's own table.");
        }
        List<WriteTarget.Item> items = target.table().items(names(parsed.getTargetColumnList()));
        QueryPlanner.Checked checked = planner.check(parsed);
        RelNode rel = planner.convertPart(((SqlUpdate) checked.valid()).getSourceSelect());
        return new UpdateStatement(
                target.table(),
                target.schema(),
                shape(target.table(), items, rel, checked),
                ResultColumns.parameters(checked.parameterRowType()),
                session);
    }

    private ModifyStatement delete(SqlDelete parsed) {
        Target target = target(parsed.getTargetTable(), "DELETE");
        if (target.table().isLink()) {
            target.table()
                    .items(target.table().table().table().columns().stream()
                            .map(Column::name)
                            .toList());
        }
        QueryPlanner.Checked checked = planner.check(parsed);
        RelNode rel = planner.convertPart(((SqlDelete) checked.valid()).getSourceSelect());
        return new UpdateStatement(
                target.table(),
                target.schema(),
                shape(target.table(), List.of(), rel, checked),
                ResultColumns.parameters(checked.parameterRowType()),
                session);
    }

    /**
     * MERGE as a query: its source joined to the table. Values are cast to the types of their columns, which also tells those of
     * parameters.
     */
    private ModifyStatement merge(SqlMerge parsed) {
        Target target = target(parsed.getTargetTable(), "MERGE");
        if (target.table().isLink()) {
            throw Failure.UNSUPPORTED.with("MERGE into a table of links is not supported. Write INSERT and DELETE.");
        }
        MergeQuery query = new MergeQuery(parsed, target.table());
        List<WriteTarget.Item> updated = target.table().items(query.updatedNames());
        List<WriteTarget.Item> inserted = target.table().items(query.insertedNames());
        List<Column> present = updated.isEmpty() ? List.of() : List.copyOf(present(target.table(), updated));
        Set<Column> reads = query.reads();
        QueryPlanner.Checked checked = planner.check(query.joined(present, updated, inserted));
        RelNode rel = planner.convertPart(checked.valid());
        InputRows joined = new InputRows.OfQuery(query(rel, checked), query.types(present, updated, inserted));
        return new MergeStatement(
                target.table(),
                target.schema(),
                new MergeStatement.Shape(joined, present, updated, inserted, reads),
                ResultColumns.parameters(checked.parameterRowType()),
                session);
    }

    /** Plans CALL of an operation, or of a template. */
    CallStatement call(Procedure procedure, List<SqlNode> arguments) {
        int most = procedure.parameters().size();
        if (arguments.size() > most) {
            throw CallStatement.wrongArguments(procedure, arguments.size());
        }
        List<SqlNode> values = new ArrayList<>();
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Procedure.Parameter parameter = procedure.parameters().get(i);
            if (i >= arguments.size() && parameter.isRequired()) {
                throw CallStatement.wrongArguments(procedure, arguments.size());
            }
            SqlNode given = i < arguments.size() ? arguments.get(i) : SqlLiteral.createNull(SqlParserPos.ZERO);
            values.add(InputRows.written(given, parameter.type()));
            types.add(parameter.type());
        }
        SqlNode row = SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, values);
        QueryPlanner.Checked checked = planner.check(SqlStdOperatorTable.VALUES.createCall(SqlParserPos.ZERO, row));
        return new CallStatement(
                procedure,
                table(procedure, arguments),
                input(planner.convertPart(checked.valid()), types, checked),
                ResultColumns.parameters(checked.parameterRowType()),
                session);
    }

    private static EntityTable table(Procedure procedure, List<SqlNode> arguments) {
        if (procedure instanceof Procedure.OnAsset operation) {
            return operation.table();
        }
        String type = arguments.get(0) instanceof SqlLiteral literal ? literal.toValue() : null;
        if (type == null) {
            throw Failure.UNSUPPORTED.with("The type that " + procedure.name()
                    + " proposes an asset of must be written into the statement, as it says what columns the result has: CALL "
                    + procedure.schema() + "." + procedure.name() + "('Story', ...).");
        }
        return ((Procedure.Template) procedure)
                .tables()
                .apply(type)
                .orElseThrow(() -> Failure.UNKNOWN_TABLE.with("There is no type '" + type + "' in schema '"
                        + procedure.schema() + "'. information_schema.tables lists all."));
    }

    /**
     * What a statement needs of the rows that it finds.
     *
     * @param rows all columns of the table, then the value of each item
     */
    private UpdateStatement.Shape shape(
            WriteTarget target, List<WriteTarget.Item> items, RelNode rows, QueryPlanner.Checked checked) {
        RexBuilder rexBuilder = rows.getCluster().getRexBuilder();
        List<Column> columns = target.table().table().columns();
        List<RexNode> fields = new ArrayList<>();
        List<ValueType> types = new ArrayList<>();
        int key = columns.indexOf(target.table().table().key());
        fields.add(rexBuilder.makeInputRef(rows, key));
        types.add(columns.get(key).type());
        Map<Column, Integer> present = new LinkedHashMap<>();
        for (Column column : present(target, items)) {
            present.put(column, fields.size());
            fields.add(rexBuilder.makeInputRef(rows, columns.indexOf(column)));
            types.add(column.type());
        }
        List<ConstantExpression> constants = new ArrayList<>();
        Map<Integer, Integer> computed = new HashMap<>();
        Set<Column> reads = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            ValueType type = items.get(i).given().type();
            RexNode value = InputRows.written(value(rows, columns.size() + i), type, rexBuilder);
            Optional<ConstantExpression> constant = ConstantExpression.ofWritten(value, type);
            constants.add(constant.orElse(null));
            if (constant.isEmpty()) {
                computed.put(i, fields.size());
                reads.addAll(reads(rows, columns.size() + i, columns));
                fields.add(InputRows.written(rexBuilder.makeInputRef(rows, columns.size() + i), type, rexBuilder));
                types.add(type);
            }
        }
        FoundRows found = new FoundRows(query(project(rows, fields), checked), types);
        return new UpdateStatement.Shape(
                target.isLink() || items.isEmpty(), found, items, constants, computed, present, reads);
    }

    /** The columns whose present values the statement needs beside those that it computes from. */
    private static Set<Column> present(WriteTarget target, List<WriteTarget.Item> items) {
        Set<Column> present = new LinkedHashSet<>();
        target.table().table().unnested().ifPresent(present::add);
        Set<Column> written = new LinkedHashSet<>();
        for (WriteTarget.Item item : items) {
            written.add(item.column());
            if (Changes.isMulti(item.column()) && PresentLists.isTold(item.column())) {
                present.add(item.column());
            }
        }
        if (!target.isLink()) {
            target.tracker()
                    .backend()
                    .writer()
                    .ifPresent(writer -> present.addAll(writer.presentColumns(target.assets(), written)));
        }
        return present;
    }

    private static RexNode value(RelNode rows, int field) {
        return rows instanceof Project project
                ? project.getProjects().get(field)
                : new RexInputRef(
                        field, rows.getRowType().getFieldList().get(field).getType());
    }

    /** The table's columns from which a value is computed. */
    private static Set<Column> reads(RelNode rows, int field, List<Column> columns) {
        Set<Column> reads = new HashSet<>();
        if (rows instanceof Project project) {
            for (int i :
                    RelOptUtil.InputFinder.bits(List.of(project.getProjects().get(field)), null)) {
                for (int c = 0; c < columns.size(); c++) {
                    if (project.getProjects().get(c) instanceof RexInputRef ref && ref.getIndex() == i) {
                        reads.add(columns.get(c));
                    }
                }
            }
        }
        return reads;
    }

    /** A target with the name of its schema. */
    private record Target(WriteTarget table, String schema) {}

    private Target target(SqlNode node, String verb) {
        SqlIdentifier name = (SqlIdentifier) node;
        Prepare.PreparingTable found = planner.catalog().getTable(name.names);
        if (found == null) {
            // says which table there is instead
            planner.check(new SqlDelete(name.getParserPosition(), name, null, null, null));
        }
        WriteTarget target = WriteTarget.of(found, verb, planner.root());
        List<String> path = found.getQualifiedName();
        return new Target(target, path.size() < 2 ? "" : path.get(path.size() - 2));
    }

    /** The names of columns that a statement writes; a qualifier can only be the table itself. */
    static List<String> names(SqlNodeList columns) {
        return columns.stream()
                .map(c -> ((SqlIdentifier) c).names)
                .map(names -> names.get(names.size() - 1))
                .toList();
    }
}
