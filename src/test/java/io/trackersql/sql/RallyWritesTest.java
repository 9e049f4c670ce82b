package io.trackersql.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Exchange;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What SQL writes to Rally beyond what every tracker takes: types of relations, web links, attachments, ranks, keys of transactions. */
class RallyWritesTest {
    private final DemoServer server = DemoServer.start(DemoOptions.standard());
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("token", DemoServer.RALLY_API_KEY);
        connection = DriverManager.getConnection("jdbc:tracker:rally:" + server.rallyUri(), properties);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.close();
    }

    private List<String> writes() {
        return server.ledger().exchanges().stream()
                .filter(exchange -> !exchange.method().equals("GET"))
                .map(Exchange::target)
                .map(target -> target.replaceFirst("\\?.*", "").replaceFirst(".*/v2.0/", ""))
                .toList();
    }

    private int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private long insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                return keys.getLong(1);
            }
        }
    }

    private Object value(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getObject(1) : null;
            }
        }
    }

    @Test
    void aStoryAndItsTasksInOneCommit() throws SQLException {
        connection.setAutoCommit(false);
        long story = insert("INSERT INTO HierarchicalRequirement(Name) VALUES ('Parent')");
        insert("INSERT INTO Task(Name, WorkProduct, Estimate) VALUES ('One', ?, 2)", story);
        insert("INSERT INTO Task(Name, WorkProduct, Estimate) VALUES ('Two', ?, 3)", story);
        assertThat(writes()).isEmpty();
        connection.commit();
        assertThat(writes()).containsExactly("hierarchicalrequirement/create", "batch");
        assertThat(value("SELECT SUM(Estimate) FROM Task WHERE WorkProduct_Name = 'Parent'"))
                .isEqualTo(5.0);
    }

    @Test
    void changesAndDeletesWhatAConditionFinds() throws SQLException {
        for (String name : List.of("a", "b", "c")) {
            insert("INSERT INTO Defect(Name, Environment) VALUES (?, 'Test')", "Writing " + name);
        }
        assertThat(update("UPDATE Defect SET Name = Name || '!', Priority = NULL WHERE Name LIKE 'Writing %'"))
                .isEqualTo(3);
        assertThat(value("SELECT COUNT(*) FROM Defect WHERE Name IN ('Writing a!', 'Writing b!', 'Writing c!')"))
                .isEqualTo(3L);
        assertThat(update("DELETE FROM Defect WHERE Name LIKE 'Writing _!'")).isEqualTo(3);
        assertThat(writes()).endsWith("batch", "batch").hasSize(5);
        assertThat(value("SELECT COUNT(*) FROM Defect WHERE Name LIKE 'Writing %'"))
                .isEqualTo(0L);
    }

    @Test
    void linksAreAddedAndRemoved() throws SQLException {
        long defect = insert("INSERT INTO Defect(Name) VALUES ('Linked')");
        long fast = insert("INSERT INTO Tag(Name) VALUES ('fast')");
        long slow = insert("INSERT INTO Tag(Name) VALUES ('slow')");
        assertThat(update("UPDATE Defect SET Tags = ? WHERE ObjectID = ?", String.valueOf(fast), defect))
                .isEqualTo(1);
        assertThat(update("INSERT INTO rally_links.Defect_Tags(Defect, Tag) VALUES (?, ?)", defect, slow))
                .isEqualTo(1);
        assertThat(value("SELECT Tags_Name FROM Defect WHERE ObjectID = ?", defect))
                .isEqualTo("fast, slow");
        assertThat(update("DELETE FROM rally_links.Defect_Tags WHERE Defect = ? AND Tag = ?", defect, fast))
                .isEqualTo(1);
        assertThat(value("SELECT Tags_Name FROM Defect WHERE ObjectID = ?", defect))
                .isEqualTo("slow");
        assertThat(writes()).endsWith("defect/" + defect + "/Tags/add", "defect/" + defect + "/Tags/remove");
        assertThatThrownBy(() -> update("UPDATE Defect SET Tags_Count = 3 WHERE ObjectID = ?", defect))
                .hasFieldOrPropertyWithValue("SQLState", "42000");
    }

    @Test
    void filesAreStoredAndRead() throws SQLException {
        long defect = insert("INSERT INTO Defect(Name) VALUES ('With file')");
        byte[] content = {1, 2, 3, (byte) 0xff};
        long file = insert(
                "INSERT INTO Attachment(Name, Content, ContentType, Artifact, Artifact_Type)"
                        + " VALUES ('a.bin', ?, 'application/octet-stream', ?, 'Defect')",
                content,
                defect);
        assertThat(writes()).containsExactly("defect/create", "attachmentcontent/create", "attachment/create");
        assertThat((byte[]) value("SELECT Content FROM Attachment WHERE ObjectID = ?", file))
                .isEqualTo(content);
        assertThat(value("SELECT Name FROM Attachment WHERE Artifact = ?", defect))
                .isEqualTo("a.bin");
        assertThatThrownBy(() -> update("UPDATE Attachment SET Content = ? WHERE ObjectID = ?", content, file))
                .hasFieldOrPropertyWithValue("SQLState", "42000");
    }

    @Test
    void copiesComeBackAsARow() throws SQLException {
        long defect = insert("INSERT INTO Defect(Name) VALUES ('Original')");
        try (PreparedStatement call = connection.prepareStatement("CALL rally.Defect_Copy(?)")) {
            call.setLong(1, defect);
            try (ResultSet rows = call.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isNotEqualTo(defect);
                assertThat(rows.getString(2)).startsWith("DE");
            }
        }
        assertThat(writes()).endsWith("defect/" + defect + "/copy");
    }

    @Test
    void wrongWritesAreRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> update("INSERT INTO Defect(Environment) VALUES ('Test')"))
                .hasFieldOrPropertyWithValue("SQLState", "23502");
        assertThatThrownBy(() -> update("INSERT INTO Artifact(Name) VALUES ('A')"))
                .hasFieldOrPropertyWithValue("SQLState", "42000")
                .hasMessageContaining("Defect");
        assertThatThrownBy(() -> update("INSERT INTO Task(Name, WorkProduct) VALUES ('A', 4711000000000)"))
                .hasFieldOrPropertyWithValue("SQLState", "23503");
        assertThat(writes()).isEmpty();
    }

    @Test
    void aValueOutsideAListThatTheSchemaDoesNotHoldIsTheServicesToRefuse() throws SQLException {
        assertThatThrownBy(() -> update("INSERT INTO Defect(Name, State) VALUES ('Outside', 'Nowhere')"))
                .hasFieldOrPropertyWithValue("SQLState", "23514")
                .hasMessageContaining("Nowhere")
                .hasMessageContaining("column State");
        assertThat(value("SELECT COUNT(*) FROM Defect WHERE Name = 'Outside'")).isEqualTo(0L);
    }
}
