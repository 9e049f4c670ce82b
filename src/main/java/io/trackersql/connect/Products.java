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
import io.trackersql.rally.ConfigurationChain;
import io.trackersql.rally.RallyBackend;
import io.trackersql.rally.RallyConfig;
import io.trackersql.versionone.VersionOneBackend;
import io.trackersql.versionone.VersionOneConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The one place that knows which tracker products there are. */
final class Products {
    private static final String VERSIONONE = "versionone";
    private static final String RALLY = "rally";
    private static final String DEMO = "demo";
    private static final int PROXY_PORT = 8080;
    private static final Credentials DEMO_LOGIN = new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD);

    private Products() {}

    /**
     * One tracker of a connection.
     *
     * @param schema the usual name of its schema
     * @param isLazy whether it is connected to only when its tables are looked at
     */
    record Opening(String schema, Backend backend, boolean isLazy) {}

    /**
     * A configuration with all that its sources say.
     *
     * @param origins for people: what comes from where, if there are sources beside URL and properties
     */
    record Resolved(ConnectionConfig config, List<String> origins) {}

    /** Asks the sources that a product has beside URL and properties; sends no request. */
    static Resolved resolved(ConnectionConfig config, Map<String, String> environment) {
        requireFitting(config);
        if (schemas(config).contains(RALLY)) {
            requireInFlight(config);
        }
        boolean isChain = config.product().equals(RALLY)
                && (config.address().isEmpty()
                        || config.given(ConnectionProperty.CONFIG).isPresent());
        if (!isChain) {
            return new Resolved(config.product().equals(DEMO) ? inDemoZone(config) : config, List.of());
        }
        Map<String, String> url = new HashMap<>(config.named(true));
        if (!config.address().isEmpty()) {
            url.put(ConfigurationChain.Setting.SERVER.property(), config.address());
        }
        ConfigurationChain.Effective effective = ConfigurationChain.resolve(
                new ConfigurationChain.Given(url, config.named(false)),
                config.given(ConnectionProperty.CONFIG),
                environment);
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        values.putAll(config.values());
        for (ConfigurationChain.Setting setting : ConfigurationChain.Setting.values()) {
            ConnectionProperty.named(setting.property()).ifPresent(property -> {
                values.remove(property);
                Optional.ofNullable(effective.values().get(setting))
                        .ifPresent(value -> values.put(property, property.checked(value)));
            });
        }
        String server = effective.values().get(ConfigurationChain.Setting.SERVER);
        return new Resolved(config.with(server, values), effective.origins());
    }

    /** The zone of the demo's clock is known, unlike that of a server elsewhere. */
    private static ConnectionConfig inDemoZone(ConnectionConfig config) {
        if (config.given(ConnectionProperty.TIME_ZONE).isPresent()) {
            return config;
        }
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        values.putAll(config.values());
        values.put(
                ConnectionProperty.TIME_ZONE,
                DemoOptions.standard().quirks().zone().getId());
        return config.with(config.address(), values);
    }

    /** A property that would do nothing is refused, since whoever sets it expects something of it; a default does no harm. */
    private static void requireFitting(ConnectionConfig config) {
        for (ConnectionProperty property : config.values().keySet()) {
            boolean fits =
                    switch (property) {
                        case WORKSPACE, PROJECT, PROJECT_SCOPE_UP, PROJECT_SCOPE_DOWN ->
                            schemas(config).stream().anyMatch(Products::hasProjects);
                        case CONFIG -> config.product().equals(RALLY);
                        case OAUTH_PATHS, TIME_ZONE -> !schemas(config).equals(List.of(RALLY));
                        default -> true;
                    };
            if (!fits && !config.value(property).equals(property.standard())) {
                throw Failure.BAD_PROPERTY.with(
                        "Property " + property.key() + " means nothing to " + ConnectionConfig.PREFIX
                                + config.product() + ":"
                                + (property.isScope()
                                        ? ", whose requests cannot name projects. Leave it out, and select by a column such as Scope."
                                        : ". Leave it out."));
            }
        }
    }

    /** The usual names of the schemas of a URL's trackers, which are those of their products. */
    private static List<String> schemas(ConnectionConfig config) {
        if (!config.product().equals(DEMO)) {
            return List.of(config.product());
        }
        return config.address().isEmpty() ? List.of(VERSIONONE, RALLY) : List.of(config.address());
    }

    /** Whether requests to trackers of a product can name a workspace and a project. */
    static boolean hasProjects(String product) {
        return product.equals(RALLY);
    }

    /** The trackers of a URL; the demo without a name behind it has one of each product. Sends no request. */
    static List<Opening> openings(ConnectionConfig config) {
        boolean isWholeDemo = config.product().equals(DEMO) && config.address().isEmpty();
        if (!isWholeDemo) {
            String schema = config.product().equals(DEMO) ? config.address() : config.product();
            return List.of(new Opening(schema, backend(config), false));
        }
        // a scope that is named must be found now; else most who look at one tracker never look at the other
        boolean isLazy =
                config.scope().project().isEmpty() && config.scope().workspace().isEmpty();
        return List.of(
                new Opening(VERSIONONE, backend(config), false),
                new Opening(RALLY, rally(config, Demo.SERVER.rallyUri(), DEMO_LOGIN), isLazy));
    }

    /** The tracker that a configuration names, the first if there are several; sends no request. */
    static Backend backend(ConnectionConfig config) {
        return switch (config.product()) {
            case VERSIONONE -> versionOne(config, address(config), credentials(config, Credentials.Bearer::new));
            case RALLY -> rally(config, address(config), credentials(config, Products::rallyKey));
            case DEMO -> demo(config);
            default ->
                throw Failure.BAD_URL.with("There is no tracker '" + config.product() + "'. The URL begins with "
                        + ConnectionConfig.PREFIX + "versionone:, " + ConnectionConfig.PREFIX + "rally:, "
                        + ConnectionConfig.PREFIX + "demo: or " + ConnectionConfig.PREFIX + "model:.");
        };
    }

    private static Backend rally(ConnectionConfig config, URI address, Credentials credentials) {
        return new RallyBackend(new Transport(transport(RALLY, config, RallyConfig.base(address), credentials)
                .withHeaders(RallyConfig.headers(DriverVersion.VERSION))));
    }

    private static Credentials rallyKey(String key) {
        return new Credentials.ApiKey(RallyConfig.KEY_HEADER, key);
    }

    private static void requireInFlight(ConnectionConfig config) {
        if (ConnectionProperty.MAX_IN_FLIGHT.number(config) > RallyConfig.REQUESTS_IN_FLIGHT_MAX) {
            throw Failure.BAD_PROPERTY.with("Property " + ConnectionProperty.MAX_IN_FLIGHT.key() + " cannot be "
                    + config.value(ConnectionProperty.MAX_IN_FLIGHT) + ". Rally allows a user "
                    + RallyConfig.REQUESTS_IN_FLIGHT_MAX + " requests at a time, and slows down whoever sends more.");
        }
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
        boolean given = config.given(ConnectionProperty.USER).isPresent()
                || config.given(ConnectionProperty.TOKEN).isPresent();
        return switch (config.address()) {
            case "", VERSIONONE ->
                versionOne(
                        config,
                        Demo.SERVER.versionOneUri(),
                        given ? credentials(config, Credentials.Bearer::new) : DEMO_LOGIN);
            case RALLY ->
                rally(config, Demo.SERVER.rallyUri(), given ? credentials(config, Products::rallyKey) : DEMO_LOGIN);
            default ->
                throw Failure.BAD_URL.with(
                        "The URL of the demo is " + ConnectionConfig.PREFIX + "demo: and nothing behind it, or "
                                + VERSIONONE + " or " + RALLY + " for one of its trackers.");
        };
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

    private static Credentials credentials(ConnectionConfig config, Function<String, Credentials> ofToken) {
        Optional<String> token = config.given(ConnectionProperty.TOKEN);
        Optional<String> user = config.given(ConnectionProperty.USER);
        if (token.isPresent()) {
            return ofToken.apply(token.get());
        }
        if (user.isEmpty()) {
            throw Failure.AUTHENTICATION.with("No credentials were given. Set the property token, or user and password."
                    + (config.product().equals(RALLY)
                            ? " The environment's APIKEY counts only if the URL names no host."
                            : ""));
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
