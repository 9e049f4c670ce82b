package io.trackersql.demo;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who may ask: decides by user and password, access token, or the ticket cookie of an earlier answer. */
final class Users {
    private static final String TICKET = ".V1.Ticket.VersionOne";
    private static final String LAST_ACCESS = ".V1.LastAccess.VersionOne.";

    private final DemoStore store;

    Users(DemoStore store) {
        this.store = store;
    }

    /**
     * The member behind a request.
     *
     * @param tokens whether access tokens are taken here
     */
    Optional<Asset> member(Optional<String> authorization, Optional<String> cookie, boolean tokens) {
        if (authorization.isPresent()) {
            String value = authorization.get();
            boolean basic = value.startsWith("Basic ")
                    && value.substring(6).equals(encode(DemoServer.USER + ":" + DemoServer.PASSWORD));
            boolean bearer = tokens && value.equals("Bearer " + DemoServer.ACCESS_TOKEN);
            return basic || bearer ? Optional.of(admin()) : Optional.empty();
        }
        return cookie.filter(value -> value.contains(TICKET + "=" + ticket(admin())))
                .map(value -> admin());
    }

    /** The cookies that every authenticated answer sets. */
    List<String> cookies(Asset member) {
        return List.of(
                LAST_ACCESS + member.id() + "=; path=/; HttpOnly",
                TICKET + "=" + ticket(member) + "; path=/; HttpOnly");
    }

    private Asset admin() {
        return store.member("Member:20");
    }

    private static String ticket(Asset member) {
        return encode("ticket of " + member.token());
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
