package io.trackersql.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.util.SourceStringReader;

/** Parses, validates and converts one statement over one root schema. One instance serves one statement. */
final class QueryPlanner {
    private static final CalciteConnectionConfig CONFIG = config();
    private static final int NAME_LENGTH_MAX = 1000;

    /** With BABEL here an unknown column is reported as one that depends on itself. */
    private static final SqlValidator.Config VALIDATOR = SqlValidator.Config.DEFAULT
            .withIdentifierExpansion(true)
            .withDefaultNullCollation(NullCollation.LOW)
            .withTypeCoercionFactory(DateArithmetic::new)
            .withConformance(SqlConformanceEnum.LENIENT);

    /** IN lists become ORs whatever their length: an inline table would have to be joined here. */
    private static final SqlToRelConverter.Config CONVERTER =
            SqlToRelConverter.config().withExpand(false).withInSubQueryThreshold(Integer.MAX_VALUE);

    private final CalciteSchema root;
    private final CalciteCatalogReader catalog;
    private final SqlValidator validator;
    private final RelOptCluster cluster;

    QueryPlanner(CalciteSchema root, List<String> schemaPath, PlanSettings settings) {
        this.root = root;
        this.catalog = new CalciteCatalogReader(root, schemaPath, TypeSystem.FACTORY, CONFIG);
        this.validator = SqlValidatorUtil.newValidator(TrackerFunctions.TABLE, catalog, TypeSystem.FACTORY, VALIDATOR);
        VolcanoPlanner planner = new VolcanoPlanner(null, Contexts.of(CONFIG, settings));
        planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
        planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
        this.cluster = RelOptCluster.create(planner, new RexBuilder(TypeSystem.FACTORY));
        cluster.setMetadataQuerySupplier(LightMetadataQuery::new);
    }

    /** A statement that was checked and converted, with what JDBC wants to know of it. */
    record Converted(
            RelNode rel,
            RelDataType rowType,
            List<List<String>> origins,
            RelDataType parameterRowType,
            Optional<TrackerScan> single) {}

    static SqlNode parse(String sql) throws SqlParseException {
        String standard = DialectText.standard(sql);
        SqlAbstractParserImpl parser = parser(standard);
        try {
            return parser.parseSqlStmtEof();
        } catch (Exception | Error e) {
            if (e instanceof CalciteContextException context) {
                context.setOriginalStatement(standard);
            }
            throw parser.normalizeException(e);
        }
    }

    /** What SqlParser would make; but its configuration also loads the other parser, a class so large that the first statement notices. */
    private static SqlAbstractParserImpl parser(String sql) {
        SqlAbstractParserImpl parser = SqlBabelParserImpl.FACTORY.getParser(new SourceStringReader(sql));
        parser.setTabSize(1);
        parser.setUnquotedCasing(Casing.UNCHANGED);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setIdentifierMaxLength(NAME_LENGTH_MAX);
        parser.setConformance(SqlConformanceEnum.BABEL);
        parser.switchTo(SqlAbstractParserImpl.LexicalState.DQID);
        return parser;
    }

    /** Whether a word cannot be a name without quotes. */
    static boolean isReserved(String word) {
        return parser("").getMetadata().isReservedWord(word.toUpperCase(Locale.ROOT));
    }

    /** The tables that identifiers in a statement name; for messages. */
    CalciteCatalogReader catalog() {
        return catalog;
    }

    Converted convert(SqlNode parsed) {
        SqlNode rewritten = parsed.accept(new ParsedRewrite());
        SqlNode valid = validator.validate(rewritten);
        RelRoot relRoot = converter(validator, catalog).convertQuery(valid, false, true);
        List<List<String>> origins = validator.getFieldOrigins(valid).stream()
                .map(o -> o == null ? List.<String>of() : List.copyOf(o))
                .toList();
        RelNode rel = relRoot.project();
        return new Converted(
                rel,
                validator.getValidatedNodeType(valid),
                origins,
                validator.getParameterRowType(valid),
                DirectPath.of(rel));
    }

    /**
     * A statement that writes, checked.
     *
     * @param valid with what Calcite makes of it: each has the query of its rows as a part
     */
    record Checked(SqlNode valid, RelDataType parameterRowType) {}

    /** Checks a statement that writes: its tables and columns, the types of its values. */
    Checked check(SqlNode parsed) {
        SqlNode valid = validator.validate(parsed.accept(new ParsedRewrite()));
        return new Checked(valid, validator.getParameterRowType(valid));
    }

    /** Converts a query that is a part of a checked statement. */
    RelNode convertPart(SqlNode query) {
        return converter(validator, catalog).convertPart(query);
    }

    /** Makes a statement of a converted query whose columns nobody asks the names of. */
    Converted statement(RelNode rel, Checked checked) {
        return new Converted(rel, rel.getRowType(), List.of(), checked.parameterRowType(), DirectPath.of(rel));
    }

    CalciteSchema root() {
        return root;
    }

    private PartConverter converter(SqlValidator withValidator, CalciteCatalogReader withCatalog) {
        return new PartConverter(this::expandView, withValidator, withCatalog, cluster);
    }

    /** Also converts queries that are parts of statements, whose types differ from what the validator notes of whole ones. */
    private static final class PartConverter extends SqlToRelConverter {
        PartConverter(
                RelOptTable.ViewExpander views,
                SqlValidator validator,
                CalciteCatalogReader catalog,
                RelOptCluster cluster) {
            super(views, validator, catalog, cluster, StandardConvertletTable.INSTANCE, CONVERTER);
        }

        RelNode convertPart(SqlNode query) {
            return convertQueryRecursive(query, true, null).project();
        }
    }

    private RelRoot expandView(
            RelDataType rowType, String queryString, List<String> schemaPath, List<String> viewPath) {
        CalciteCatalogReader viewCatalog = new CalciteCatalogReader(root, schemaPath, TypeSystem.FACTORY, CONFIG);
        SqlValidator viewValidator =
                SqlValidatorUtil.newValidator(TrackerFunctions.TABLE, viewCatalog, TypeSystem.FACTORY, VALIDATOR);
        SqlNode valid = viewValidator.validate(parsedView(queryString));
        return converter(viewValidator, viewCatalog).convertQuery(valid, false, true);
    }

    /** The row type of a view's query. */
    RelDataType rowType(String queryString) {
        return validator.getValidatedNodeType(validator.validate(parsedView(queryString)));
    }

    private static SqlNode parsedView(String queryString) {
        String text = StatementText.normalize(queryString);
        try {
            return parse(text).accept(new ParsedRewrite());
        } catch (SqlParseException e) {
            throw PlanErrors.syntax(e, text);
        }
    }

    private static CalciteConnectionConfig config() {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        return new CalciteConnectionConfigImpl(properties);
    }
}
