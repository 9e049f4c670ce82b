package io.trackersql.connect;

import io.trackersql.backend.Backend;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.http.Credentials;
import io.trackersql.http.ProxyServer;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.http.TrustStore;
import io.trackersql.model.Failure;
import io.trackersql.versionone.VersionOneBackend;
import io.trackersql.versionone.VersionOneConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The one place that knows which tracker products there are. */
final class Products {
    private static final String VERSIONONE = "versionone";
    private static final String DEMO = "demo";
    private static final int PROXY_PORT = 8080;

    private Products() {}

    /** The usual name of the schema of a configuration's tracker. */
    static String schema(ConnectionConfig config) {
        return config.product().equals(DEMO) ? VERSIONONE : config.product();
    }

    /** The tracker that a configuration names; sends no request. */
    static Backend backend(ConnectionConfig config) {
        return switch (config.product()) {
            case VERSIONONE -> versionOne(config, address(config), credentials(config));
            case DEMO -> demo(config);
            default ->
                throw Failure.BAD_URL.with("There is no tracker '" + config.product() + "'. The URL begins with "
                        + ConnectionConfig.PREFIX + "versionone:, " + ConnectionConfig.PREFIX + "demo: or "
                        + ConnectionConfig.PREFIX + "model:.");
        };
    }

    private static Backend versionOne(ConnectionConfig config, URI address, Credentials credentials) {
        VersionOneConfig.Paths paths =
                switch (config.value(ConnectionProperty.OAUTH_PATHS)) {
                    case "on" -> VersionOneConfig.Paths.OAUTH;
                    case "off" -> VersionOneConfig.Paths.STANDARD;
                    default -> VersionOneConfig.Paths.DETECT;
                };
        return new VersionOneBackend(
                new Transport(transport(VERSIONONE, config, address, credentials)), new VersionOneConfig(paths));
    }

    /** The embedded demo has known credentials; others may be given to see them refused. */
    private static Backend demo(ConnectionConfig config) {
        if (!config.address().isEmpty()) {
            throw Failure.BAD_URL.with(
                    "The URL of the demo is " + ConnectionConfig.PREFIX + "demo: and nothing behind it.");
        }
        boolean given = config.given(ConnectionProperty.USER).isPresent()
                || config.given(ConnectionProperty.TOKEN).isPresent();
        Credentials credentials =
                given ? credentials(config) : new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);
        return versionOne(config, Demo.SERVER.versionOneUri(), credentials);
    }

    /** Started when the first connection asks for it; its threads are daemons, so it ends with the process. */
    private static final class Demo {
        static final DemoServer SERVER = DemoServer.start(DemoOptions.standard());
    }

    private static URI address(ConnectionConfig config) {
        try {
            return TransportConfig.checked(URI.create(config.address()));
        } catch (IllegalArgumentException e) {
            throw Failure.BAD_URL.with(
                    "'" + config.address() + "' is not an address such as https://host/instance.", e);
        }
    }

    private static TransportConfig transport(
            String product, ConnectionConfig config, URI address, Credentials credentials) {
        return new TransportConfig(
                product,
                address,
                credentials,
                config.given(ConnectionProperty.PROXY).map(Products::proxy),
                config.given(ConnectionProperty.TRUST_STORE)
                        .map(file ->
                                new TrustStore(Path.of(file), config.given(ConnectionProperty.TRUST_STORE_PASSWORD))),
                ConnectionProperty.CONNECT_TIMEOUT.seconds(config),
                ConnectionProperty.REQUEST_TIMEOUT.seconds(config),
                Math.toIntExact(ConnectionProperty.MAX_IN_FLIGHT.number(config)),
                "TrackerSQL/" + DriverVersion.VERSION,
                Map.of());
    }

    private static Credentials credentials(ConnectionConfig config) {
        Optional<String> token = config.given(ConnectionProperty.TOKEN);
        Optional<String> user = config.given(ConnectionProperty.USER);
        if (token.isPresent()) {
            return new Credentials.Bearer(token.get());
        }
        if (user.isEmpty()) {
            throw Failure.AUTHENTICATION.with(
                    "No credentials were given. Set the property token, or user and password.");
        }
        return new Credentials.Basic(user.get(), config.value(ConnectionProperty.PASSWORD));
    }

    private static ProxyServer proxy(String value) {
        URI uri;
        try {
            uri = URI.create(value.contains("://") ? value : "http://" + value);
        } catch (IllegalArgumentException e) {
            throw badProxy();
        }
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
            throw badProxy();
        }
        String[] login =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        return new ProxyServer(
                uri.getHost(),
                uri.getPort() < 0 ? PROXY_PORT : uri.getPort(),
                login.length > 0 ? Optional.of(login[0]) : Optional.empty(),
                login.length > 1 ? Optional.of(login[1]) : Optional.empty());
    }

    /** Says nothing of what was found, which may hold a password. */
    private static RuntimeException badProxy() {
        return Failure.BAD_PROPERTY.with("Property proxy must have the form http://user:password@host:port,"
                + " with % escapes for special characters in the password.");
    }
}
