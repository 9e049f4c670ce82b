package io.trackersql.http;

import io.trackersql.model.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A file of certificates (PKCS12 or JKS) to trust instead of Java's own; {@code toString} hides the password. */
public record TrustStore(Path file, Optional<String> password) {
    /** What verifies a server against the file; fails with BAD_PROPERTY if the file cannot be used. */
    X509TrustManager trustManager() {
        try {
            char[] characters = password.map(String::toCharArray).orElse(null);
            KeyStore store = KeyStore.getInstance(file.toFile(), characters);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    return x509;
                }
            }
            throw Failure.INTERNAL.with("This Java has no X.509 trust manager.");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw Failure.BAD_PROPERTY.with(
                    "The trust store " + file + " cannot be read: " + e.getMessage()
                            + ". Check the properties trustStore and trustStorePassword; the file must be PKCS12 or JKS.",
                    e);
        }
    }

    static SSLContext sslContext(X509TrustManager trustManager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw Failure.INTERNAL.with("This Java cannot speak TLS: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public String toString() {
        return "TrustStore[" + file + "]";
    }
}
