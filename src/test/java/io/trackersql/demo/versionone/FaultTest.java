package io.trackersql.demo.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Exchange;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultGate;
import io.trackersql.demo.FaultPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults strike the exchanges they are ordered for, and the ledger tells what was asked and sent. */
@Timeout(30)
class FaultTest {
    private static final String STORIES = "/rest-1.v1/Data/Story?sel=Name";

    private final DemoServer server = DemoServer.start(DemoOptions.standard());
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theLedgerHoldsEachRequestWithWhatWasSent() throws Exception {
        HttpResponse<String> response = http.send(http.request(STORIES + "&page=5")
                .header("User-Agent", "tests/1")
                .header("Cookie", "a=b"));
        Exchange exchange = server.ledger().exchanges().get(0);
        assertThat(exchange.method()).isEqualTo("GET");
        assertThat(exchange.target()).isEqualTo("/VersionOne" + STORIES + "&page=5");
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.rowsSent()).isEqualTo(5);
        assertThat(exchange.bytesSent()).isEqualTo(response.body().getBytes(StandardCharsets.UTF_8).length);
        assertThat(exchange.authorization()).isEqualTo("Basic");
        assertThat(exchange.headers()).containsEntry("User-Agent", "tests/1").containsEntry("Cookie", "present");
        http.query("{\"from\":\"Scope\"}");
        assertThat(server.ledger().exchanges().get(1).body()).isEqualTo("{\"from\":\"Scope\"}");
        server.ledger().clear();
        assertThat(server.ledger().exchanges()).isEmpty();
    }

    @Test
    void onlyTheOrderedExchangeIsStruck() throws Exception {
        server.faults(FaultPlan.on("/Data/Story", 2, Fault.status(503)).and("/Data/Story", 3, Fault.html()));
        assertThat(http.get("/rest-1.v1/Data/Scope").statusCode()).isEqualTo(200);
        assertThat(http.get(STORIES).statusCode()).isEqualTo(200);
        assertThat(http.get(STORIES).statusCode()).isEqualTo(503);
        assertThat(http.get(STORIES).body()).startsWith("<!DOCTYPE html>");
        assertThat(http.get(STORIES).body()).startsWith("{");
        server.faults(FaultPlan.always("", Fault.status(500)));
        assertThat(http.get("/meta.v1/").statusCode()).isEqualTo(500);
        server.faults(FaultPlan.none());
        assertThat(http.get("/meta.v1/").statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyRequestsTellTheWaitInBodyOrHeader() throws Exception {
        server.faults(FaultPlan.on("Story", 1, Fault.quotaExceeded(50)).and("Story", 2, Fault.retryAfter(429, 1)));
        HttpResponse<String> inBody = http.get(STORIES);
        assertThat(inBody.statusCode()).isEqualTo(429);
        assertThat(inBody.body())
                .isEqualTo(
                        "{\"Message\":\" API request quota exceeded. Maximum of 20 errors per 60 second(s)\",\"RetryAfter\":\"50\"}");
        assertThat(http.get(STORIES).headers().firstValue("Retry-After")).contains("1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 200})
    void aCutBreaksTheConnection(long afterBytes) {
        // Always, since the JDK's client asks again by itself when there was no answer at all.
        server.faults(FaultPlan.always("Story", new Fault.Cut(afterBytes)));
        assertThatThrownBy(() -> http.stream(http.request(STORIES)).body().readAllBytes())
                .isInstanceOf(IOException.class);
        assertThat(server.ledger().exchanges().get(0).bytesSent()).isEqualTo(Math.max(0, afterBytes));
    }

    @Test
    void aRequestIsLostEitherBeforeOrAfterItWasServed() {
        server.faults(FaultPlan.always("Story", new Fault.Unserved()));
        assertThatThrownBy(() -> http.get(STORIES)).isInstanceOf(IOException.class);
        assertThat(server.ledger().exchanges().get(0).rowsSent()).isZero();
        assertThat(server.ledger().exchanges().get(0).status()).isZero();
        server.ledger().clear();
        server.faults(FaultPlan.always("Story", new Fault.Cut(-1)));
        assertThatThrownBy(() -> http.get(STORIES)).isInstanceOf(IOException.class);
        assertThat(server.ledger().exchanges().get(0).status()).isEqualTo(200);
    }

    @Test
    void aProxyAnswersInPlaceOfTheServerThatServedTheRequest() throws Exception {
        Fault.Answer timeout = new Fault.Answer(504, "text/html", "<h1>Gateway Timeout</h1>", Map.of("Via", "proxy"));
        server.faults(FaultPlan.on("GET /VersionOne" + STORIES, 1, new Fault.Replaced(timeout)));
        HttpResponse<String> response = http.get(STORIES + "&page=5");
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).isEqualTo("<h1>Gateway Timeout</h1>");
        assertThat(response.headers().firstValue("Via")).contains("proxy");
        Exchange exchange = server.ledger().exchanges().get(0);
        assertThat(exchange.status()).isEqualTo(504);
        assertThat(exchange.rowsSent()).isEqualTo(5);
    }

    @Test
    void aRuleMayNameTheMethod() throws Exception {
        server.faults(FaultPlan.always("POST ", Fault.status(503)));
        assertThat(http.get(STORIES).statusCode()).isEqualTo(200);
        assertThat(http.query("{\"from\":\"Scope\"}").statusCode()).isEqualTo(503);
    }

    @Test
    void aStalledBodyGoesOnWhenReleased() throws Exception {
        FaultGate gate = new FaultGate();
        server.faults(FaultPlan.on("Story", 1, new Fault.Stall(100, gate)));
        InputStream body = http.stream(http.request(STORIES)).body();
        byte[] start = body.readNBytes(100);
        gate.awaitReached();
        assertThat(server.ledger().exchanges().get(0).bytesSent()).isEqualTo(100);
        gate.release();
        String whole =
                new String(start, StandardCharsets.UTF_8) + new String(body.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(whole).isEqualTo(http.get(STORIES).body());
    }

    @Test
    void aStallBeforeTheHeadersEndsWithThePlan() throws Exception {
        FaultGate gate = new FaultGate();
        server.faults(FaultPlan.on("Story", 1, new Fault.Stall(-1, gate)));
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
            try {
                return http.get(STORIES).statusCode();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        gate.awaitReached();
        assertThat(status).isNotDone();
        server.faults(FaultPlan.none());
        assertThat(status.get()).isEqualTo(200);
    }

    @Test
    void aTrickleSendsAPieceForEachPermit() throws Exception {
        FaultGate gate = new FaultGate();
        server.faults(FaultPlan.on("Story", 1, new Fault.Trickle(10, gate)));
        gate.permit(3);
        InputStream body = http.stream(http.request(STORIES)).body();
        assertThat(body.readNBytes(30)).hasSize(30);
        assertThat(server.ledger().exchanges().get(0).bytesSent()).isEqualTo(30);
        gate.release();
        assertThat(body.readAllBytes()).isNotEmpty();
    }

    @Test
    void bodiesCanBeTruncatedMalformedOrOfTheWrongType() throws Exception {
        server.faults(FaultPlan.on("Story", 1, Fault.truncated(300))
                .and("Story", 2, Fault.malformed())
                .and("Story", 3, Fault.wrongType("Name"))
                .and("query", 1, Fault.wrongType("Name")));
        assertThat(http.get(STORIES).body()).hasSize(300);
        assertThatThrownBy(() -> Http.json(http.get(STORIES))).isInstanceOf(JacksonException.class);
        assertThat(Http.json(http.get(STORIES))
                        .at("/Assets/0/Attributes/Name/value")
                        .isObject())
                .isTrue();
        assertThat(Http.json(http.query("{\"from\":\"Story\",\"select\":[\"Name\"]}"))
                        .at("/0/0/Name")
                        .isObject())
                .isTrue();
    }

    @Test
    void aDuplicatePageRepeatsTheRowsBefore() throws Exception {
        server.faults(FaultPlan.on("page", 2, new Fault.DuplicatePage()));
        List<String> first = http.keys("Story", "page", "10,0");
        assertThat(http.keys("Story", "page", "10,10")).isEqualTo(first);
        assertThat(http.keys("Story", "page", "10,10")).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aRedirectNamesItsTarget() throws Exception {
        server.faults(FaultPlan.on("Story", 1, Fault.redirect(URI.create("http://other.example/VersionOne"))));
        HttpResponse<String> response = http.get(STORIES);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains("http://other.example/VersionOne");
    }

    @Test
    void anAttributeCanVanishWhileTheServerRuns() throws Exception {
        server.faults(
                FaultPlan.on("Story", 2, new Fault.Before(() -> server.store().hide("Story", "Custom_Score"))));
        String tag = http.get("/meta.v1/Task").headers().firstValue("Etag").orElseThrow();
        assertThat(http.data("Story", "sel", "Custom_Score").statusCode()).isEqualTo(200);
        assertThat(http.data("Story", "sel", "Custom_Score").statusCode()).isEqualTo(400);
        assertThat(http.get("/meta.v1/Story").body()).doesNotContain("Custom_Score");
        assertThat(http.get("/meta.v1/Task").headers().firstValue("Etag")).isNotEqualTo(Optional.of(tag));
        server.store().unhideAll();
        assertThat(http.data("Story", "sel", "Custom_Score").statusCode()).isEqualTo(200);
    }
}
