package io.trackersql.plan;

import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.RowsWrite;
import io.trackersql.backend.WriteOptions;
import io.trackersql.exec.Settings;
import io.trackersql.exec.StatementRun;
import io.trackersql.model.NativeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a statement would write, without writing. Without a dry run it asks nothing either, so that rows which a query has to find are
 * neither counted nor named.
 */
final class ModifyText {
    /** More would not be read. */
    private static final int REQUESTS_SHOWN = 20;

    private final Object[] values;
    private final StatementRun run;

    ModifyText(Object[] values, StatementRun run) {
        this.values = values;
        this.run = run;
    }

    /** The lines for a statement. */
    List<String> of(ModifyStatement statement) {
        List<String> lines = new ArrayList<>();
        lines.add("TrackerModify " + statement.tracker().backend().product() + " " + statement.verb() + " "
                + statement.target().table().table());
        MutationWriter writer = statement.writer();
        WriteOptions options = run.writeOptions(statement.tracker(), run.wantsKeys());
        boolean mayAsk = run.settings().writes().dryRun() != Settings.DryRun.OFF;
        Optional<RowsWrite> byTracker = statement.rowsWrite(values, run);
        if (byTracker.isPresent()) {
            lines.add("  the tracker finds and changes the rows itself");
            lines.add("  requests: 1");
            lines.add("  " + writer.render(byTracker.get(), options));
            return lines;
        }
        if (mayAsk || statement.isKnownBeforehand()) {
            Modification.Planned planned =
                    statement.plan(List.<Object[]>of(values), run).get(0);
            planned.mutations().forEach(m -> writer.check(m, options));
            lines.add("  rows: " + planned.count());
            add(writer.render(planned.mutations(), options), lines);
        } else {
            lines.add(
                    statement.query().isPresent()
                            ? "  rows: those of the query; SET dryRun = 'plan' has EXPLAIN run it and count them"
                            : "  rows: as given; a query finds the keys of what they name. SET dryRun = 'plan' has EXPLAIN run it");
        }
        statement
                .query()
                .ifPresent(query -> new QueryText(values, run).of(query).forEach(line -> lines.add("  " + line)));
        return lines;
    }

    private static void add(List<NativeRequest> requests, List<String> lines) {
        lines.add("  requests: " + requests.size());
        requests.stream().limit(REQUESTS_SHOWN).forEach(r -> lines.add("  " + r));
        if (requests.size() > REQUESTS_SHOWN) {
            lines.add("  and " + (requests.size() - REQUESTS_SHOWN) + " more");
        }
    }
}
