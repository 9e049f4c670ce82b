package io.trackersql.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/** The cookies of one transport, in memory: without them VersionOne writes an access record for every request. */
final class MemoryCookies implements CookieJar {
    /** A server that sets more is not taken seriously: the oldest go. */
    private static final int COOKIES_MAX = 100;

    private final Deque<Cookie> cookies = new ArrayDeque<>();

    @Override
    public synchronized void saveFromResponse(HttpUrl url, List<Cookie> received) {
        for (Cookie cookie : received) {
            cookies.removeIf(old -> old.name().equals(cookie.name())
                    && old.domain().equals(cookie.domain())
                    && old.path().equals(cookie.path()));
            cookies.addLast(cookie);
            if (cookies.size() > COOKIES_MAX) {
                cookies.removeFirst();
            }
        }
    }

    @Override
    public synchronized List<Cookie> loadForRequest(HttpUrl url) {
        long now = System.currentTimeMillis();
        cookies.removeIf(cookie -> cookie.expiresAt() < now);
        List<Cookie> fitting = new ArrayList<>();
        for (Cookie cookie : cookies) {
            if (cookie.matches(url)) {
                fitting.add(cookie);
            }
        }
        return fitting;
    }
}
