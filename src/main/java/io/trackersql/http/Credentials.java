package io.trackersql.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a user proves who they are. Sent with every request to the tracker and with no other; {@code toString} hides secrets. */
public sealed interface Credentials {
    /** The header that proves it, empty if none is sent. */
    Optional<Header> header();

    /** Tells users apart, so that they do not share limits; never shown. */
    String identity();

    /** A header of a request; {@code toString} hides its value. */
    record Header(String name, String value) {
        private static Header authorization(String value) {
            return new Header("Authorization", value);
        }

        @Override
        public String toString() {
            return name + ": ***";
        }
    }

    /** Nothing is proved. */
    record None() implements Credentials {
        @Override
        public Optional<Header> header() {
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
        public Optional<Header> header() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of(
                    Header.authorization("Basic " + Base64.getEncoder().encodeToString(pair)));
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
        public Optional<Header> header() {
            return Optional.of(Header.authorization("Bearer " + token));
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

    /** A key in a header of the product's own. */
    record ApiKey(String headerName, String key) implements Credentials {
        @Override
        public Optional<Header> header() {
            return Optional.of(new Header(headerName, key));
        }

        @Override
        public String identity() {
            return "key " + key;
        }

        @Override
        public String toString() {
            return "ApiKey[header=" + headerName + ", key=***]";
        }
    }
}
