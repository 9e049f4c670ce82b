package io.trackersql.demo.rally;

import com.sun.net.httpserver.Headers;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Who may ask: decides by API key in a header or cookie, or by user and password. */
final class Users {
    private static final String KEY = "zsessionid";
    private static final String SESSION = "JSESSIONID";

    private final Map<String, Member> byKey = new LinkedHashMap<>();
    private final Map<String, Member> byLogIn = new LinkedHashMap<>();
    private final AtomicLong sessions = new AtomicLong();

    Users(RallyStore store) {
        Asset admin = user(store, DemoServer.USER);
        Asset restricted = user(store, DemoServer.RESTRICTED_USER);
        byKey.put(DemoServer.RALLY_API_KEY, new Member(admin, true, false));
        byKey.put(DemoServer.RALLY_READ_ONLY_KEY, new Member(admin, true, true));
        byKey.put(DemoServer.RALLY_RESTRICTED_KEY, new Member(restricted, true, false));
        byLogIn.put(basic(DemoServer.USER, DemoServer.PASSWORD), new Member(admin, false, false));
        byLogIn.put(
                basic(DemoServer.RESTRICTED_USER, DemoServer.RESTRICTED_PASSWORD),
                new Member(restricted, false, false));
    }

    private static Asset user(RallyStore store, String name) {
        return store.user(name).orElseThrow(() -> new IllegalStateException("no user " + name));
    }

    /** The user behind a request; a key counts before a password. */
    Optional<Member> member(Headers headers) {
        Optional<String> key = Optional.ofNullable(headers.getFirst(KEY)).or(() -> cookie(headers, KEY));
        return key.isPresent()
                ? Optional.ofNullable(byKey.get(key.get()))
                : Optional.ofNullable(headers.getFirst("Authorization")).map(byLogIn::get);
    }

    /** Whether a request tries to log in at all. */
    static boolean tries(Headers headers) {
        return headers.containsKey("Authorization")
                || headers.containsKey(KEY)
                || cookie(headers, KEY).isPresent();
    }

    /** The session of a request: the one that its cookie names, or a new one. */
    String session(Headers headers) {
        return cookie(headers, SESSION).orElseGet(() -> "node0" + uuid("session " + sessions.incrementAndGet()));
    }

    /** The token that writes need in a session. */
    static String securityToken(String session) {
        return uuid("token of " + session);
    }

    private static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Optional<String> cookie(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst("Cookie")).stream()
                .flatMap(value -> Arrays.stream(value.split(";")))
                .map(pair -> pair.trim().split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equalsIgnoreCase(name))
                .map(pair -> pair[1])
                .findFirst();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
