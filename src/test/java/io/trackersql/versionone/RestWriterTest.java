package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.WriteOptions;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes through rest-1.v1, since only that can say it or since api/asset is missing. */
class RestWriterTest extends WriterFixture {
    @Test
    void aLaterRequestKnowsTheKeysOfTheFirst() {
        server.thenJson(answer("\"Story:2001\"", "", "", "", "")).thenJson(answer("\"Story:2002\"", "", "", "", ""));
        writer.write(
                List.of(
                        create("Story", "Story:@1", set("Story", "Name", "a")),
                        create("Story", "Story:@2", set("Story", "Name", "b"), set("Story", "SplitFrom", "Story:@1"))),
                new WriteOptions(DataScope.ALL, Optional.empty(), Optional.empty(), 1, false),
                scope);
        assertThat(body(1)).contains("\"SplitFrom\":\"Story:2001\"");
    }

    @Test
    void aCommentGoesWithEachAssetThroughRest() {
        xml(
                200,
                "<Asset href=\"/I/rest-1.v1/Data/Story/2001/9\" id=\"Story:2001:9\"><Attribute name=\"Name\">a</Attribute></Asset>");
        xml(200, "<Asset href=\"x\" id=\"Story:7:10\"/>");
        xml(200, "<Asset href=\"x\" id=\"Story:7:11\"/>");
        List<WriteOutcome> outcomes = writer.write(
                List.of(
                        create(
                                "Story",
                                "Story:@1",
                                set("Story", "Name", "<a> & \"b\""),
                                set("Story", "Scope", "Scope:0")),
                        update(
                                "Story",
                                "Story:7",
                                set("Story", "SplitFrom", "Story:@1"),
                                set("Story", "Super", null),
                                new Change.Members(
                                        column("Story", "Owners"),
                                        List.of("Member:20"),
                                        List.of("Member:21"),
                                        Optional.empty()),
                                new Change.Members(
                                        column("Story", "TaggedWith"), List.of("x"), List.of(), Optional.empty())),
                        delete("Story", "Story:7")),
                COMMENTED,
                scope);
        assertThat(outcomes)
                .containsExactly(
                        new WriteOutcome.Applied("Story:2001", Optional.empty()),
                        new WriteOutcome.Applied("Story:7", Optional.empty()),
                        new WriteOutcome.Applied("Story:7", Optional.empty()));
        assertThat(server.requests().get(0))
                .startsWith("POST /Instance/rest-1.v1/Data/Story?comment=so%20%26%20so ")
                .contains("Content-Type: text/xml; charset=utf-8");
        assertThat(body(0))
                .isEqualTo("<Asset><Attribute name=\"Name\" act=\"set\">&lt;a&gt; &amp; &quot;b&quot;</Attribute>"
                        + "<Relation name=\"Scope\" act=\"set\"><Asset idref=\"Scope:0\"/></Relation></Asset>");
        assertThat(body(1))
                .isEqualTo("<Asset><Relation name=\"SplitFrom\" act=\"set\"><Asset idref=\"Story:2001\"/></Relation>"
                        + "<Relation name=\"Super\" act=\"set\"></Relation>"
                        + "<Relation name=\"Owners\"><Asset idref=\"Member:20\" act=\"add\"/><Asset idref=\"Member:21\" act=\"remove\"/></Relation>"
                        + "<Attribute name=\"TaggedWith\"><Value act=\"add\">x</Value></Attribute></Asset>");
        assertThat(server.requests().get(2))
                .startsWith("POST /Instance/rest-1.v1/Data/Story/7?op=Delete&comment=so%20%26%20so ");
    }

    @Test
    void clearingGoesThroughRest() {
        assertThat(writer.render(List.of(update("Story", "Story:7", set("Story", "Estimate", null))), USUAL))
                .containsExactly(NativeRequest.post(
                        "rest-1.v1/Data/Story/7",
                        "<Asset><Attribute name=\"Estimate\" act=\"set\"></Attribute></Asset>"));
    }

    @Test
    void learnsOnceThatAServerHasNoApiAsset() {
        server.then(404, "text/html", "", "<html>404</html>".getBytes(StandardCharsets.UTF_8));
        xml(200, "<Asset id=\"Story:1:5\"/>");
        xml(200, "<Asset id=\"Story:2:6\"/>");
        List<WriteOutcome> outcomes = writer.write(
                List.of(
                        update("Story", "Story:1", set("Story", "Name", "a")),
                        update("Story", "Story:2", set("Story", "Name", "b"))),
                USUAL,
                scope);
        assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(WriteOutcome.Applied.class));
        assertThat(server.requests()).hasSize(3);
        assertThat(writer.render(List.of(delete("Story", "Story:1")), USUAL))
                .containsExactly(NativeRequest.post("rest-1.v1/Data/Story/1?op=Delete", ""));
    }

    @Test
    void aRefusalOfRestIsToldInTheTrackersWords() {
        xml(
                400,
                "<Error href=\"x\"><Message>Violation</Message><Exception class=\"y\"><Message>Violation'Required'Story.Name"
                        + "</Message></Exception></Error>");
        WriteOutcome outcome = writer.write(
                        List.of(update("Story", "Story:7", set("Story", "Super", null))), USUAL, scope)
                .get(0);
        assertThat(failure(outcome).failure()).isEqualTo(Failure.NOT_NULL);
        assertThat(failure(outcome))
                .hasMessageContaining("Violation'Required'Story.Name")
                .hasMessageContaining("column Name");
        xml(404, "<Error><Message>Not found: Story:7</Message></Error>");
        WriteOutcome gone = writer.write(List.of(update("Story", "Story:7", set("Story", "Super", null))), USUAL, scope)
                .get(0);
        assertThat(failure(gone).failure()).isEqualTo(Failure.NO_ASSET);
    }

    @Test
    void anOperationAnswersWithTheAssetThatItMade() {
        xml(200, "<Asset href=\"x\" id=\"Story:2009:77\"/>");
        assertThat(writer.write(List.of(operate("Story", "Story:7", "Copy")), USUAL, scope))
                .containsExactly(new WriteOutcome.Applied("Story:2009", Optional.empty()));
        assertThat(server.requests().get(0)).startsWith("POST /Instance/rest-1.v1/Data/Story/7?op=Copy ");
    }

    @Test
    void readsATemplate() {
        xml(
                200,
                "<Asset href=\"/VersionOne/rest-1.v1/New/Story\"><Relation name=\"Scope\" act=\"set\">"
                        + "<Asset href=\"/VersionOne/rest-1.v1/Data/Scope/1000\" idref=\"Scope:1000\"/></Relation>"
                        + "<Attribute name=\"Name\" act=\"set\">Ask &amp; do</Attribute><Attribute name=\"Estimate\" act=\"set\">1.5</Attribute>"
                        + "<Relation name=\"Owners\"><Asset idref=\"Member:21\" act=\"add\"/><Asset idref=\"Member:20\" act=\"add\"/>"
                        + "</Relation></Asset>");
        assertThat(writer.fetchTemplate(WriteMetadata.table("Story"), "Epic:1005", scope))
                .containsEntry(column("Story", "Scope"), "Scope:1000")
                .containsEntry(column("Story", "Name"), "Ask & do")
                .containsEntry(column("Story", "Estimate"), 1.5)
                .containsEntry(column("Story", "Owners"), "Member:20, Member:21")
                .hasSize(4);
        assertThat(server.requests().get(0)).startsWith("GET /Instance/rest-1.v1/New/Story?ctx=Epic:1005 ");
    }

    @Test
    void theContentOfAFileFollowsItsCreation() {
        xml(200, "<Asset id=\"Attachment:3001:8\"/>");
        server.then(200, "image/png", "", new byte[0]);
        byte[] content = "PNG".getBytes(StandardCharsets.UTF_8);
        Mutation file = create(
                "Attachment",
                "Attachment:@1",
                set("Attachment", "Name", "a"),
                set("Attachment", "Filename", "a.png"),
                set("Attachment", "ContentType", "image/png"),
                set("Attachment", "Content", content),
                set("Attachment", "Asset", "Story:7"));
        writer.check(file, USUAL);
        assertThat(writer.write(List.of(file), USUAL, scope))
                .containsExactly(new WriteOutcome.Applied("Attachment:3001", Optional.empty()));
        assertThat(body(0)).contains("<Attribute name=\"Content\" act=\"set\"></Attribute>");
        assertThat(server.requests().get(1))
                .startsWith("POST /Instance/attachment.img/3001 ")
                .contains("Content-Type: image/png\r\n")
                .endsWith("\r\n\r\nPNG");
        assertThat(scope.log().entries().get(1).request().toString()).endsWith("(3 bytes of image/png)");
    }

    @Test
    void aFileThatWasMadeWithoutItsContentIsTold() {
        xml(200, "<Asset id=\"Attachment:3001:8\"/>");
        xml(400, "<Error><Message>Too large</Message></Error>");
        Mutation file = create(
                "Attachment", "Attachment:@1", set("Attachment", "Name", "a"), set("Attachment", "Content", new byte[] {
                    1
                }));
        WriteOutcome outcome = writer.write(List.of(file), USUAL, scope).get(0);
        assertThat(outcome.made().orElseThrow().key()).isEqualTo("Attachment:3001");
        assertThat(((WriteOutcome.Partly) outcome).failure())
                .hasMessageContaining("was made as Attachment:3001, but its content")
                .hasMessageContaining("Too large");
    }

    @Test
    void theContentOfAFileIsReadWhenItIsSelected() {
        NativeQuery query = new NativeQuery(
                WriteMetadata.table("Attachment"),
                DataScope.ALL,
                List.of(column("Attachment", "Name"), column("Attachment", "Content")),
                Optional.empty(),
                List.of(),
                List.of());
        assertThat(backend.rowsPerFurtherRequest(query)).isEqualTo(1);
        server.thenJson(
                "{\"_type\":\"Assets\",\"pageStart\":0,\"Assets\":[{\"id\":\"Attachment:3001\",\"Attributes\":{"
                        + "\"Name\":{\"value\":\"a\"}}},{\"id\":\"Attachment:3002\",\"Attributes\":{\"Name\":{\"value\":\"b\"}}}]}");
        server.then(200, "text/html", "", "<html>".getBytes(StandardCharsets.UTF_8));
        server.then(404, "text/html", "", "<html>404</html>".getBytes(StandardCharsets.UTF_8));
        try (Page page = backend.fetchPage(query, new PageWindow(0, 10, false), scope)) {
            assertThat(page.next()).containsExactly("a", "<html>".getBytes(StandardCharsets.UTF_8));
            assertThat(page.next()).containsExactly("b", null);
            assertThat(page.next()).isNull();
        }
        assertThat(server.requests().get(0)).startsWith("GET /Instance/rest-1.v1/Data/Attachment?sel=Name&sort=ID&");
        assertThat(server.requests().get(1)).startsWith("GET /Instance/attachment.img/3001 ");
    }
}
