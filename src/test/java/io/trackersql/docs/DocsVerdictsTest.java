package io.trackersql.docs;

import io.trackersql.backend.Backend;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.Verdict;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.rally.RallyQuirks;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Tense;
import io.trackersql.rally.RallyBackend;
import io.trackersql.rally.RallyConfig;
import io.trackersql.versionone.VersionOneBackend;
import io.trackersql.versionone.VersionOneConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of verdicts in the documentation are what each product says of an example of each kind of column. */
class DocsVerdictsTest {
    private static final List<List<String>> OPERATORS = List.of(
            List.of("="),
            List.of("<>"),
            List.of("<", "<=", ">", ">="),
            List.of("IN"),
            List.of("NOT IN"),
            List.of("IS NULL"),
            List.of("IS NOT NULL"),
            List.of("LIKE"),
            List.of("NOT LIKE"),
            List.of("HAS"),
            List.of("NOT HAS"),
            List.of("FIND"),
            List.of("ORDER BY"));

    private static final Map<Verdict, String> LETTERS =
            Map.of(Verdict.EXACT, "E", Verdict.SUPERSET, "S", Verdict.NONE, "n");

    @Test
    void theTableOfVerdictsOfVersionOneIsWhatItsRulesSay() throws IOException {
        try (DemoServer server = DemoServer.start(DemoOptions.standard())) {
            Credentials credentials = new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);
            TransportConfig config = TransportConfig.of("versionone", server.versionOneUri(), credentials);
            check(new VersionOneBackend(new Transport(config), VersionOneConfig.usual()), versionOneExamples());
        }
    }

    @Test
    void theTableOfVerdictsOfRallyIsWhatItsRulesSay() throws IOException {
        // where the schema shows the values of lists, as an exact verdict on them needs
        try (DemoServer server = DemoServer.start(DemoOptions.standard().withRallyQuirks(RallyQuirks.mild()))) {
            Credentials credentials = new Credentials.ApiKey(RallyConfig.KEY_HEADER, DemoServer.RALLY_API_KEY);
            TransportConfig config = TransportConfig.of("rally", RallyConfig.base(server.rallyUri()), credentials);
            check(new RallyBackend(new Transport(config)), rallyExamples());
            check(new RallyBackend(new Transport(config)), "verdicts on the past", rallyPastExamples());
        }
    }

    private static void check(Backend backend, Map<String, String> examples) throws IOException {
        check(backend, "verdicts", examples);
    }

    private static void check(Backend backend, String part, Map<String, String> examples) throws IOException {
        try (backend) {
            backend.fetchUser(Scopes.open());
            backend.fetchDataScope(DataScope.Wanted.ALL, Scopes.open());
            EntityModel model = backend.fetchModel(Optional.empty(), Scopes.open());
            StringBuilder text = new StringBuilder("| column | example |");
            OPERATORS.forEach(
                    group -> text.append(" `").append(String.join(" ", group)).append("` |"));
            text.append("\n|---|---|").append("---|".repeat(OPERATORS.size())).append('\n');
            for (Map.Entry<String, String> example : examples.entrySet()) {
                String[] name = example.getValue().split("\\.");
                text.append("| ")
                        .append(example.getKey())
                        .append(" | `")
                        .append(example.getValue())
                        .append("` |")
                        .append(
                                name.length > 2
                                        ? letters(backend, Tense.VERSIONS, ofVersions(model, name[1], name[2]))
                                        : letters(backend, Tense.PRESENT, column(model, name[0], name[1])))
                        .append('\n');
            }
            new GeneratedPart(Path.of("docs/" + backend.product() + ".md"), part).assertIs(text.toString());
        }
    }

    private static Column column(EntityModel model, String table, String name) {
        EntityTable found = model.entity(table)
                .map(entity -> EntityTables.current(model, entity))
                .orElseGet(() -> link(model, table));
        return column(found, name);
    }

    private static Column ofVersions(EntityModel model, String table, String name) {
        return column(EntityTables.history(model, model.entity(table).orElseThrow()), name);
    }

    private static Column column(EntityTable table, String name) {
        return table.columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no column " + table + "." + name));
    }

    private static EntityTable link(EntityModel model, String table) {
        int end = table.indexOf('_');
        Entity entity = model.entity(table.substring(0, end)).orElseThrow();
        return EntityTables.link(
                entity, entity.attribute(table.substring(end + 1)).orElseThrow());
    }

    private static String letters(Backend backend, Tense tense, Column column) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        backend.pushDown(tense).verdicts(column).forEach(v -> verdicts.put(v.operator(), LETTERS.get(v.verdict())));
        StringBuilder text = new StringBuilder();
        for (List<String> group : OPERATORS) {
            Set<String> letters = new LinkedHashSet<>();
            group.forEach(o -> letters.add(verdicts.getOrDefault(o, "")));
            text.append(' ').append(String.join("/", letters)).append(" |");
        }
        return text.toString();
    }

    private static Map<String, String> versionOneExamples() {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put("key", "Story.ID");
        examples.put("single relation", "Story.Scope");
        examples.put("companion", "Story.Scope_Name");
        examples.put("Text", "Story.Name");
        examples.put("LongText", "Story.Description");
        examples.put("Numeric", "Story.Estimate");
        examples.put("Boolean", "Story.IsClosed");
        examples.put("IsDeleted", "Story.IsDeleted");
        examples.put("Date", "Story.ChangeDate");
        examples.put("Date, UTC", "Story.ChangeDateUTC");
        examples.put("Date, a day", "Timebox.BeginDate");
        examples.put("AssetState", "Story.AssetState");
        examples.put("its name", "Story.AssetState_Name");
        examples.put("AssetType", "Story.AssetType");
        examples.put("Moment", "Story.Moment");
        examples.put("Key", "Story.Key");
        examples.put("Rank", "Story.Order");
        examples.put("Guid", "Publication.Payload");
        examples.put("Duration, LongInt", "Schedule.TimeboxGap");
        examples.put("LocalizerTag", "Role.Name");
        examples.put("Blob", "Attachment.Content");
        examples.put("multi-valued relation", "Story.Owners");
        examples.put("its names", "Story.Owners_Name");
        examples.put("multi-valued text", "Story.TaggedWith");
        examples.put("link table, asset", "Workitem_Owners.Workitem");
        examples.put("link table, value", "Workitem_Owners.Member");
        examples.put("start of a version", "versionone_history.Story.ValidFrom");
        examples.put("end of a version", "versionone_history.Story.ValidTo");
        examples.put("number of a version", "versionone_history.Story.Version");
        examples.put("Text of a version", "versionone_history.Story.Name");
        return examples;
    }

    private static Map<String, String> rallyExamples() {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put("key", "Defect.ObjectID");
        examples.put("relation", "Defect.Owner");
        examples.put("its name", "Defect.Owner_Name");
        examples.put("its number", "Defect.Requirement_Number");
        examples.put("its type", "Task.WorkProduct_Type");
        examples.put("FormattedID", "Defect.FormattedID");
        examples.put("STRING", "Defect.Name");
        examples.put("TEXT", "Defect.Description");
        examples.put("STATE", "Defect.State");
        examples.put("RATING", "Defect.Priority");
        examples.put("drop-down", "Defect.c_Region");
        examples.put("INTEGER", "Defect.TestCaseCount");
        examples.put("QUANTITY, DECIMAL", "Defect.PlanEstimate");
        examples.put("BOOLEAN", "Defect.Blocked");
        examples.put("DATE", "Defect.CreationDate");
        examples.put("multi-valued", "Defect.Tags");
        examples.put("its names", "Defect.Tags_Name");
        examples.put("size of a collection", "Defect.Tasks_Count");
        examples.put("WEB_LINK", "Defect.c_Support_Label");
        examples.put("link table, asset", "Defect_Tags.Defect");
        examples.put("link table, related", "Defect_Tags.Tag");
        return examples;
    }

    private static Map<String, String> rallyPastExamples() {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put("start, end", "rally_history.Defect.ValidFrom");
        examples.put("number of the version", "rally_history.Defect.Version");
        examples.put("who made it", "rally_history.Defect.ChangedBy");
        examples.put("key", "rally_history.Defect.ObjectID");
        examples.put("relation", "rally_history.Defect.Owner");
        examples.put("FormattedID", "rally_history.Defect.FormattedID");
        examples.put("STRING", "rally_history.Defect.Name");
        examples.put("TEXT", "rally_history.Defect.Description");
        examples.put("STATE", "rally_history.Defect.State");
        examples.put("RATING", "rally_history.Defect.Priority");
        examples.put("drop-down", "rally_history.Defect.c_Region");
        examples.put("QUANTITY, INTEGER, DECIMAL", "rally_history.Defect.PlanEstimate");
        examples.put("BOOLEAN", "rally_history.Defect.Blocked");
        examples.put("DATE", "rally_history.Defect.CreationDate");
        examples.put("multi-valued", "rally_history.Defect.Tags");
        examples.put("type of an artifact", "rally_history.Artifact._type");
        examples.put("worked out by Rally", "rally_history.Defect.TestCaseCount");
        return examples;
    }
}
