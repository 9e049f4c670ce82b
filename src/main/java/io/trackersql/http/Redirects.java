package io.trackersql.http;

import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Which redirects are followed: those that stay on the host, since credentials go to no other, and never from https to http. */
final class Redirects {
    static final int HOPS_MAX = 5;

    private final HttpUrl base;

    Redirects(HttpUrl base) {
        this.base = base;
    }

    /** Whether the request is to be made at another address just as it is; so the server has not made it. */
    static boolean keepsMethod(Response response) {
        return response.code() == 307 || response.code() == 308;
    }

    /** Where to send the request instead; fails with BAD_ANSWER if that must not be done. */
    HttpUrl follow(HttpUrl from, Response response, NativeRequest request) {
        HttpUrl to = from.resolve(response.header("Location", ""));
        if (to == null) {
            throw Failure.BAD_ANSWER.with(base.host() + " answered with a redirect (" + response.code()
                    + ") that names no address. Check the URL.");
        }
        boolean isSameServer = to.host().equals(base.host())
                && (to.scheme().equals(from.scheme()) ? to.port() == from.port() : to.isHttps());
        if (!isSameServer) {
            throw Failure.BAD_ANSWER.with(base.host() + " answered with a redirect (" + response.code() + ") to "
                    + to.scheme() + "://" + to.host() + ":" + to.port() + to.encodedPath()
                    + ". Credentials are not sent there. If the tracker has moved, use its new address in the URL; if that is a sign-in"
                    + " page, use an access token.");
        }
        if (!request.method().equals("GET") && !keepsMethod(response)) {
            throw Failure.BAD_ANSWER.with(
                    base.host() + " answered a " + request.method() + " with a redirect (" + response.code() + ") to "
                            + to.encodedPath() + ". Use the address to which it redirects in the URL.");
        }
        return to;
    }
}
