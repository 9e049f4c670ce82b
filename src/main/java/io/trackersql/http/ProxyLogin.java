package io.trackersql.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Answers a proxy that asks who we are, once. */
final class ProxyLogin implements Authenticator {
    private final ProxyServer proxy;

    ProxyLogin(ProxyServer proxy) {
        this.proxy = proxy;
    }

    static Optional<String> authorization(ProxyServer proxy) {
        return proxy.user().map(user -> Credentials.basic(user, proxy.password().orElse(""), StandardCharsets.UTF_8));
    }

    @Override
    public Request authenticate(Route route, Response response) {
        if (response.request().header("Proxy-Authorization") != null) {
            return null;
        }
        return authorization(proxy)
                .map(value -> response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", value)
                        .build())
                .orElse(null);
    }
}
