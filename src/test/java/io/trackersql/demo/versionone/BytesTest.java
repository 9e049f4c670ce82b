package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of attachments are written and read under every spelling of the endpoint. */
class BytesTest {
    private static final byte[] BYTES = {0, 1, (byte) 0xFF, '\r', '\n', '\r', '\n', 'x'};
    private static final VersionOneQuirks QUIRKS = VersionOneQuirks.standard();

    private final DemoServer server = DemoServer.start(DemoOptions.standard()
            .withQuirks(QUIRKS.withWriting(QUIRKS.writing().withAttachmentBytesMax(100))));
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    private String attachment() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(http.request("/rest-1.v1/Data/Attachment")
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString("""
                        <Asset><Attribute name="Name" act="set">n</Attribute><Attribute name="Content" act="set"></Attribute>
                        <Attribute name="ContentType" act="set">image/png</Attribute>
                        <Attribute name="Filename" act="set">n.png</Attribute>
                        <Relation name="Asset" act="set"><Asset idref="Scope:0"/></Relation></Asset>""")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Http.json(response).path("id").asText().split(":")[1];
    }

    private int post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return http.send(http.request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)))
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachment.img", "attachment.v1", "attachments.img", "attachment.oauth.img"})
    void rawBytesAreKeptAsTheyAre(String endpoint) throws Exception {
        String id = attachment();
        assertThat(post("/" + endpoint + "/" + id, "text/xml;charset=UTF-8", BYTES))
                .isEqualTo(200);
        HttpResponse<java.io.InputStream> response = http.stream(http.request("/" + endpoint + "/" + id));
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(response.body().readAllBytes()).isEqualTo(BYTES);
        assertThat(server.store().versions("Attachment:" + id)).hasSize(2);
    }

    @Test
    void aFormHasTheBytesInItsFirstPart() throws Exception {
        String id = attachment();
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n.png\"\r\n\r\nsome\r\nbytes\r\n--b--\r\n";
        assertThat(post(
                        "/attachments.img/" + id,
                        "multipart/form-data; boundary=b",
                        form.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(200);
        assertThat(http.get("/attachments.img/" + id).body()).isEqualTo("some\r\nbytes");
        assertThat(post(
                        "/attachments.img/" + id,
                        "multipart/form-data; boundary=c",
                        form.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(400);
    }

    @Test
    void theLimitIsThatOfTheConfiguration() throws Exception {
        String id = attachment();
        assertThat(http.xml("/config.v1/").body()).contains("<Setting key=\"MaximumAttachmentSize\" value=\"100\" />");
        assertThat(post("/attachment.img/" + id, "image/png", new byte[100])).isEqualTo(200);
        assertThat(post("/attachment.img/" + id, "image/png", new byte[101])).isEqualTo(413);
    }

    @Test
    void whatIsNotThereOrNotServedIsRefused() throws Exception {
        assertThat(http.get("/attachment.img/999999").statusCode()).isEqualTo(404);
        assertThat(http.get("/embedded.img/" + attachment()).statusCode()).isEqualTo(404);
        assertThat(http.send(http.request("/attachment.img/" + attachment()).method("DELETE", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        assertThat(http.send(http.anonymous("/attachment.img/1")).statusCode()).isEqualTo(401);
    }
}
