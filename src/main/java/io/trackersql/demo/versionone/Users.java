package io.trackersql.demo.versionone;

import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may ask: decides by user and password, access token, or the ticket cookie of an earlier answer. */
final class Users {
    private static final String TICKET = ".V1.Ticket.VersionOne";
    private static final String LAST_ACCESS = ".V1.LastAccess.VersionOne.";

    private final DemoStore store;
    private final Map<String, Asset> byLogIn = new LinkedHashMap<>();

    Users(DemoStore store) {
        this.store = store;
        admit(DemoServer.USER, DemoServer.PASSWORD);
        admit(DemoServer.RESTRICTED_USER, DemoServer.RESTRICTED_PASSWORD);
    }

    /**
     * The member behind a request.
     *
     * @param tokens whether access tokens are taken here
     */
    Optional<Asset> member(Optional<String> authorization, Optional<String> cookie, boolean tokens) {
        if (authorization.isPresent()) {
            String value = authorization.get();
            return tokens && value.equals("Bearer " + DemoServer.ACCESS_TOKEN)
                    ? Optional.of(store.member("Member:20"))
                    : Optional.ofNullable(byLogIn.get(value));
        }
        return byLogIn.values().stream()
                .filter(member -> cookie.filter(value -> value.contains(TICKET + "=" + ticket(member)))
                        .isPresent())
                .findFirst();
    }

    private void admit(String user, String password) {
        store.keys("Member").stream()
                .filter(key -> user.equals(store.value(key, "Username")))
                .findFirst()
                .flatMap(store::find)
                .ifPresent(member -> byLogIn.put("Basic " + encode(user + ":" + password), member));
    }

    /** The cookies that every authenticated answer sets. */
    List<String> cookies(Asset member) {
        return List.of(
                LAST_ACCESS + member.id() + "=; path=/; HttpOnly",
                TICKET + "=" + ticket(member) + "; path=/; HttpOnly");
    }

    private static String ticket(Asset member) {
        return encode("ticket of " + member.token());
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
