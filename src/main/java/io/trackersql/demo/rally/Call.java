package io.trackersql.demo.rally;

import io.trackersql.demo.rally.query.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request after routing.
 *
 * @param method     GET also for a form that is posted with {@code _method=GET}
 * @param path       the path as sent
 * @param segments   decoded path segments after the version, without {@code .js}
 * @param parameters decoded parameters of the URL or the form; the first counts if one is repeated
 * @param base       what the references of the answer begin with
 * @param body       as sent
 * @param member     who asks
 * @param warnings   what the answer's {@code Warnings} say
 */
record Call(
        String method,
        String path,
        List<String> segments,
        Map<String, String> parameters,
        String base,
        String body,
        Member member,
        List<String> warnings) {

    /** A parameter that is not blank. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    static Map<String, String> parse(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.page(400, "Not URL-encoded: " + text);
        }
    }
}
