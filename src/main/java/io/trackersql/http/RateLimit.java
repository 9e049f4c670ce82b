package io.trackersql.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What status 429 says. Hosted VersionOne since 24.3 answers
 * {@code {"Message":" API request quota exceeded. Maximum of 20 errors per 60 second(s)","RetryAfter":"50"}}.
 */
final class RateLimit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_DIGITS_MAX = 9;

    private RateLimit() {}

    /** The wait that the body or else the header demands; empty if neither does. */
    static Optional<Duration> demandedWait(Refusal refusal, String header) {
        Optional<Duration> told = parse(field(refusal, "RetryAfter"));
        return told.isPresent() ? told : parse(header == null ? "" : header);
    }

    static TrackerException failure(Refusal refusal, Optional<Duration> wait, TransportConfig config) {
        String message = field(refusal, "Message").strip();
        return Failure.RATE_LIMITED.with(config.base().getHost() + " limits requests"
                + (message.isEmpty() ? "" : ": " + Excerpts.of(message))
                + wait.map(w -> ". It asks to wait " + w.toSeconds() + " s").orElse("") + ".");
    }

    private static String field(Refusal refusal, String name) {
        try {
            JsonNode root = JSON.readTree(refusal.body());
            return root == null ? "" : root.path(name).asText("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Seconds, or an HTTP date. */
    private static Optional<Duration> parse(String text) {
        String value = text.strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() <= SECONDS_DIGITS_MAX && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
