package io.trackersql.connect;

import io.trackersql.model.Failure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@code jdbc:tracker:} URL with all properties, from the URL and from Properties, which win. Immutable; {@code toString} hides
 * secrets.
 *
 * @param product what stands after {@code jdbc:tracker:}, such as {@code versionone}
 * @param address what follows it, up to the question mark
 */
record ConnectionConfig(String product, String address, Map<ConnectionProperty, String> values) {
    static final String PREFIX = "jdbc:tracker:";

    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("//[^/]*@");

    ConnectionConfig {
        values = Map.copyOf(values);
    }

    static ConnectionConfig parse(String url, Properties properties) {
        if (!url.startsWith(PREFIX)) {
            throw Failure.BAD_URL.with("A URL of this driver begins with " + PREFIX + ".");
        }
        String rest = url.substring(PREFIX.length());
        int question = rest.indexOf('?');
        String target = question < 0 ? rest : rest.substring(0, question);
        int colon = target.indexOf(':');
        if (colon < 0) {
            throw Failure.BAD_URL.with("The URL does not say which tracker. Use " + PREFIX
                    + "versionone:https://host/instance, " + PREFIX + "demo: or " + PREFIX + "model:file.json.");
        }
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        if (question >= 0) {
            parseQuery(rest.substring(question + 1), values);
        }
        for (String name : properties.stringPropertyNames()) {
            put(name, properties.getProperty(name), values);
        }
        properties.forEach((name, value) -> {
            if (!(value instanceof String)) {
                put(String.valueOf(name), String.valueOf(value), values);
            }
        });
        if (LOGIN_IN_ADDRESS.matcher(target).find()) {
            throw Failure.BAD_URL.with("The address in the URL holds a user or password before an @. Give them as the"
                    + " properties user and password, or token.");
        }
        return new ConnectionConfig(target.substring(0, colon), target.substring(colon + 1), values);
    }

    private static void parseQuery(String query, Map<ConnectionProperty, String> values) {
        for (String pair : query.split("[&;]")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw Failure.BAD_URL.with(
                            "A property after the question mark of the URL is not of the form name=value.");
                }
                put(pair.substring(0, equals), decoded(pair.substring(equals + 1)), values);
            }
        }
    }

    /** A plus sign stays one: tokens are Base64. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Failure.BAD_URL.with("A value after the question mark of the URL has a % that is not followed by two"
                    + " hexadecimal digits; write %25 for the percent sign.");
        }
    }

    private static void put(String name, String value, Map<ConnectionProperty, String> values) {
        ConnectionProperty property = ConnectionProperty.named(name)
                .orElseThrow(() -> Failure.BAD_PROPERTY.with("There is no property '" + name + "'. The properties are: "
                        + java.util.Arrays.stream(ConnectionProperty.values())
                                .map(ConnectionProperty::key)
                                .collect(Collectors.joining(", "))
                        + "."));
        values.put(property, property.checked(value));
    }

    /** The value given, or the standard one. */
    String value(ConnectionProperty property) {
        return values.getOrDefault(property, property.standard());
    }

    /** The value if one was given or is standard, and is not empty. */
    Optional<String> given(ConnectionProperty property) {
        return Optional.of(value(property)).filter(v -> !v.isEmpty());
    }

    /** The URL without properties; it has no place for secrets. */
    String url() {
        return PREFIX + product + ":" + address;
    }

    @Override
    public String toString() {
        return url();
    }
}
