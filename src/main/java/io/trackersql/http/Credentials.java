package io.trackersql.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a user proves who they are. Sent with every request to the tracker and with no other; {@code toString} hides secrets. */
public sealed interface Credentials {
    /** The value of the Authorization header, empty if none is sent. */
    Optional<String> authorization();

    /** Tells users apart, so that they do not share limits; never shown. */
    String identity();

    /** Nothing is proved. */
    record None() implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }

        @Override
        public String identity() {
            return "";
        }
    }

    /** A name and a password, in UTF-8 as RFC 7617 recommends. */
    record Basic(String user, String password) implements Credentials {
        @Override
        public Optional<String> authorization() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String identity() {
            return "basic " + user;
        }

        @Override
        public String toString() {
            return "Basic[user=" + user + ", password=***]";
        }
    }

    /** An access token. */
    record Bearer(String token) implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String identity() {
            return "bearer " + token;
        }

        @Override
        public String toString() {
            return "Bearer[token=***]";
        }
    }
}
