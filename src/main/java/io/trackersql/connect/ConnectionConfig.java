package io.trackersql.connect;

import io.trackersql.backend.DataScope;
import io.trackersql.model.Failure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@code jdbc:tracker:} URL with all properties, from the URL and from Properties, which win. Immutable; {@code toString} hides
 * secrets.
 *
 * @param product what stands after {@code jdbc:tracker:}, such as {@code versionone}
 * @param address what follows it, up to the question mark
 * @param fromUrl which of the values stand in the URL
 */
record ConnectionConfig(
        String product, String address, Map<ConnectionProperty, String> values, Set<ConnectionProperty> fromUrl) {
    static final String PREFIX = "jdbc:tracker:";

    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("//[^/]*@");

    ConnectionConfig {
        values = Map.copyOf(values);
        fromUrl = Set.copyOf(fromUrl);
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
            throw Failure.BAD_URL.with(
                    "The URL does not say which tracker. Use " + PREFIX + "versionone:https://host/instance, " + PREFIX
                            + "rally:https://host, " + PREFIX + "demo: or " + PREFIX + "model:file.json.");
        }
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        if (question >= 0) {
            parseQuery(rest.substring(question + 1), values);
        }
        Map<ConnectionProperty, String> given = new EnumMap<>(ConnectionProperty.class);
        for (String name : properties.stringPropertyNames()) {
            put(name, properties.getProperty(name), given);
        }
        properties.forEach((name, value) -> {
            if (!(value instanceof String)) {
                put(String.valueOf(name), String.valueOf(value), given);
            }
        });
        Set<ConnectionProperty> fromUrl = EnumSet.noneOf(ConnectionProperty.class);
        fromUrl.addAll(values.keySet());
        fromUrl.removeAll(given.keySet());
        values.putAll(given);
        if (LOGIN_IN_ADDRESS.matcher(target).find()) {
            throw Failure.BAD_URL.with("The address in the URL holds a user or password before an @. Give them as the"
                    + " properties user and password, or token.");
        }
        return new ConnectionConfig(target.substring(0, colon), target.substring(colon + 1), values, fromUrl);
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

    /** The same connection with another address and other values. */
    ConnectionConfig with(String newAddress, Map<ConnectionProperty, String> newValues) {
        return new ConnectionConfig(product, newAddress, newValues, fromUrl);
    }

    /** The values that stand in the URL, or those that do not, by name. */
    Map<String, String> named(boolean inUrl) {
        return values.entrySet().stream()
                .filter(e -> fromUrl.contains(e.getKey()) == inUrl)
                .collect(Collectors.toMap(e -> e.getKey().key(), Map.Entry::getValue));
    }

    /** What of its data a tracker should show. */
    DataScope.Wanted scope() {
        return new DataScope.Wanted(
                given(ConnectionProperty.WORKSPACE),
                given(ConnectionProperty.PROJECT),
                value(ConnectionProperty.PROJECT_SCOPE_UP).equals("true"),
                value(ConnectionProperty.PROJECT_SCOPE_DOWN).equals("true"));
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
