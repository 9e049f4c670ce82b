package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.versionone.DB.DateTime;
import com.versionone.Oid;
import com.versionone.apiclient.Asset;
import com.versionone.apiclient.Query;
import com.versionone.apiclient.Rank;
import com.versionone.apiclient.Services;
import com.versionone.apiclient.V1Connector;
import com.versionone.apiclient.exceptions.V1Exception;
import com.versionone.apiclient.interfaces.IAttributeDefinition;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.DemoStore;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's own Java SDK changes the demo server's assets, and reads back what it wrote. */
class SdkWriteTest {
    private static DemoServer server;

    private final Services services;

    SdkWriteTest() throws V1Exception, MalformedURLException {
        services = new Services(V1Connector.withInstanceUrl(server.versionOneUri() + "/")
                .withUserAgentHeader("SdkTest", "1.0")
                .withUsernameAndPassword(DemoServer.USER, DemoServer.PASSWORD)
                .build());
    }

    @BeforeAll
    static void start() {
        // This version of the SDK always wants a total.
        VersionOneQuirks quirks = VersionOneQuirks.standard().withTotal(VersionOneQuirks.TotalMode.ALWAYS);
        server = DemoServer.start(DemoOptions.standard().withQuirks(quirks));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DemoStore store() {
        return server.store();
    }

    private Oid oid(String token) throws V1Exception {
        return services.getOid(token);
    }

    private IAttributeDefinition attribute(String token) {
        return services.getAttributeDefinition(token);
    }

    private static String key(Asset asset) throws V1Exception {
        return asset.getOid().getMomentless().getToken();
    }

    /** Makes a story, with a template of the server's. */
    private Asset story(String name) throws V1Exception {
        Asset story = services.createNew(services.getAssetType("Story"), oid("Scope:0"));
        story.setAttributeValue(attribute("Story.Name"), name);
        services.save(story);
        return story;
    }

    private Asset read(Asset asset, String... tokens) throws V1Exception {
        Query query = new Query(asset.getOid().getMomentless());
        for (String token : tokens) {
            query.getSelection().add(attribute(token));
        }
        return services.retrieve(query).getAssets()[0];
    }

    private Oid operate(Asset asset, String operation) throws V1Exception {
        return services.executeOperation(
                services.getOperation(operation), asset.getOid().getMomentless());
    }

    @Test
    void createsInAContext() throws V1Exception {
        Asset story = story("From a template");
        assertThat(story.getOid().hasMoment()).isTrue();
        Asset saved = read(story, "Story.Name", "Story.Scope");
        assertThat(saved.getAttribute(attribute("Story.Name")).getValue()).isEqualTo("From a template");
        assertThat(saved.getAttribute(attribute("Story.Scope")).getValue()).isEqualTo(oid("Scope:0"));
        assertThat(store().value(key(story), "Number")).asString().startsWith("B-");
    }

    @Test
    void createsWithoutAContext() throws V1Exception {
        Asset scope = new Asset(services.getAssetType("Scope"));
        scope.setAttributeValue(attribute("Scope.Name"), "SDK <&> \"quotes\"");
        scope.setAttributeValue(attribute("Scope.Parent"), oid("Scope:0"));
        Date begin = Date.from(LocalDate.parse("2025-03-01")
                .atStartOfDay(ZoneId.systemDefault())
                .toInstant());
        scope.setAttributeValue(attribute("Scope.BeginDate"), new DateTime(begin));
        services.save(scope);
        assertThat(store().value(key(scope), "Name")).isEqualTo("SDK <&> \"quotes\"");
        assertThat(store().value(key(scope), "BeginDate")).isEqualTo(LocalDate.parse("2025-03-01"));
    }

    @Test
    void changesNumbersTextsAndTruths() throws V1Exception {
        Asset story = story("Values");
        story.setAttributeValue(attribute("Story.Estimate"), 2.5);
        story.setAttributeValue(attribute("Story.Description"), "<p>long</p>");
        story.setAttributeValue(attribute("Story.Custom_Ready"), true);
        services.save(story);
        assertThat(store().value(key(story), "Estimate")).isEqualTo(new BigDecimal("2.5"));
        assertThat(store().value(key(story), "Description")).isEqualTo("<p>long</p>");
        assertThat(store().value(key(story), "Custom_Ready")).isEqualTo(true);
        story.setAttributeValue(attribute("Story.Description"), null);
        services.save(story);
        assertThat(store().value(key(story), "Description")).isNull();
    }

    @Test
    void changesAndClearsARelation() throws V1Exception {
        Asset story = story("Relation");
        story.setAttributeValue(attribute("Story.Status"), oid("StoryStatus:133"));
        services.save(story);
        assertThat(store().value(key(story), "Status")).isEqualTo("StoryStatus:133");
        story.setAttributeValue(attribute("Story.Status"), Oid.Null);
        services.save(story);
        assertThat(store().value(key(story), "Status")).isNull();
    }

    @Test
    void addsAndRemovesRelatedAssets() throws V1Exception {
        Asset story = story("Owners");
        String other = store().keys("Member").get(3);
        story.addAttributeValue(attribute("Story.Owners"), oid("Member:20"));
        services.save(story);
        assertThat(store().value(key(story), "Owners")).isEqualTo(List.of("Member:20"));
        story.removeAttributeValue(attribute("Story.Owners"), oid("Member:20"));
        story.addAttributeValue(attribute("Story.Owners"), oid(other));
        services.save(story);
        assertThat(store().value(key(story), "Owners")).isEqualTo(List.of(other));
    }

    @Test
    void savesWithAComment() throws V1Exception {
        Asset story = story("Before");
        story.setAttributeValue(attribute("Story.Name"), "After");
        services.save(story, "Bill's reason");
        assertThat(store().value(key(story), "ChangeComment")).isEqualTo("Bill's reason");
        Query query = new Query(story.getOid().getMomentless(), true);
        query.getSelection().add(attribute("Story.Name"));
        assertThat(services.retrieve(query).getAssets()).hasSize(2);
    }

    @Test
    void movesARank() throws V1Exception {
        Asset story = story("Rank");
        long rank = (Long) store().value(key(story), "Order");
        Asset last = story("Last");
        story.setAttributeValue(attribute("Story.Order"), new Rank(store().value(key(last), "Order")).after());
        services.save(story);
        assertThat((Long) store().value(key(story), "Order")).isGreaterThan(rank + 1);
    }

    @Test
    void savesSeveralAssets() throws V1Exception {
        Asset one = story("One");
        Asset two = story("Two");
        one.setAttributeValue(attribute("Story.Reference"), "1");
        two.setAttributeValue(attribute("Story.Reference"), "2");
        services.save(new Asset[] {one, two});
        assertThat(store().value(key(one), "Reference")).isEqualTo("1");
        assertThat(store().value(key(two), "Reference")).isEqualTo("2");
    }

    @Test
    void executesOperations() throws V1Exception {
        Asset story = story("Operations");
        assertThat(operate(story, "Story.Inactivate").getMomentless())
                .isEqualTo(story.getOid().getMomentless());
        assertThat(store().value(key(story), "IsClosed")).isEqualTo(true);
        operate(story, "Story.Reactivate");
        operate(story, "Story.QuickSignup");
        assertThat(store().value(key(story), "Owners")).isEqualTo(List.of("Member:20"));
        Oid copy = operate(story, "Story.Copy");
        assertThat(copy.getMomentless()).isNotEqualTo(story.getOid().getMomentless());
        assertThat(store().value(copy.getMomentless().getToken(), "Name")).isEqualTo("Operations");
        operate(story, "Story.Delete");
        assertThat(store().keys("Story")).doesNotContain(key(story));
        operate(story, "Story.Undelete");
        assertThat(store().keys("Story")).contains(key(story));
    }

    @Test
    void anOperationThatIsNotAllowedIsAnError() throws V1Exception {
        Asset story = story("Closed");
        operate(story, "Story.QuickClose");
        assertThatThrownBy(() -> operate(story, "Story.Delete")).isInstanceOf(Exception.class);
        assertThat(store().keys("Story")).contains(key(story));
    }

    @Test
    void aMissingNameIsAnError() throws V1Exception {
        int before = store().keys("Story").size();
        Asset story = services.createNew(services.getAssetType("Story"), oid("Scope:0"));
        assertThatThrownBy(() -> services.save(story)).isInstanceOf(Exception.class);
        assertThat(store().keys("Story")).hasSize(before);
    }

    @Test
    void savesAndReadsAnAttachment(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "größe and more");
        Asset story = story("With a file");
        Oid attachment = services.saveAttachment(file.toString(), story, "Notes");
        assertThat(store().value(attachment.getMomentless().getToken(), "Filename"))
                .asString()
                .endsWith("notes.txt");
        assertThat(services.getAttachment(attachment.getMomentless()).readAllBytes())
                .isEqualTo("größe and more".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void savesAnImageOfAText(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("dot.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
        Asset story = story("With an image");
        Oid image = services.saveEmbeddedImage(file.toString(), story);
        assertThat(store().value(image.getMomentless().getToken(), "Content"))
                .isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
    }
}
