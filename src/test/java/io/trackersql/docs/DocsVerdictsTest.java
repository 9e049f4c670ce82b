package io.trackersql.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.Driver;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of verdicts in the documentation is what {@code system.pushdown} says of an example of each kind of column. */
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

    private static final Map<String, String> LETTERS = Map.of("EXACT", "E", "SUPERSET", "S", "NONE", "n");

    @Test
    void theTableOfVerdictsIsWhatThePushdownTableSays() throws SQLException, IOException {
        StringBuilder text = new StringBuilder("| column | example |");
        OPERATORS.forEach(
                group -> text.append(" `").append(String.join(" ", group)).append("` |"));
        text.append("\n|---|---|").append("---|".repeat(OPERATORS.size())).append('\n');
        try (Connection connection = new Driver().connect("jdbc:tracker:demo:", new Properties())) {
            for (Map.Entry<String, String> example : examples().entrySet()) {
                String[] column = example.getValue().split("\\.");
                Map<String, String> verdicts = verdicts(connection, column[0], column[1]);
                assertThat(verdicts).as(example.getValue()).isNotEmpty();
                text.append("| ")
                        .append(example.getKey())
                        .append(" | `")
                        .append(example.getValue())
                        .append("` |");
                for (List<String> group : OPERATORS) {
                    Set<String> letters = new LinkedHashSet<>();
                    group.forEach(o -> letters.add(verdicts.getOrDefault(o, "")));
                    text.append(' ').append(String.join("/", letters)).append(" |");
                }
                text.append('\n');
            }
        }
        new GeneratedPart(Path.of("docs/versionone.md"), "verdicts").assertIs(text.toString());
    }

    private static Map<String, String> examples() {
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
        return examples;
    }

    private static Map<String, String> verdicts(Connection connection, String table, String column)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT operator, verdict FROM system.pushdown WHERE table_name = ? AND column_name = ?")) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, String> verdicts = new LinkedHashMap<>();
                while (rows.next()) {
                    verdicts.put(rows.getString(1), LETTERS.get(rows.getString(2)));
                }
                return verdicts;
            }
        }
    }
}
