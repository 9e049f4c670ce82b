package io.trackersql.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Finds what a user may have meant by a name that does not exist, among the tables there are and the columns of the statement's tables. */
final class NearMiss {
    private static final int DISTANCE_MAX = 3;

    private final CalciteSchema root;
    private final CalciteCatalogReader catalog;
    private final String defaultSchema;
    private final SqlNode statement;

    NearMiss(CalciteSchema root, CalciteCatalogReader catalog, String defaultSchema, SqlNode statement) {
        this.root = root;
        this.catalog = catalog;
        this.defaultSchema = defaultSchema;
        this.statement = statement;
    }

    /** A sentence that names a column of one of the statement's tables, or nothing. */
    String column(String name) {
        List<String> candidates = new ArrayList<>();
        statement.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier identifier) {
                Prepare.PreparingTable table = identifier.isStar() || identifier.names.contains("")
                        ? null
                        : catalog.getTable(identifier.names);
                if (table != null) {
                    candidates.addAll(table.getRowType().getFieldNames());
                }
                return null;
            }
        });
        return sentence(nearest(name, candidates));
    }

    /** A sentence that names a table, or nothing. */
    String table(String schema, String name) {
        SchemaPlus searched = root.plus().subSchemas().get(schema == null ? defaultSchema : schema);
        List<String> candidates = new ArrayList<>();
        if (searched != null) {
            candidates.addAll(searched.tables().getNames(LikePattern.any()));
        }
        if (schema == null) {
            candidates.addAll(root.plus().subSchemas().getNames(LikePattern.any()));
        }
        String found = sentence(nearest(name, candidates));
        return found.isEmpty() ? " information_schema.tables lists all tables." : found;
    }

    boolean isSchema(String name) {
        return root.plus().subSchemas().getIgnoreCase(name) != null;
    }

    static String sentence(Optional<String> candidate) {
        return candidate.map(c -> " Did you mean " + c + "?").orElse("");
    }

    static Optional<String> nearest(String name, Collection<String> candidates) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int allowed = Math.min(DISTANCE_MAX, Math.max(1, (wanted.length() + 2) / 3));
        return candidates.stream()
                .distinct()
                .filter(c -> distance(wanted, c.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.comparingInt((String c) -> distance(wanted, c.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to add, drop, change or swap with the next to come from one word to the other. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
