package io.trackersql.plan;

import io.trackersql.exec.Session;
import io.trackersql.exec.Settings;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;

/** Makes prepared statements of SQL text: tells queries from commands, and plans the queries. Thread-safe. */
public final class StatementPlanner {
    private static final Pattern EXPLAIN = Pattern.compile("(?is)EXPLAIN(\\s+PLAN(\\s+FOR)?)?\\s+(?!PLAN\\b)(.+)");
    private static final Pattern SET =
            Pattern.compile("(?is)SET\\s+(\\w+)\\s*(?:=|\\s+TO\\s+)\\s*('(?:[^']|'')*'|\"[^\"]*\"|[^\\s'\"]+)");
    private static final Pattern SHOW = Pattern.compile("(?is)SHOW\\s+(\\w+)");
    private static final Pattern SHOW_COLUMNS = Pattern.compile("(?is)SHOW\\s+COLUMNS\\s+(?:FROM|IN)\\s+(\\S+)");
    private static final Pattern DESCRIBE = Pattern.compile("(?is)DESC(?:RIBE)?\\s+(?:TABLE\\s+)?(\\S+)");
    private static final Pattern USE =
            Pattern.compile("(?is)(?:USE\\s+|SET\\s+SCHEMA(?:\\s*=\\s*|\\s+))(\\w+|'(?:[^']|'')*'|\"[^\"]*\")");
    private static final Pattern CALL_WITHOUT_ARGUMENTS =
            Pattern.compile("(?is)CALL\\s+\"?(\\w+)\"?\\s*\\.\\s*\"?(\\w+)\"?\\s*(?:\\(\\s*\\))?");
    private static final Pattern CALLED = Pattern.compile("(?i)CALL\\s+((?:[\\w.\\s]|\"[^\"]*\")+?)\\s*\\(");
    private static final Pattern WORD = Pattern.compile("(?<![\"\\w])(\\w+)(?![\"\\w])");
    private static final Pattern TRANSACTION =
            Pattern.compile("(?is)(COMMIT|ROLLBACK|BEGIN|START)(\\s+(WORK|TRANSACTION))?");
    private static final Pattern FIRST_WORD = Pattern.compile("[\\s(]*(\\w*)");
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");
    private static final List<String> MODIFICATIONS = List.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private final CalciteSchema root;
    private final Session session;
    private final Commands commands;
    private final Clock clock;

    /** A planner over these schemas. */
    public StatementPlanner(CalciteSchema root, Session session, Commands commands, Clock clock) {
        this.root = root;
        this.session = session;
        this.commands = commands;
        this.clock = clock;
    }

    /** Prepares a statement whose unqualified tables are looked up in the default schema. */
    public Prepared prepare(String sql, String defaultSchema) {
        String text = StatementText.normalize(sql);
        String statement = StatementText.withoutComments(text);
        if (statement.isEmpty()) {
            throw Failure.SYNTAX.with("The statement is empty.");
        }
        String word = firstWord(statement);
        if (QUERIES.contains(word)) {
            return query(text, defaultSchema);
        }
        return switch (word) {
            case "EXPLAIN" -> explain(statement, defaultSchema);
            case "SET" -> set(statement);
            case "SHOW" -> show(statement, defaultSchema);
            case "USE" -> use(statement);
            case "CALL" -> call(statement, defaultSchema);
            case "COMMIT", "ROLLBACK", "BEGIN", "START" -> transaction(statement);
            case "INSERT", "UPDATE", "DELETE", "MERGE" -> modification(text, defaultSchema);
            case "CREATE", "DROP", "ALTER", "TRUNCATE", "GRANT", "REVOKE" ->
                throw Failure.UNSUPPORTED.with(word + " is not supported: the tables are the tracker's asset types.");
            case "DESCRIBE", "DESC" -> describe(statement, DESCRIBE, defaultSchema);
            default ->
                throw Failure.SYNTAX.with("No statement begins with '"
                        + (word.isEmpty() ? statement.substring(0, 1) : word)
                        + "'. Those that do something here are SELECT, WITH, VALUES, EXPLAIN, DESCRIBE, SHOW, SET, USE and"
                        + " CALL.");
        };
    }

    private static String firstWord(String statement) {
        Matcher first = FIRST_WORD.matcher(statement);
        return first.lookingAt() ? first.group(1).toUpperCase(Locale.ROOT) : "";
    }

    /** The columns of a table; planning a query of it finds the table, or says what may be meant. */
    private Prepared describe(String text, Pattern form, String defaultSchema) {
        Matcher matcher = require(form, text, "DESCRIBE table");
        ResultColumn any = query("SELECT * FROM " + matcher.group(1), defaultSchema)
                .columns()
                .get(0);
        return query(
                "SELECT column_name, data_type, is_nullable, remarks FROM information_schema.columns WHERE table_schema = "
                        + literal(any.schema()) + " AND table_name = " + literal(any.table())
                        + " ORDER BY ordinal_position",
                defaultSchema);
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private QueryStatement query(String text, String defaultSchema) {
        return planned(
                text,
                defaultSchema,
                (planner, parsed, settings) ->
                        QueryStatement.of(planner.convert(parsed), planner.catalog(), root, session, settings, clock));
    }

    private ModifyStatement modification(String text, String defaultSchema) {
        return planned(
                text, defaultSchema, (planner, parsed, settings) -> new ModifyPlanner(planner, session, settings, clock)
                        .plan(parsed));
    }

    /** How a parsed statement is planned. */
    private interface Plan<T> {
        T of(QueryPlanner planner, SqlNode parsed, PlanSettings settings);
    }

    private <T> T planned(String text, String defaultSchema, Plan<T> plan) {
        Settings settings = session.settings();
        PlanSettings planSettings = new PlanSettings(settings.pushDown(), settings.trackerTextOrder());
        SqlNode parsed;
        try {
            parsed = QueryPlanner.parse(text);
        } catch (SqlParseException e) {
            throw PlanErrors.syntax(e, text);
        }
        QueryPlanner planner = new QueryPlanner(root, List.of(defaultSchema), planSettings);
        try {
            return plan.of(planner, parsed, planSettings);
        } catch (TrackerException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw PlanErrors.planning(e, new NearMiss(root, planner.catalog(), defaultSchema, parsed));
        }
    }

    private Prepared explain(String text, String defaultSchema) {
        Matcher matcher = require(EXPLAIN, text, "EXPLAIN PLAN FOR statement");
        String word = firstWord(matcher.group(3));
        if (MODIFICATIONS.contains(word)) {
            return ExplainStatement.of(modification(matcher.group(3), defaultSchema), session);
        }
        if (!QUERIES.contains(word)) {
            throw Failure.UNSUPPORTED.with(
                    "EXPLAIN shows the plan of a statement that begins with SELECT, WITH, VALUES, TABLE, "
                            + String.join(", ", MODIFICATIONS) + ", not with " + word + ".");
        }
        return ExplainStatement.of(query(matcher.group(3), defaultSchema), session);
    }

    private Prepared set(String text) {
        Matcher schema = USE.matcher(text);
        if (schema.matches()) {
            return use(text);
        }
        Matcher matcher = require(SET, text, "SET name = value");
        return CommandStatement.of(e -> commands.set(matcher.group(1), unquoted(matcher.group(2)), e));
    }

    private Prepared use(String text) {
        Matcher matcher = require(USE, text, "USE schema");
        return CommandStatement.of(e -> commands.use(unquoted(matcher.group(1))));
    }

    private Prepared show(String text, String defaultSchema) {
        if (SHOW_COLUMNS.matcher(text).matches()) {
            return describe(text, SHOW_COLUMNS, defaultSchema);
        }
        String what =
                require(SHOW, text, "SHOW TABLES, SHOW SCHEMAS or SHOW setting").group(1);
        return switch (what.toUpperCase(Locale.ROOT)) {
            case "TABLES" ->
                query(
                        "SELECT table_name, table_type, remarks FROM information_schema.tables WHERE table_schema = "
                                + literal(defaultSchema) + " ORDER BY table_name",
                        defaultSchema);
            case "SCHEMAS", "DATABASES" -> query("SELECT schema_name FROM information_schema.schemata", defaultSchema);
            default -> CommandStatement.rows(what, () -> commands.setting(what));
        };
    }

    private Prepared call(String statement, String defaultSchema) {
        Matcher named = CALL_WITHOUT_ARGUMENTS.matcher(statement);
        if (named.matches()) {
            Procedure procedure = commands.procedures().require(named.group(1), named.group(2));
            if (procedure instanceof Procedure.RefreshMetadata) {
                return CommandStatement.of(commands::refreshMetadata);
            }
        }
        return planned(withQuotedName(statement), defaultSchema, (planner, parsed, settings) -> {
            SqlCall call = parsed.getKind() == SqlKind.PROCEDURE_CALL ? ((SqlCall) parsed).operand(0) : null;
            SqlIdentifier name = call == null ? null : ((SqlFunction) call.getOperator()).getSqlIdentifier();
            if (name == null || name.names.size() > 2) {
                throw Failure.SYNTAX.with("The statement is not of the form CALL schema.procedure(argument, ...).");
            }
            List<String> names = name.names;
            String schema = names.size() == 2 ? names.get(0) : defaultSchema;
            Procedure procedure = commands.procedures().require(schema, names.get(names.size() - 1));
            return new ModifyPlanner(planner, session, settings, clock).call(procedure, call.getOperandList());
        });
    }

    /** Names of procedures are no places for keywords, though some, such as New, are such words. */
    private static String withQuotedName(String statement) {
        Matcher called = CALLED.matcher(statement);
        return called.lookingAt()
                ? "CALL " + WORD.matcher(called.group(1)).replaceAll("\"$1\"") + statement.substring(called.end(1))
                : statement;
    }

    private Prepared transaction(String text) {
        Matcher matcher = require(TRANSACTION, text, "BEGIN, COMMIT or ROLLBACK");
        return switch (matcher.group(1).toUpperCase(Locale.ROOT)) {
            case "COMMIT" -> CommandStatement.of(commands::commit);
            case "ROLLBACK" -> CommandStatement.of(e -> commands.rollback());
            default -> CommandStatement.of(e -> commands.begin());
        };
    }

    private static Matcher require(Pattern pattern, String text, String form) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            // without the text, which may set a secret
            throw Failure.SYNTAX.with("The statement is not of the form " + form + ".");
        }
        return matcher;
    }

    private static String unquoted(String value) {
        return value.startsWith("'")
                ? value.substring(1, value.length() - 1).replace("''", "'")
                : value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    /** The functions of a group of JDBC's: numeric, string, system or datetime. */
    public static List<String> functions(String group) {
        String names =
                switch (group) {
                    case "numeric" -> SqlJdbcFunctionCall.getNumericFunctions();
                    case "string" -> SqlJdbcFunctionCall.getStringFunctions();
                    case "datetime" -> SqlJdbcFunctionCall.getTimeDateFunctions() + ",DATE_TRUNC,DATEDIFF,DATEADD";
                    case "system" -> SqlJdbcFunctionCall.getSystemFunctions() + ",FIND,HAS";
                    default -> throw new IllegalArgumentException("JDBC has no group of functions called " + group);
                };
        return List.of(names.split(","));
    }
}
