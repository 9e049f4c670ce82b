package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.rally.lookback.LookbackRules;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.Version;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Lookback API answers as the protocol's description says. */
class LookbackTest extends LookbackFixture {

    private String error(String question) throws IOException, InterruptedException {
        JsonNode errors = ask(question).path("Errors");
        assertThat(errors).hasSize(1);
        return errors.path(0).asText();
    }

    @Test
    void answersAsRecorded() throws IOException, InterruptedException {
        JsonNode answer = ask("{'find':{'_TypeHierarchy':'HierarchicalRequirement','__At':'2024-06-01T00Z'},"
                + "'fields':['FormattedID','PlanEstimate'],'pagesize':3,'start':1,'removeUnauthorizedSnapshots':true}");
        assertThat(answer.path("QueryResult").isMissingNode()).isTrue();
        List<String> names = new ArrayList<>();
        answer.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "_rallyAPIMajor",
                        "_rallyAPIMinor",
                        "Errors",
                        "Warnings",
                        "GeneratedQuery",
                        "TotalResultCount",
                        "HasMore",
                        "StartIndex",
                        "PageSize",
                        "ETLDate",
                        "Results",
                        "ThreadStats",
                        "Timings");
        assertThat(answer.path("GeneratedQuery").toString().replace('"', '\''))
                .isEqualTo("{'find':{'_TypeHierarchy':-51038,'$and':[{'_ValidFrom':{'$lte':'2024-06-01T00:00:00.000Z'},"
                        + "'_ValidTo':{'$gt':'2024-06-01T00:00:00.000Z'}}],"
                        + "'_ValidFrom':{'$lte':'2026-01-15T11:59:30.000Z'}},'limit':3,'skip':1,'fields':"
                        + "{'_UnformattedID':1,'_TypeHierarchy':'['$slice': -1]','PlanEstimate':1,'Project':1}}");
        assertThat(answer.path("ETLDate").asText()).isEqualTo("2026-01-15T11:59:30.000Z");
        assertThat(answer.path("HasMore").asBoolean()).isTrue();
        assertThat(answer.path("StartIndex").asInt()).isEqualTo(1);
        assertThat(answer.path("Results")).hasSize(3);
        answer.path("Results").forEach(row -> {
            assertThat(row.path("FormattedID").asText()).matches("US\\d+");
            assertThat(row.has("Project")).isFalse();
        });
    }

    @Test
    void whatLiesBehindTheDataIsAsTheyEnd() throws IOException, InterruptedException {
        Version last = store.versions(changedStory().id()).stream()
                .reduce((one, later) -> later)
                .orElseThrow();
        Instant just = store.validFrom(last).plusSeconds(10);
        try (DemoServer lagging = server(LookbackRules.standard(), just)) {
            JsonNode row = new Http(lagging)
                    .lookedBack(
                            workspace,
                            "{'find':{'ObjectID':" + last.asset().id() + ",'__At':'" + text(just.plusSeconds(5))
                                    + "'},'fields':['_SnapshotNumber','_ValidTo'],'removeUnauthorizedSnapshots':true}")
                    .path("Results")
                    .path(0);
            assertThat(row.path("_SnapshotNumber").asLong()).isEqualTo(store.snapshotNumber(last) - 1);
            assertThat(row.path("_ValidTo").asText()).isEqualTo(FOREVER);
        }
        try (DemoServer prompt = server(LookbackRules.standard().withLag(Duration.ZERO), just)) {
            JsonNode answer = new Http(prompt)
                    .lookedBack(
                            workspace,
                            "{'find':{'ObjectID':" + last.asset().id() + ",'__At':'current'},"
                                    + "'fields':['_SnapshotNumber'],'removeUnauthorizedSnapshots':true}");
            assertThat(answer.path("Results").path(0).path("_SnapshotNumber").asLong())
                    .isEqualTo(store.snapshotNumber(last));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'find':{'$where':'true'}}~Operator not allowed in find: $where",
                "{'find':{'Name':{'$near':1}}}~Operator not allowed in find: $near",
                "{'find':{'Name':{'$regex':'a'}}}~Operator not allowed in find: $regex",
                "{'find':{'$or':[{'__At':'current'}]}}~__At is only allowed at the top of find",
                "{'find':{'__At':'2024-06-01'}}~Not a time in __At: 2024-06-01",
                "{'find':{'PlanEstimate':{'$in':3}}}~$in needs an array",
                "{'find':{'$or':[]}}~$or expects a nonempty array",
                "{'find':{},'query':'x'}~Unknown parameter: query",
                "{'fields':['Name']}~find is missing or no object",
                "{'find':{},'pagesize':0}~pagesize is no whole number from 1: 0",
                "{'find':{},'sort':{'Name':2}}~sort needs 1 or -1 for Name"
            })
    void refusesWhatItDoesNotKnow(String question, String error) throws IOException, InterruptedException {
        assertThat(error(question)).isEqualTo(error);
    }

    @Test
    void hydratesNamesAndShowsIdsOtherwise() throws IOException, InterruptedException {
        String question =
                "{'find':{'_TypeHierarchy':'Defect','Iteration':{'$ne':null},'State':'Open','__At':'current'},"
                        + "'fields':['ObjectID','State','Project','Iteration','Priority','_TypeHierarchy','Owner'],"
                        + "'hydrate':[%s],'sort':{'ObjectID':1},'pagesize':1,'removeUnauthorizedSnapshots':true}";
        JsonNode plain = ask(question.formatted("")).path("Results").path(0);
        JsonNode hydrated = ask(question.formatted("'State','Project','Iteration','Priority','_TypeHierarchy','Owner'"))
                .path("Results")
                .path(0);
        long id = plain.path("ObjectID").asLong();
        assertThat(plain.path("State").isIntegralNumber()).isTrue();
        assertThat(plain.path("Project").asLong()).isEqualTo(store.value(id, "Project"));
        assertThat(plain.path("_TypeHierarchy").toString())
                .startsWith("[-51101,")
                .endsWith(",-51006]");
        assertThat(hydrated.path("State").asText()).isEqualTo("Open");
        assertThat(hydrated.path("Project").asText()).isEqualTo(store.value((Long) store.value(id, "Project"), "Name"));
        assertThat(hydrated.path("Iteration").asText())
                .isEqualTo(store.value((Long) store.value(id, "Iteration"), "Name"));
        assertThat(hydrated.path("_TypeHierarchy").toString()).endsWith("\"Defect\"]");
        assertThat(hydrated.path("Owner")).isEqualTo(plain.path("Owner"));
        assertThat(plain.has("Priority")).isEqualTo(!"None".equals(store.value(id, "Priority")));
    }

    @Test
    void capsPages() throws IOException, InterruptedException {
        JsonNode all = ask("{'find':{},'fields':true,'pagesize':500,'removeUnauthorizedSnapshots':true}");
        assertThat(all.path("Warnings").path(0).asText()).isEqualTo("Max page size limited to 100 when fields=true");
        assertThat(all.path("Results")).hasSize(100);
        assertThat(ask("{'find':{},'pagesize':50000}").path("PageSize").asInt()).isEqualTo(20_000);
        assertThat(ask("{'find':{}}").path("Results")).hasSize(100);
    }

    @Test
    void compressMergesWhatShowsTheSame() throws IOException, InterruptedException {
        long id = changedStory().id();
        JsonNode row = ask("{'find':{'ObjectID':" + id + "},'fields':['ObjectID','_ValidFrom','_ValidTo'],"
                        + "'sort':{'_ValidFrom':1},'compress':true,'removeUnauthorizedSnapshots':true}")
                .path("Results");
        assertThat(row).hasSize(1);
        assertThat(row.path(0).path("_ValidFrom").asText())
                .isEqualTo(text(store.validFrom(store.versions(id).get(0))));
        assertThat(row.path(0).path("_ValidTo").asText()).isEqualTo(FOREVER);
    }

    @Test
    void aDeletionIsASnapshotOrEndsTheLastOne() throws IOException, InterruptedException {
        Version deletion = expectedDeletion();
        String question =
                "{'find':{'ObjectID':" + deletion.asset().id() + "},'fields':['_SnapshotType','_ValidFrom','_ValidTo'],"
                        + "'sort':{'_ValidFrom':-1},'removeUnauthorizedSnapshots':true}";
        JsonNode newest = ask(question).path("Results").path(0);
        assertThat(newest.path("_SnapshotType").asText()).isEqualTo("DELETE");
        assertThat(newest.path("_ValidTo").asText()).isEqualTo(FOREVER);
        try (DemoServer mild = server(LookbackRules.mild(), NOW)) {
            JsonNode last = new Http(mild)
                    .lookedBack(workspace, question)
                    .path("Results")
                    .path(0);
            assertThat(last.path("_SnapshotType").asText()).isIn("Create", "Update", "Restore");
            assertThat(last.path("_ValidTo").asText()).isEqualTo(text(store.validFrom(deletion)));
        }
    }

    private Version expectedDeletion() {
        for (Asset artifact : store.all(store.model().require(STORY))) {
            List<Version> versions = store.versions(artifact.id());
            Version last = versions.get(versions.size() - 1);
            if (last.deleted() && versions.size() > 1 && Objects.equals(store.value(last, "Workspace"), workspace)) {
                return last;
            }
        }
        throw new AssertionError("no deleted story");
    }

    @Test
    void refusesOrDropsWhatTheUserMayNotSee() throws IOException, InterruptedException {
        Http restricted = new Http(server, DemoServer.RALLY_RESTRICTED_KEY);
        String question = "{'find':{'_TypeHierarchy':'Defect'},'fields':['Project'],'pagesize':2000%s}";
        assertThat(restricted
                        .lookedBack(workspace, question.formatted(""))
                        .path("Errors")
                        .path(0)
                        .asText())
                .matches("Server Error: Unauthorized for projects: \\d+(,\\d+)*");
        JsonNode some = restricted.lookedBack(workspace, question.formatted(",'removeUnauthorizedSnapshots':true"));
        Asset user = store.user(DemoServer.RESTRICTED_USER).orElseThrow();
        assertThat(some.path("Results"))
                .isNotEmpty()
                .allMatch(row -> store.sees(
                        user, store.find(row.path("Project").asLong()).orElseThrow()));
        assertThat(some.path("Results").size())
                .isLessThan(some.path("TotalResultCount").asInt());
    }

    @Test
    void takesLooseJsonInTheAddress() throws IOException, InterruptedException {
        String query = "?find=" + encode("{$and:[{_TypeHierarchy:'Defect'},{\"_SnapshotNumber\":0}]}") + "&fields="
                + encode("['ObjectID','_SnapshotNumber']") + "&pagesize=2000&removeUnauthorizedSnapshots=true";
        HttpResponse<String> response = http.send(http.lookback(workspace, ".js" + query));
        assertThat(keys(Http.json(response)))
                .isEqualTo(expected("Defect", version -> store.snapshotNumber(version) == 0));
    }

    private String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void asksForCredentialsAndForAccess() throws IOException, InterruptedException {
        assertThat(status(http, workspace)).isEqualTo(200);
        assertThat(status(http, workspace + 1)).isEqualTo(403);
        assertThat(status(new Http(server, "wrong"), workspace)).isEqualTo(401);
        HttpResponse<String> basic = http.send(http.anonymousLookback(workspace, "")
                .header("Authorization", Http.BASIC)
                .POST(BodyPublishers.ofString("{\"find\":{}}")));
        assertThat(basic.statusCode()).isEqualTo(200);
        try (DemoServer none = server(LookbackRules.standard().withService(LookbackRules.Service.MISSING), NOW);
                DemoServer forbidden =
                        server(LookbackRules.standard().withService(LookbackRules.Service.FORBIDDEN), NOW)) {
            assertThat(status(new Http(none), workspace)).isEqualTo(404);
            assertThat(status(new Http(forbidden), workspace)).isEqualTo(403);
        }
    }

    private int status(Http client, long oid) throws IOException, InterruptedException {
        return client.send(client.lookback(oid, "").POST(BodyPublishers.ofString("{\"find\":{}}")))
                .statusCode();
    }

    @Test
    void pagesHoldEachSnapshotOnceIfTheSortTellsThemApart() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        Optional<JsonNode> page = Optional.empty();
        while (page.isEmpty() || page.get().path("HasMore").asBoolean()) {
            page = Optional.of(
                    ask("{'find':{'_TypeHierarchy':'Defect'},'fields':['_id'],'sort':{'PlanEstimate':1,'_id':1},"
                            + "'pagesize':40,'start':" + ids.size() + ",'removeUnauthorizedSnapshots':true}"));
            page.get().path("Results").forEach(row -> ids.add(row.path("_id").asText()));
        }
        assertThat(ids)
                .doesNotHaveDuplicates()
                .hasSize(page.get().path("TotalResultCount").asInt());
        assertThat(ids).hasSize(expected("Defect", version -> true).size());
    }

    @Test
    void theDataEndThirtySecondsBehindTheClock() throws IOException, InterruptedException {
        assertThat(Instant.parse(ask("{'find':{}}").path("ETLDate").asText())).isEqualTo(ETL);
    }

    @Test
    void aMilderServerAnswersTheOpenQuestionsTheOtherWay() throws IOException, InterruptedException {
        try (DemoServer mild = server(LookbackRules.mild(), NOW)) {
            Http client = new Http(mild);
            String hydrated = "{'find':{'_TypeHierarchy':'Defect','Priority':'None','$or':[{'__At':'current'}]},"
                    + "'fields':['Priority','Tags','c_Region'],'hydrate':['Priority'],'pagesize':2000,"
                    + "'removeUnauthorizedSnapshots':true}";
            JsonNode rows = client.lookedBack(workspace, hydrated).path("Results");
            assertThat(rows)
                    .isNotEmpty()
                    .allMatch(row -> row.path("Priority").asText().equals("None"))
                    .noneMatch(row ->
                            row.path("Tags").isArray() && row.path("Tags").isEmpty())
                    .anyMatch(row -> row.path("c_Region").isTextual());
            assertThat(client.lookedBack(
                                    workspace,
                                    "{'find':{'_TypeHierarchy':'Defect','Name':{'$not':{'$regex':'o'}},'Tags':{'$size':2}}}")
                            .path("Errors"))
                    .isEmpty();
        }
        JsonNode standard = ask("{'find':{'_TypeHierarchy':'Defect','Priority':null,'__At':'current'},"
                        + "'fields':['Priority','Tags','c_Region'],'pagesize':2000,'removeUnauthorizedSnapshots':true}")
                .path("Results");
        assertThat(standard)
                .isNotEmpty()
                .noneMatch(row -> row.has("Priority"))
                .anyMatch(row -> row.path("Tags").isArray() && row.path("Tags").isEmpty())
                .anyMatch(row -> row.path("c_Region").isIntegralNumber())
                .noneMatch(row -> row.path("c_Region").isTextual());
    }

    @Test
    void statesOfPortfolioItemsHaveNamesToo() throws IOException, InterruptedException {
        JsonNode rows = ask("{'find':{'_TypeHierarchy':'PortfolioItem/Feature','State':'Developing'},"
                        + "'fields':['State'],'hydrate':['State'],'removeUnauthorizedSnapshots':true}")
                .path("Results");
        assertThat(rows).isNotEmpty().allMatch(row -> row.path("State").asText().equals("Developing"));
    }
}
