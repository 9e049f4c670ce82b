package io.trackersql.http;

import java.util.Optional;

/** An HTTP proxy between us and the tracker; {@code toString} hides the password. */
public record ProxyServer(String host, int port, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
        return user.map(u -> u + ":***@").orElse("") + host + ":" + port;
    }
}
