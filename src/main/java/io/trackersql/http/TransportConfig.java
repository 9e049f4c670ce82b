package io.trackersql.http;

import io.trackersql.model.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a tracker is and how it is reached. Certificates are always verified; there is no way to switch that off.
 *
 * @param tracker the product's name, for the request log
 * @param base the instance's address, http or https; a trailing slash is added
 * @param proxy without one, Java's own proxy settings apply
 * @param trustStore without one, Java's own certificates are trusted
 * @param requestTimeout the longest silence of the server: until the answer begins, and between two parts of it
 * @param maxInFlight how many requests of this user to this server may be in work at a time, in the whole process; of several
 *     transports' limits the smallest holds
 * @param userAgent {@code TrackerSQL/1.0}
 * @param headers what the product wants to be told with every request; no secrets
 */
public record TransportConfig(
        String tracker,
        URI base,
        Credentials credentials,
        Optional<ProxyServer> proxy,
        Optional<TrustStore> trustStore,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxInFlight,
        String userAgent,
        Map<String, String> headers) {
    public TransportConfig {
        base = checked(base);
        headers = Map.copyOf(headers);
        if (maxInFlight < 1) {
            throw Failure.BAD_PROPERTY.with("maxInFlight is " + maxInFlight + ", but must be at least 1.");
        }
    }

    /** A connection without proxy and with usual limits. */
    public static TransportConfig of(String tracker, URI base, Credentials credentials) {
        return new TransportConfig(
                tracker,
                base,
                credentials,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(120),
                6,
                "TrackerSQL",
                Map.of());
    }

    /** The same connection with these headers. */
    public TransportConfig withHeaders(Map<String, String> productHeaders) {
        return new TransportConfig(
                tracker,
                base,
                credentials,
                proxy,
                trustStore,
                connectTimeout,
                requestTimeout,
                maxInFlight,
                userAgent,
                productHeaders);
    }

    /** The address with a slash at its end; BAD_URL if it cannot be a tracker's. */
    public static URI checked(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
            throw Failure.BAD_URL.with(
                    "The tracker's address must begin with https:// or http:// and name a host, such as https://www7.v1host.com/V1Production.");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw Failure.BAD_URL.with("The tracker's address on host " + base.getHost()
                    + " may hold only scheme, host, port and path. Give user and password as properties.");
        }
        return base.getRawPath().endsWith("/") ? base : URI.create(base + "/");
    }
}
