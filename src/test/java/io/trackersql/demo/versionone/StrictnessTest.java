package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server refuses, and in which words. */
class StrictnessTest {
    private static DemoServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.standard());
        http = new Http(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> refusedSelections() {
        return Stream.of(
                Arguments.of(
                        "Defect",
                        "sel",
                        "Category",
                        "Invalid SEL parameter: Unknown AttributeDefinition: Defect.Category"),
                Arguments.of("Story", "sel", "name", "Invalid SEL parameter: Unknown AttributeDefinition: Story.name"),
                Arguments.of(
                        "Workitem",
                        "sel",
                        "Estimate",
                        "Invalid SEL parameter: Unknown AttributeDefinition: Workitem.Estimate"),
                Arguments.of("Story", "sel", "Name,Bad Name", "Invalid SEL parameter: Unknown token: Name,Bad Name"),
                Arguments.of(
                        "Story",
                        "sel",
                        "Name.Length",
                        "Invalid SEL parameter: Unknown AttributeDefinition: Story.Name is not a relation"),
                Arguments.of("Story", "sel", "Owners.@Min", "Invalid SEL parameter: Unknown token: @Min"),
                Arguments.of("Story", "sel", "Name.@Sum", "Invalid SEL parameter: Unknown token: @Sum"),
                Arguments.of("Story", "sel", "Owners:Animal", "Invalid SEL parameter: Unknown AssetType: Animal"));
    }

    static Stream<Arguments> refusedFilters() {
        String filter = "Invalid WHERE parameter: Invalid QueryFilter2 token ";
        return Stream.of(
                Arguments.of("Story", "where", "AssetState=64", filter + "AssetState=64"),
                Arguments.of("Story", "where", "Name = 'x'", filter + "Name = 'x'"),
                Arguments.of("Story", "where", "Foo='x'", filter + "Foo='x': Unknown AttributeDefinition: Story.Foo"),
                Arguments.of(
                        "Story",
                        "where",
                        "Description='x'",
                        filter
                                + "Description='x': System.NotSupportedException: SimpleLongTextAttributeDefinition.BuildPredicate (Story.Description)"),
                Arguments.of(
                        "Story",
                        "where",
                        "Name<'x'",
                        filter + "Name<'x': Inequality operation not valid for Text attributes"),
                Arguments.of(
                        "Story",
                        "where",
                        "Order>'1'",
                        filter + "Order>'1': Inequality operation not valid for Rank attributes"),
                Arguments.of(
                        "Story",
                        "where",
                        "AssetState<'128'",
                        filter + "AssetState<'128': Inequality operation not valid for State attributes"),
                Arguments.of(
                        "Story",
                        "where",
                        "Estimate>'1','2'",
                        filter + "Estimate>'1','2': Inequality operation not valid for a list of values"),
                Arguments.of("Story", "where", "Estimate='five'", filter + "Estimate='five': Invalid value: five"),
                Arguments.of(
                        "Story",
                        "where",
                        "ChangeDate>'yesterday'",
                        filter + "ChangeDate>'yesterday': Invalid value: yesterday"),
                Arguments.of("Story", "where", "IsClosed='yes'", filter + "IsClosed='yes': Invalid value: yes"),
                Arguments.of(
                        "Story",
                        "where",
                        "Scope='Call Center'",
                        filter + "Scope='Call Center': Invalid OID token: Call Center"),
                Arguments.of(
                        "Story", "where", "Scope='Animal:1'", filter + "Scope='Animal:1': Unknown AssetType: Animal"),
                Arguments.of("Story", "where", "Scope=$X", filter + "Scope=$X: Unknown variable: $X"),
                Arguments.of(
                        "Story",
                        "where",
                        "Custom_Picture='x'",
                        filter
                                + "Custom_Picture='x': System.NotSupportedException: SimpleBlobAttributeDefinition.BuildPredicate (Story.Custom_Picture)"));
    }

    static Stream<Arguments> refusedOthers() {
        return Stream.of(
                Arguments.of("Story", "sort", "Owners", "Invalid SORT parameter: Cannot sort by Story.Owners"),
                Arguments.of("Member", "sort", "Password", "Invalid SORT parameter: Cannot sort by Member.Password"),
                Arguments.of("Story", "sort", "Foo", "Invalid SORT parameter: Unknown AttributeDefinition: Story.Foo"),
                Arguments.of("Story", "page", "-1", "Invalid PAGE parameter: Unknown token: -1"),
                Arguments.of("Story", "page", "10;20", "Invalid PAGE parameter: Unknown token: 10;20"),
                Arguments.of("Story", "findin", "Name", "Invalid FINDIN parameter: no FIND parameter"),
                Arguments.of("Story", "with", "X=1", "Invalid WITH parameter: Unknown token: X=1"),
                Arguments.of("Story", "deleted", "maybe", "Invalid value: maybe"),
                Arguments.of("Story", "filter", "Name='x'", "Unknown parameter: filter"));
    }

    @ParameterizedTest
    @MethodSource({"refusedSelections", "refusedFilters", "refusedOthers"})
    void refuses(String type, String parameter, String value, String message) throws Exception {
        HttpResponse<String> response = http.data(type, parameter, value);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.message(response)).isEqualTo(message);
    }

    static Stream<Arguments> refusedQueries() {
        return Stream.of(
                Arguments.of("{\"from\":\"Animal\"}", "Unknown AssetType: Animal"),
                Arguments.of(
                        "{\"from\":\"Scope\",\"select\":[\"MuddleBubble\"]}",
                        "Unknown AttributeDefinition: Scope.MuddleBubble"),
                Arguments.of("{\"from\":\"Scope\",\"whereWOLF\":{}}", "Invalid key at node(s): root->whereWOLF"),
                Arguments.of(
                        "{\"from\":\"Scope\",\"where\":{\"ID\":[\"Scope:0\"]}}",
                        "Key \"ID\" must have corresponding scalar value\r\nParameter name: ID"),
                Arguments.of(
                        "{\"from\":\"Scope\",\"where\":{\"MuddleBubble\":\"BubbleMuddle\"}}",
                        "Invalid QueryFilter2 token MuddleBubble='BubbleMuddle': Unknown AttributeDefinition: Scope.MuddleBubble"),
                Arguments.of("{\"from\":\"Scope\",\"filter\":[\"Name=x\"]}", "Invalid QueryFilter2 token Name=x"),
                Arguments.of(
                        "{\"from\":\"Scope\",\"select\":[{\"from\":\"Children\",\"page\":{\"size\":1}}]}",
                        "Invalid key at node(s): root->select->page"),
                Arguments.of(
                        "{\"from\":\"Scope\",\"page\":{\"size\":\"x\"}}", "Invalid PAGE parameter: Unknown token: x"),
                Arguments.of("{\"from\":\"Scope\",\"with\":{\"x\":\"1\"}}", "Invalid key at node(s): root->with->x"));
    }

    @ParameterizedTest
    @MethodSource("refusedQueries")
    void refusesQueries(String body, String message) throws Exception {
        HttpResponse<String> response = http.query(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.message(response)).isEqualTo(message);
    }

    @Test
    void refusesABatchAsAWhole() throws Exception {
        assertThat(http.query("[{\"from\":\"Scope\"},{\"from\":\"Animal\"}]").statusCode())
                .isEqualTo(400);
        assertThat(http.query("not json").statusCode()).isEqualTo(400);
    }

    @Test
    void errorsInXmlTellTheReasonLast() throws Exception {
        HttpResponse<String> response = http.xml("/rest-1.v1/Data/Defect?sel=Category");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
        String expected = """
                <?xml version="1.0" encoding="UTF-8"?>

                <Error href="/VersionOne/rest-1.v1/Data/Defect">
                	<Message>Invalid SEL parameter</Message>
                	<Exception class="VersionOne.DataException">
                		<Message>Unknown AttributeDefinition: Defect.Category</Message>
                	</Exception>
                </Error>""";
        assertThat(response.body()).isEqualTo(expected.replace("\n", "\r\n"));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        for (String path : new String[] {
            "/rest-1.v1/Data/Animal",
            "/rest-1.v1/Data/Story/999999",
            "/rest-1.v1/Data/Story/x",
            "/rest-1.v1/Data",
            "/rest-1.v1/Data/Defect/20",
            "/meta.v1/Animal",
            "/meta.v1/Story/Foo",
            "/nothing.v1"
        }) {
            assertThat(http.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(Http.message(http.get("/rest-1.v1/Data/Story/999999"))).isEqualTo("Not found: Story:999999");
    }

    @Test
    void onlyTheMethodsOfAnEndpointAreAllowed() throws Exception {
        assertThat(http.send(http.request("/rest-1.v1/Data/Story/1005").DELETE())
                        .statusCode())
                .isEqualTo(405);
        assertThat(http.send(http.request("/rest-1.v1/Data/Story").PUT(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(http.send(http.request("/meta.v1/").POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(http.get("/query.v1").statusCode()).isEqualTo(405);
    }

    @Test
    void longQueryStringsAreNotFoundAsOnIis() throws Exception {
        HttpResponse<String> response = http.data("Story", "where", "Name='" + "x".repeat(2048) + "'");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
    }

    @Test
    void dataWantsCredentialsAndMetadataDoesNot() throws Exception {
        HttpResponse<String> response = http.send(http.anonymous("/rest-1.v1/Data/Member"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"VersionOne\"");
        assertThat(response.body()).isEmpty();
        assertThat(http.send(http.anonymous("/query.v1").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(http.send(http.anonymous("/meta.v1/Story")).statusCode()).isEqualTo(200);
        assertThat(http.send(http.anonymous("/loc.v1/?Scope")).body()).isEqualTo("Project");
        assertThat(http.send(http.request("/rest-1.v1/Data/Member").setHeader("Authorization", "Bearer nonsense"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTicketCookieReplacesCredentials() throws Exception {
        HttpResponse<String> first = http.get("/rest-1.v1/Data/Member/20");
        String cookie = first.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith(".V1.Ticket."))
                .map(value -> value.split(";")[0])
                .findFirst()
                .orElseThrow();
        assertThat(http.send(http.anonymous("/rest-1.v1/Data/Member/20").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onPremiseTokensWorkOnOauthPathsOnly() throws Exception {
        VersionOneQuirks quirks =
                VersionOneQuirks.standard().withOauthOnly(true).withChallenge(VersionOneQuirks.Challenge.NTLM);
        try (DemoServer other = DemoServer.start(DemoOptions.standard().withQuirks(quirks))) {
            Http there = new Http(other);
            String token = "Bearer " + DemoServer.ACCESS_TOKEN;
            HttpResponse<String> plain =
                    there.send(there.anonymous("/rest-1.v1/Data/Member").header("Authorization", token));
            assertThat(plain.statusCode()).isEqualTo(401);
            assertThat(plain.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate", "NTLM");
            assertThat(there.send(there.anonymous("/rest-1.oauth.v1/Data/Member")
                                    .header("Authorization", token))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aMemberWithFewerRightsSeesFewerAssets() throws Exception {
        String logIn = DemoServer.RESTRICTED_USER + ":" + DemoServer.RESTRICTED_PASSWORD;
        String header = "Basic " + Base64.getEncoder().encodeToString(logIn.getBytes(StandardCharsets.UTF_8));
        List<String> all = http.keys("Story");
        HttpResponse<String> seen =
                http.send(http.request("/rest-1.v1/Data/Story?sel=Scope").setHeader("Authorization", header));
        List<String> keys = Http.json(seen).findValuesAsText("id");
        assertThat(keys).isNotEmpty().hasSizeLessThan(all.size()).isSubsetOf(all);
        String hidden =
                all.stream().filter(key -> !keys.contains(key)).findFirst().orElseThrow();
        String path = "/rest-1.v1/Data/" + hidden.replace(':', '/');
        assertThat(http.get(path).statusCode()).isEqualTo(200);
        assertThat(http.send(http.request(path).setHeader("Authorization", header))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> scopes =
                http.send(http.request("/rest-1.v1/Data/Scope?sel=").setHeader("Authorization", header));
        assertThat(Http.json(scopes).findValuesAsText("id"))
                .containsAll(Http.json(seen).findValuesAsText("idref"))
                .hasSizeLessThan(http.keys("Scope").size());
    }
}
