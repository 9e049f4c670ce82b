package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Listed;
import io.trackersql.backend.DataScope.Wanted;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.Total;
import io.trackersql.http.Scopes;
import io.trackersql.http.ScriptedServer;
import io.trackersql.model.Cancellation;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestBudget;
import io.trackersql.model.RequestLog;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.model.Usage.AllowedValue;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RallyBackendTest {
    private static final String PROJECTS = """
            {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":5,"StartIndex":1,"PageSize":2000,"Results":[
            {"_ref":"https://host/slm/webservice/v2.0/project/1","Name":"Top","State":"Open","Parent":null},
            {"_ref":"https://host/slm/webservice/v2.0/project/2","Name":"Web","State":"Open","Parent":{"_ref":"/project/1"}},
            {"_ref":"https://host/slm/webservice/v2.0/project/3","Name":"App","State":"Closed","Parent":{"_ref":"/project/1"}},
            {"_ref":"https://host/slm/webservice/v2.0/project/4","Name":"Web","State":"Open","Parent":{"_ref":"/project/3"}}]}}""";
    private static final String NONE =
            "{\"QueryResult\":{\"Errors\":[],\"Warnings\":[],\"TotalResultCount\":5,\"StartIndex\":5,\"Results\":[]}}";
    private static final String WORKSPACES = """
            {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":3,"StartIndex":1,"PageSize":2000,"Results":[
            {"_ref":"https://host/slm/webservice/v2.0/workspace/41","Name":"Beta","State":"Open"},
            {"_ref":"https://host/slm/webservice/v2.0/workspace/42","Name":"Alpha","State":"Closed"},
            {"_ref":"https://host/slm/webservice/v2.0/workspace/43","Name":"Aux","State":"Open"}]}}""";

    private final ScriptedServer server = new ScriptedServer();
    private final RallyBackend backend = Metadata.opened(server);
    private final List<String> warnings = new ArrayList<>();
    private final RequestScope scope =
            new RequestScope(new Cancellation(), new RequestLog(e -> {}), new RequestBudget(0), warnings::add);
    private final int before = server.requests().size();

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private List<String> asked() {
        return server.requests().stream()
                .skip(before)
                .map(r -> r.substring(0, r.indexOf(" HTTP/")))
                .toList();
    }

    private static NativeQuery query(EntityTable table, Column... columns) {
        return new NativeQuery(table, Metadata.SCOPE, List.of(columns), Optional.empty(), List.of(), List.of());
    }

    private static NativeQuery query(String table, String... columns) {
        return query(
                Metadata.table(table),
                Stream.of(columns).map(c -> Metadata.column(table, c)).toArray(Column[]::new));
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

    private TrackerException failure(Wanted wanted) {
        return catchThrowableOfType(TrackerException.class, () -> backend.fetchDataScope(wanted, scope));
    }

    private static Wanted project(String name) {
        return new Wanted(Optional.empty(), Optional.of(name), false, true);
    }

    @Test
    void aConnectionCostsOneRequestAndTheModel() {
        assertThat(before).isEqualTo(1);
        assertThat(server.requests().get(0))
                .startsWith("GET /Instance/webservice/v2.0/user?fetch=")
                .contains("zsessionid: _s3cret\r\n");
        assertThat(backend.server()).endsWith("/workspace/41").doesNotContain("s3cret");
        assertThat(backend.fetchUser(thenUser())).isEqualTo("ann@example.com");
    }

    private RequestScope thenUser() {
        server.thenJson(Metadata.USER);
        return scope;
    }

    @Test
    void wrongCredentialsAreSaidToBe() {
        server.then(
                401,
                "text/html",
                "",
                "<html>Error 401 The username or password you entered is incorrect.</html>"
                        .getBytes(StandardCharsets.UTF_8));
        TrackerException failure = catchThrowableOfType(TrackerException.class, () -> backend.fetchUser(scope));
        assertThat(failure.failure()).isEqualTo(Failure.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("API key").hasMessageNotContaining("s3cret");
    }

    @Test
    void aLoginPageBehindARedirectIsNoAnswer() {
        server.then(302, "text/html", "Location: /slm/login.op\r\n", new byte[0])
                .then(200, "text/html", "", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8));
        TrackerException failure = catchThrowableOfType(TrackerException.class, () -> backend.fetchUser(scope));
        assertThat(failure.failure()).isEqualTo(Failure.BAD_ANSWER);
        assertThat(failure).hasMessageContaining("login page");
    }

    @Test
    void theModelIsKeptWhileItsVersionStands() {
        String place = "/Instance/schema/v2.0/workspace/41";
        String redirect = "Location: " + place + "/abc\r\n";
        server.then(302, "text/html", redirect, new byte[0]).thenJson(Metadata.text());
        EntityModel model = backend.fetchModel(Optional.empty(), scope);
        assertThat(model.version()).isEqualTo("abc");
        assertThat(model.entities()).isEqualTo(Metadata.MODEL.entities());
        server.then(302, "text/html", redirect, new byte[0]);
        assertThat(backend.fetchModel(Optional.of(model), scope)).isSameAs(model);
        assertThat(asked()).containsExactly("GET " + place, "GET " + place + "/abc", "GET " + place);
    }

    @Test
    void readsAPageOfRows() {
        server.thenJson("""
                {"QueryResult":{"_rallyAPIMajor":"2","Errors":[],"Warnings":["Mind this."],"TotalResultCount":7,"StartIndex":3,"PageSize":2,
                "Results":[{"_ref":"https://host/slm/webservice/v2.0/defect/5","Name":"A","Owner":{"_ref":"/user/20","DisplayName":"Ann"}},
                {"_ref":"https://host/slm/webservice/v2.0/defect/6","Name":"","Owner":null}]}}""");
        Page page = backend.fetchPage(
                query("Defect", "ObjectID", "Name", "Owner", "Owner_Name"), new PageWindow(2, 2, true), scope);
        assertThat(page.next()).containsExactly(5L, "A", 20L, "Ann");
        assertThat(page.total()).hasValue(7);
        assertThat(page.key()).isEqualTo("5");
        assertThat(rows(page)).containsExactly(new Object[] {6L, "", null, null});
        assertThat(warnings).containsExactly("Rally says: Mind this.");
        assertThat(asked().get(0))
                .startsWith("GET /Instance/webservice/v2.0/Defect?")
                .contains("start=3", "pagesize=2", "workspace=workspace/41", "project=null", "projectScopeUp=false");
    }

    @Test
    void findsAProjectByNamePathOrNumber() {
        for (String name :
                new String[] {"App", "Top // App", "3", "/project/3", "https://host/slm/webservice/v2.0/project/3"}) {
            server.thenJson(PROJECTS).thenJson(NONE);
            DataScope found = backend.fetchDataScope(project(name), scope);
            assertThat(found.project()).as(name).contains(new DataScope.Place("3", "Top // App"));
            assertThat(found.down()).isTrue();
        }
        assertThat(asked().get(0)).contains("project=null", "workspace=workspace/41", "query=");
    }

    @Test
    void aProjectThatIsUnknownOrAmbiguousListsCandidates() {
        server.thenJson(PROJECTS).thenJson(NONE);
        TrackerException ambiguous = failure(project("Web"));
        assertThat(ambiguous.failure()).isEqualTo(Failure.BAD_PROPERTY);
        assertThat(ambiguous)
                .hasMessage(
                        "The property project is 'Web', which 2 of them are called. There are: 'Top // App // Web' (4),"
                                + " 'Top // Web' (2). Give the whole path or the number.");
        server.thenJson(PROJECTS).thenJson(NONE);
        assertThat(failure(project("app")))
                .hasMessage("There is no project 'app' that this user may see."
                        + " There are: 'Top // App' (3, Closed), 'Top // App // Web' (4).");
        server.thenJson(PROJECTS).thenJson(NONE);
        assertThat(backend.fetchDataScope(project("Top // Web"), scope).project())
                .contains(new DataScope.Place("2", "Top // Web"));
    }

    @Test
    void findsAWorkspaceByName() {
        server.thenJson(WORKSPACES);
        Wanted alpha = new Wanted(Optional.of("Alpha"), Optional.empty(), true, true);
        assertThat(backend.fetchDataScope(alpha, scope))
                .isEqualTo(
                        new DataScope(Optional.of(new DataScope.Place("42", "Alpha")), Optional.empty(), false, false));
        assertThat(backend.server()).endsWith("/workspace/42");
        server.thenJson(WORKSPACES);
        assertThat(failure(new Wanted(Optional.of("Gamma"), Optional.empty(), false, false)))
                .hasMessageContaining("'Aux' (43)");
    }

    @Test
    void withoutADefaultTheFirstOpenWorkspaceIsTaken() {
        server.thenJson("{\"User\":{\"_ref\":\"/user/20\",\"UserName\":\"ann\"}}");
        assertThat(backend.fetchUser(scope)).isEqualTo("ann");
        server.thenJson(WORKSPACES);
        assertThat(backend.fetchDataScope(Wanted.ALL, scope).workspace()).contains(new DataScope.Place("43", "Aux"));
    }

    @Test
    void aDefaultThatIsClosedIsNone() {
        server.thenJson("""
                {"User":{"_ref":"/user/20","UserName":"ann","UserProfile":{"_ref":"/userprofile/21","DefaultWorkspace":{
                "_ref":"/workspace/42","Name":"Alpha","State":"Closed"}}}}""");
        backend.fetchUser(scope);
        server.thenJson(WORKSPACES);
        assertThat(backend.fetchDataScope(Wanted.ALL, scope).workspace()).contains(new DataScope.Place("43", "Aux"));
    }

    @Test
    void listsPlacesWithClosedOnes() {
        server.thenJson(WORKSPACES).thenJson(PROJECTS).thenJson(NONE);
        assertThat(backend.fetchPlaces(Metadata.SCOPE, scope))
                .extracting(listed -> listed.kind() + " " + listed.place().path() + " " + listed.state())
                .containsExactly(
                        "WORKSPACE Alpha Closed",
                        "WORKSPACE Aux Open",
                        "WORKSPACE Beta Open",
                        "PROJECT Top Open",
                        "PROJECT Top // App Closed",
                        "PROJECT Top // App // Web Open",
                        "PROJECT Top // Web Open");
        assertThat(Listed.Kind.values()).hasSize(2);
    }

    @Test
    void readsAListOfValuesWhereTheSchemaSaysItIs() {
        server.thenJson("""
                {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":2,"StartIndex":1,"Results":[
                {"_ref":"/allowedattributevalue/8","StringValue":"Zip","ValueIndex":1},
                {"_ref":"/allowedattributevalue/9","StringValue":"","ValueIndex":0}]}}""");
        String list = "attributedefinition/-1234/AllowedValues";
        assertThat(backend.fetchAllowedValues(Set.of(list), Metadata.SCOPE, scope))
                .isEqualTo(Map.of(list, List.of(new AllowedValue("9", ""), new AllowedValue("8", "Zip"))));
        assertThat(asked().get(0)).contains("/v2.0/" + list, "workspace=workspace/41");
    }

    @Test
    void aCollectionIsAskedForWhereThereIsSomething() {
        EntityTable link = Metadata.link("Defect", "Tasks");
        NativeQuery query = query(link, link.columns().toArray(Column[]::new));
        assertThat(backend.rowsPerFurtherRequest(query)).isEqualTo(1);
        server.thenJson("""
                {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":2,"StartIndex":1,"Results":[
                {"_ref":"/defect/5","Tasks":{"_ref":"/Defect/5/Tasks","Count":0}},{"_ref":"/defect/6","Tasks":{"_ref":"/Defect/6/Tasks","Count":2}}]}}""").thenJson("""
                {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":2,"StartIndex":1,"Results":[
                {"_ref":"/task/71","ObjectID":71},{"_ref":"/task/72","ObjectID":72}]}}""");
        List<Object[]> rows = rows(backend.fetchPage(query, new PageWindow(0, 10, false), scope));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsExactly(5L, new Object[0]);
        assertThat(rows.get(1)).containsExactly(6L, new Object[] {71L, 72L});
        assertThat(asked()).hasSize(2).last().asString().startsWith("GET /Instance/webservice/v2.0/Defect/6/Tasks?");
    }

    private static final String TASKS = """
            {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":2,"StartIndex":1,"Results":[
            {"_ref":"/defect/5","Tasks":{"_ref":"/Defect/5/Tasks","Count":1}},
            {"_ref":"/defect/6","Tasks":{"_ref":"/Defect/6/Tasks","Count":1}}]}}""";

    private static String refusal(String text) {
        return "{\"OperationResult\":{\"Errors\":[\"" + text + "\"],\"Warnings\":[]}}";
    }

    private List<Object[]> tasks(String... answers) {
        server.thenJson(TASKS);
        Stream.of(answers).forEach(server::thenJson);
        EntityTable link = Metadata.link("Defect", "Tasks");
        return rows(backend.fetchPage(
                query(link, link.columns().toArray(Column[]::new)), new PageWindow(0, 10, false), scope));
    }

    @Test
    void anAssetThatIsDeletedMeanwhileHasNoLinks() {
        String gone = refusal("Cannot find object to read");
        assertThat(tasks(gone, gone)).extracting(row -> row[1]).containsExactly(new Object[0], new Object[0]);
        assertThat(asked()).hasSize(3);
    }

    @Test
    void aCollectionThatMayNotBeReadSaysWhich() {
        String denied = refusal("Not authorized to perform action: read");
        TrackerException failure = catchThrowableOfType(TrackerException.class, () -> tasks(denied, denied));
        assertThat(failure.failure()).isEqualTo(Failure.PERMISSION);
        assertThat(failure).hasMessageContaining("/Tasks: Not authorized to perform action");
    }

    @Test
    void aCollectionThatChangedMeanwhileIsAskedForItself() {
        backend.useModel(Metadata.MODEL);
        EntityTable link = Metadata.link("Defect", "Tasks");
        NativeQuery query = query(link, link.columns().toArray(Column[]::new));
        assertThat(backend.rowsPerFurtherRequest(query)).isGreaterThan(1);
        server.thenJson("""
                {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":2,"StartIndex":1,"Results":[
                {"_ref":"/defect/5","Tasks":{"_ref":"/Defect/5/Tasks","Count":1}},{"_ref":"/defect/6","Tasks":{"_ref":"/Defect/6/Tasks","Count":2}}]}}""").thenJson("""
                {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":2,"StartIndex":1,"Results":[
                {"_ref":"/task/70","WorkProduct":{"_ref":"/defect/5"}},{"_ref":"/task/71","WorkProduct":{"_ref":"/defect/6"}}]}}""").thenJson("""
                {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":2,"StartIndex":1,"Results":[
                {"_ref":"/task/71"},{"_ref":"/task/72"}]}}""");
        List<Object[]> rows = rows(backend.fetchPage(query, new PageWindow(0, 10, false), scope));
        assertThat(rows.get(0)).containsExactly(5L, new Object[] {70L});
        assertThat(rows.get(1)).containsExactly(6L, new Object[] {71L, 72L});
        assertThat(asked().get(1)).contains("/Task?query=((WorkProduct.ObjectID%20=%205)%20OR%20(");
        assertThat(asked().get(2)).contains("/Defect/6/Tasks?");
    }

    @Test
    void aCollectionWithValuesComesWithItsAsset() {
        EntityTable link = Metadata.link("Defect", "Tags");
        NativeQuery query = query(link, link.columns().toArray(Column[]::new));
        assertThat(backend.rowsPerFurtherRequest(query)).isZero();
        server.thenJson("""
                {"QueryResult":{"Errors":[],"Warnings":[],"TotalResultCount":1,"StartIndex":1,"Results":[{"_ref":"/defect/5",
                "Tags":{"Count":2,"_tagsNameArray":[{"Name":"ux","_ref":"/tag/100"},{"Name":"api","_ref":"/tag/20"}]}}]}}""");
        assertThat(rows(backend.fetchPage(query, new PageWindow(0, 10, false), scope))
                        .get(0))
                .containsExactly(5L, new Object[] {20L, 100L});
    }

    @Test
    void totalsOfPlacesAreRough() {
        assertThat(backend.total(query("Project", "Name"))).isEqualTo(Total.ROUGH);
        assertThat(backend.total(query("Defect", "Name"))).isEqualTo(Total.EXACT);
        assertThat(backend.pageRows(query("Defect", "Name"), 10_000)).isEqualTo(2000);
        assertThat(backend.pageRows(query("Defect", "Name"), 7)).isEqualTo(7);
    }

    @Test
    void theBaseIsFoundInEveryAddress() {
        for (String address : new String[] {
            "https://host",
            "https://host/",
            "https://host/slm",
            "https://host/slm/",
            "https://host/slm/webservice/v2.0",
            "https://host/slm/webservice/v2.x/"
        }) {
            assertThat(RallyConfig.base(URI.create(address))).as(address).isEqualTo(URI.create("https://host/slm/"));
        }
        assertThat(RallyConfig.base(URI.create("http://h:8080/proxy/slm")))
                .isEqualTo(URI.create("http://h:8080/proxy/slm/"));
        assertThat(RallyConfig.headers("1.0")).containsEntry("X-RallyIntegrationVersion", "1.0");
        assertThat(Scopes.open()).isNotNull();
    }
}
