package io.trackersql.demo.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.RallyStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attachments as section 7 of the protocol's description has them. */
class AttachmentTest {
    private static final byte[] BYTES = {0, 1, (byte) 0xFF, 'a', 10};

    private static DemoServer server;
    private static RallyStore store;
    private static Http http;

    @BeforeAll
    static void start() {
        server = DemoServer.start(
                DemoOptions.standard().withRallyQuirks(RallyQuirks.standard().withAttachmentBytesMax(1_000)));
        store = server.rallyStore();
        http = new Http(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static long content(byte[] bytes) throws IOException, InterruptedException {
        String text = Base64.getEncoder().encodeToString(bytes);
        return http.written(
                "POST",
                "attachmentcontent/create",
                "{'AttachmentContent': {'Content': '" + text + "'}}",
                "fetch",
                "ObjectID");
    }

    private static String attachment(long content, String size) {
        long defect = store.keys("Defect").get(0);
        return "{'Attachment': {'Name': 'a b.bin', 'ContentType': 'application/x-demo', 'Content': '/attachmentcontent/"
                + content + "', 'Artifact': '/defect/" + defect + "'" + size + "}}";
    }

    @Test
    void storesContentAndGivesItBackEncodedAndRaw() throws IOException, InterruptedException {
        long content = content(BYTES);
        long made = http.written("POST", "attachment/create", attachment(content, ", 'Size': 5"));
        assertThat(store.value(made, "Size")).isEqualTo(5L);
        String encoded = Http.json(http.get("attachmentcontent/" + content))
                .path("AttachmentContent")
                .path("Content")
                .asText();
        assertThat(Base64.getDecoder().decode(encoded)).isEqualTo(BYTES);
        HttpResponse<InputStream> raw = http.stream(http.request("/attachment/" + made + "/a%20b.bin"));
        assertThat(raw.body().readAllBytes()).isEqualTo(BYTES);
        assertThat(raw.headers().firstValue("Content-Type")).contains("application/x-demo");
        http.write("DELETE", "attachmentcontent/" + content, "");
        http.write("DELETE", "attachment/" + made, "");
        assertThat(store.find(made)).isEmpty();
        assertThat(http.stream(http.request("/attachment/" + made + "/a%20b.bin"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void checksTheSize() throws IOException, InterruptedException {
        long content = content(BYTES);
        assertThat(http.refused("POST", "attachment/create", attachment(content, ", 'Size': 4")))
                .containsExactly("Validation error: Attachment.Size is not the length of the content, but 4");
        long made = http.written("POST", "attachment/create", attachment(content, ""));
        assertThat(store.value(made, "Size")).isEqualTo(5L);
    }

    @Test
    void takesFilesUpToALimit() throws IOException, InterruptedException {
        assertThat(RallyQuirks.standard().attachmentBytesMax()).isEqualTo(50_000_000);
        byte[] most = new byte[1_000];
        assertThat(store.value(content(most), "Content")).isEqualTo(most);
        String text = Base64.getEncoder().encodeToString(new byte[1_001]);
        assertThat(http.refused(
                        "POST", "attachmentcontent/create", "{'AttachmentContent': {'Content': '" + text + "'}}"))
                .containsExactly("Validation error: AttachmentContent.Content exceeds the maximum size of 1000 bytes");
    }
}
