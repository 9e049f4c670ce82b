package io.trackersql.jdbc;

import io.trackersql.connect.ConnectionProperty;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets of one attempt to connect, so that its failure cannot tell them: a net below the care that each layer takes with
 * its messages.
 */
final class Secrets {
    /** Hiding shorter ones would garble every message. */
    private static final int LENGTH_MIN = 4;

    private static final Pattern URL_PROPERTY = Pattern.compile("[?&;]([^=&;]+)=([^&;]*)");
    private static final Pattern URL_PASSWORD = Pattern.compile("//[^/@:]*:([^/@]*)@");

    private final List<String> values = new ArrayList<>();

    Secrets(String url, Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            addIfSecret(name, properties.getProperty(name));
        }
        for (Matcher property = URL_PROPERTY.matcher(url); property.find(); ) {
            addIfSecret(property.group(1), property.group(2));
        }
        for (Matcher password = URL_PASSWORD.matcher(url); password.find(); ) {
            add(password.group(1));
        }
    }

    private void addIfSecret(String name, String value) {
        if (ConnectionProperty.named(name).map(ConnectionProperty::isSecret).orElse(false)) {
            add(value);
        }
    }

    private void add(String value) {
        values.add(value);
        try {
            values.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // Not encoded, so it stands for itself.
        }
    }

    /** The text with stars for each secret in it. */
    String hidden(String text) {
        String safe = text;
        for (String value : values) {
            if (value.length() >= LENGTH_MIN) {
                safe = safe.replace(value, "***");
            }
        }
        return safe;
    }
}
