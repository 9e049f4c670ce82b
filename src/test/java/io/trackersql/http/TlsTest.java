package io.trackersql.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are verified, by the trust store if one is given. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path store;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        store = folder.resolve("server.p12");
        createCertificate();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "[1]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void createCertificate() throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int status = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private String get(String host, Optional<TrustStore> trustStore) throws IOException {
        URI base = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
        TransportConfig usual = TransportConfig.of("versionone", base, new Credentials.None());
        TransportConfig config = new TransportConfig(
                usual.tracker(),
                base,
                usual.credentials(),
                Optional.empty(),
                trustStore,
                usual.connectTimeout(),
                usual.requestTimeout(),
                1,
                usual.userAgent(),
                Map.of());
        Ask ask = new Ask(
                NativeRequest.get(""), Ask.Format.JSON, true, r -> Failure.REFUSED.with("status " + r.status()));
        try (Transport transport = new Transport(config);
                Answer answer = transport.send(ask, Scopes.open())) {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertUntrusted(String host, Optional<TrustStore> trustStore) {
        TrackerException failure = catchThrowableOfType(TrackerException.class, () -> get(host, trustStore));
        assertThat(failure.failure()).isEqualTo(Failure.CONNECTION_REFUSED);
        assertThat(failure).hasMessageContaining("TLS").hasMessageContaining("trustStore");
    }

    @Test
    void aCertificateThatNobodyKnowsIsRefused() {
        assertUntrusted("localhost", Optional.empty());
    }

    @Test
    void aCertificateInTheTrustStoreIsTrusted() throws IOException {
        assertThat(get("localhost", Optional.of(new TrustStore(store, Optional.of(PASSWORD)))))
                .isEqualTo("[1]");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        assertUntrusted("127.0.0.1", Optional.of(new TrustStore(store, Optional.of(PASSWORD))));
    }
}
