package io.trackersql.demo.versionone;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.versionone.query.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request after routing.
 *
 * @param segments   decoded path segments after the endpoint's name
 * @param parameters decoded query parameters by lower-case name
 * @param json       whether the client wants JSON rather than XML
 * @param self       the member who asks; null where nobody has to log in
 */
record Call(
        String method,
        String path,
        List<String> segments,
        String rawQuery,
        Map<String, String> parameters,
        byte[] bytes,
        boolean json,
        Asset self) {

    /** The same request, from a member. */
    Call by(Asset member) {
        return new Call(method, path, segments, rawQuery, parameters, bytes, json, member);
    }

    /** The request's body as text. */
    String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    void allow(Set<String> names) {
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw Refusal.invalid("Unknown parameter: " + name);
            }
        }
    }

    /** Query parameters by lower-case name: clients differ in case. */
    static Map<String, String> parse(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw Refusal.invalid("Parameter given twice: " + name);
            }
        }
        return parameters;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("Not URL-encoded: " + text);
        }
    }
}
