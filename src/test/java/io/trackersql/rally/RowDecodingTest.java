package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.ScriptedServer;
import io.trackersql.model.Cancellation;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers, byte for byte, beside the rows that they become. */
class RowDecodingTest {
    private static final String HEAD =
            "{\"QueryResult\":{\"Errors\":[],\"Warnings\":[],\"TotalResultCount\":1,\"StartIndex\":1,\"Results\":[";

    private final ScriptedServer server = new ScriptedServer();
    private final RallyBackend backend = Metadata.opened(server);
    private final List<String> warnings = new ArrayList<>();
    private final RequestScope scope =
            new RequestScope(new Cancellation(), new RequestLog(entry -> {}), new RequestBudget(0), warnings::add);

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private Page page(String table, String body, String... columns) {
        server.thenJson(body);
        List<Column> selected =
                Stream.of(columns).map(c -> Metadata.column(table, c)).toList();
        NativeQuery query = new NativeQuery(
                Metadata.table(table), Metadata.SCOPE, selected, Optional.empty(), List.of(), List.of());
        return backend.fetchPage(query, new PageWindow(0, 10, false), scope);
    }

    private static List<Object[]> rows(Page page) {
        List<Object[]> rows = new ArrayList<>();
        try (page) {
            for (Object[] row = page.next(); row != null; row = page.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Object[] row(String table, String fields, String... columns) {
        return rows(page(table, HEAD + "{\"_ref\":\"https://h/slm/webservice/v2.0/x/5\"" + fields + "}]}}", columns))
                .get(0);
    }

    private Object defect(String column, String field, String value) {
        return row("Defect", ",\"" + field + "\":" + value, column)[0];
    }

    private Object defect(String column, String value) {
        return defect(column, column, value);
    }

    @Test
    void numbersComeWithOrWithoutFraction() {
        assertThat(defect("PlanEstimate", "5")).isEqualTo(5.0);
        assertThat(defect("PlanEstimate", "5.0")).isEqualTo(5.0);
        assertThat(defect("PlanEstimate", "18.25")).isEqualTo(18.25);
        assertThat(row("Task", ",\"TaskIndex\":5.0", "TaskIndex")).containsExactly(5L);
        assertThat(row("Task", ",\"TaskIndex\":-7", "TaskIndex")).containsExactly(-7L);
    }

    @Test
    void emptyTextIsTextButForChoices() {
        assertThat(defect("Name", "\"\"")).isEqualTo("");
        assertThat(defect("Description", "\"\"")).isEqualTo("");
        assertThat(defect("Description", "\"\\u003Cb>x\"")).isEqualTo("<b>x");
        assertThat(defect("Package", "\"\"")).isNull();
        assertThat(defect("Priority", "\"\"")).isEqualTo("None");
        assertThat(defect("Priority", "\"None\"")).isEqualTo("None");
        assertThat(defect("Priority", "null")).isNull();
    }

    @Test
    void nullAndAbsenceAreNull() {
        for (String column : new String[] {"Name", "PlanEstimate", "CreationDate", "Ready", "Owner", "Tags", "State"}) {
            assertThat(defect(column, "null")).as(column).isNull();
            assertThat(row("Defect", "", column)[0]).as(column).isNull();
        }
        assertThat(row("Defect", ",\"Owner\":{\"_ref\":\"/user/7\"}", "Owner", "Owner_Name"))
                .containsExactly(7L, null);
    }

    @Test
    void timesAreInstants() {
        assertThat(defect("CreationDate", "\"2016-05-16T17:05:54.683Z\""))
                .isEqualTo(Instant.parse("2016-05-16T17:05:54.683Z").toEpochMilli());
    }

    @Test
    void aNameIsTakenAtItsOwnLevelAlone() {
        assertThat(row(
                        "Task",
                        """
                        ,"Name":"mine","Project":{"_ref":"/project/3","Name":"theirs","Owner":{"_ref":"/user/1","DisplayName":"x"}},
                        "WorkProduct":{"_ref":"/hierarchicalrequirement/9","Name":"story","Owner":{"_ref":"/user/2"},"_type":"HierarchicalRequirement"},
                        "Owner":{"_ref":"/user/4","DisplayName":"Ann","Name":"no"},"_type":"Task\"""",
                        "Name",
                        "Project",
                        "Project_Name",
                        "WorkProduct",
                        "WorkProduct_Type",
                        "Owner",
                        "Owner_Name"))
                .containsExactly("mine", 3L, "theirs", 9L, "HierarchicalRequirement", 4L, "Ann");
    }

    @Test
    void listsAreInTheOrderOfTheirKeysWithTheirNames() {
        assertThat(row("Defect", """
                        ,"Tags":{"_ref":"/Defect/5/Tags","_type":"Tag","_tagsNameArray":[{"Name":"ux","_ref":"/tag/100"},
                        {"Name":"api","_ref":"/tag/20"}],"Count":2},"Milestones":{"Count":0,"_tagsNameArray":[]},"Tasks":{"Count":3}""", "Tags_Name", "Tags", "Tags_Count", "Milestones", "Tasks_Count"))
                .containsExactly("api, ux", "20, 100", 2L, null, 3L);
    }

    @Test
    void aListOfWhichOnlyTheSizeCameIsNoEmptyList() {
        for (String column : new String[] {"Tags", "Tags_Name", "c_Application", "c_Application_Name"}) {
            String field = column.replace("_Name", "");
            assertThat(defect(column, field, "{\"_type\":\"Tag\",\"Count\":0}"))
                    .as(column)
                    .isNull();
            TrackerException failure = catchThrowableOfType(
                    TrackerException.class, () -> defect(column, field, "{\"_type\":\"Tag\",\"Count\":2}"));
            assertThat(failure).as(column).isNotNull();
            assertThat(failure.failure()).isEqualTo(Failure.BAD_ANSWER);
            assertThat(failure).hasMessageContaining(column).hasMessageContaining("in row 5");
        }
    }

    @Test
    void aListThatIsShorterThanItsCountIsWarnedOf() {
        String whole = "{\"_type\":\"Tag\",\"_tagsNameArray\":[{\"Name\":\"x\",\"_ref\":\"/tag/7\"}],\"Count\":1}";
        assertThat(defect("Tags", whole)).isEqualTo("7");
        assertThat(warnings).isEmpty();
        assertThat(defect("Tags", whole.replace("\"Count\":1", "\"Count\":2"))).isEqualTo("7");
        assertThat(warnings)
                .containsExactly(
                        "Column Tags lists fewer values than the tracker counts in some rows. The others may be"
                                + " hidden from this user.");
    }

    @Test
    void aTotalOfNullIsNoTotal() {
        Page page = page(
                "Defect", "{\"QueryResult\":{\"TotalResultCount\":null,\"StartIndex\":null,\"Results\":[]}}", "Name");
        assertThat(page.next()).isNull();
        assertThat(page.total()).isEmpty();
    }

    @Test
    void linksHaveTwoParts() {
        for (String key : new String[] {"LinkID", "LinkId"}) {
            assertThat(row(
                            "Defect",
                            ",\"c_Link\":{\"" + key + "\":\"123\",\"DisplayString\":\"The Label\"}",
                            "c_Link_LinkID",
                            "c_Link_Label"))
                    .containsExactly("123", "The Label");
        }
    }

    @Test
    void statesMayBeAssets() {
        assertThat(row("Feature", ",\"State\":{\"_ref\":\"/state/8\",\"Name\":\"Done\"}", "State", "State_Name"))
                .containsExactly(8L, "Done");
        assertThat(defect("State", "{\"_ref\":\"/state/8\",\"_refObjectName\":\"Open\"}"))
                .isEqualTo("Open");
    }

    @Test
    void whatHasNoTypeIsShownAsItIs() {
        assertThat(defect("c_Odd", "{\"a\":[1,\"x\"]}")).isEqualTo("{\"a\":[1,\"x\"]}");
        assertThat(defect("c_Odd", "7")).isEqualTo("7");
    }

    @Test
    void permissionsHaveKeysOfText() {
        Page page = page("WorkspacePermission", HEAD + "{\"_ref\":\"/workspacepermission/123u456w1\"}]}}", "ObjectID");
        assertThat(page.next()).containsExactly("123u456w1");
        assertThat(page.key()).isEqualTo("123u456w1");
        page.close();
    }

    @Test
    void aValueThatDoesNotFitNamesColumnAndRow() {
        for (String[] wrong : new String[][] {
            {"PlanEstimate", "\"many\""},
            {"CreationDate", "\"yesterday\""},
            {"Ready", "\"maybe\""},
            {"Owner", "{\"_ref\":\"/user/x7\"}"},
            {"Name", "[\"a\"]"}
        }) {
            TrackerException failure = catchThrowableOfType(TrackerException.class, () -> defect(wrong[0], wrong[1]));
            assertThat(failure).as(wrong[1]).isNotNull();
            assertThat(failure.failure()).isEqualTo(Failure.BAD_ANSWER);
            assertThat(failure).hasMessageContaining("column " + wrong[0]).hasMessageContaining("in row 5");
        }
    }

    @Test
    void anAnswerOfAnotherShapeSaysWhere() {
        for (String body : new String[] {
            "{\"QueryResult\":{\"Results\":{}}}",
            "{\"other\":1}",
            "{\"QueryResult\":{\"Results\":[5]}}",
            "{\"QueryResult\":{\"Results\":[{\"Name\":\"no ref\"}]}}",
            "{\"QueryResult\":{\"StartIndex\":21,\"Results\":[]}}",
            "{\"QueryResult\":{\"Results\":[]}}{}",
            "[]"
        }) {
            TrackerException failure =
                    catchThrowableOfType(TrackerException.class, () -> rows(page("Defect", body, "Name")));
            assertThat(failure).as(body).isNotNull();
            assertThat(failure.failure()).as(body).isEqualTo(Failure.BAD_ANSWER);
        }
    }

    @Test
    void errorsBeforeOrAfterTheRowsAreFailures() {
        for (String body : new String[] {
            "{\"QueryResult\":{\"Errors\":[\"Cannot sort using unknown attribute Invalid\"],\"Results\":[]}}",
            "{\"QueryResult\":{\"Results\":[],\"Errors\":[\"Cannot sort using unknown attribute Invalid\"]}}",
            "{\"OperationResult\":{\"Errors\":[\"Cannot sort using unknown attribute Invalid\"],\"Warnings\":[]}}"
        }) {
            TrackerException failure =
                    catchThrowableOfType(TrackerException.class, () -> rows(page("Defect", body, "Name")));
            assertThat(failure.failure()).as(body).isEqualTo(Failure.UNKNOWN_COLUMN);
        }
    }

    @Test
    void anAnswerThatEndsEarlyMayBeAskedForAgain() {
        Page page = page("Defect", HEAD + "{\"_ref\":\"/defect/5\",\"Name\":\"A\"},{\"_ref", "Name");
        assertThat(page.next()).containsExactly("A");
        TrackerException failure = catchThrowableOfType(TrackerException.class, page::next);
        assertThat(failure.failure()).isEqualTo(Failure.CONNECTION_BROKEN);
    }

    @Test
    void rowsComeBeforeThePageHasArrived() {
        CountDownLatch gate = new CountDownLatch(1);
        server.then((socket, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + HEAD
                            + "{\"_ref\":\"/defect/5\"}")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            gate.await();
            out.write("]}}".getBytes(StandardCharsets.UTF_8));
        });
        NativeQuery query = new NativeQuery(
                Metadata.table("Defect"), Metadata.SCOPE, List.of(), Optional.empty(), List.of(), List.of());
        try (Page page = backend.fetchPage(query, new PageWindow(0, 10, true), scope)) {
            assertThat(page.next()).isEmpty();
            assertThat(page.total()).hasValue(1);
            gate.countDown();
            assertThat(page.next()).isNull();
        }
    }
}
