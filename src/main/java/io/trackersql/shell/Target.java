package io.trackersql.shell;

import java.io.Console;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What to connect to: a URL and the properties that go with it.
 *
 * <p>The environment may name a server in {@code TRACKER_URL}, with {@code TRACKER_USER}, {@code TRACKER_PASSWORD} and
 * {@code TRACKER_TOKEN} for that server alone: a URL on the command line gets no secret from the environment.
 */
record Target(String url, Properties properties) {
    static final String DEFAULT_URL = "jdbc:tracker:demo:";
    private static final String URL_VARIABLE = "TRACKER_URL";

    /**
     * Puts together what the command line and the environment say.
     *
     * @param url of the command line, null if there is none
     * @param given properties of the command line; one without a value is asked for on the terminal
     */
    static Target of(
            String url, Map<String, Optional<String>> given, Map<String, String> environment, Optional<Console> console)
            throws UsageException {
        Map<String, Optional<String>> properties = new LinkedHashMap<>();
        String chosen = url;
        if (url == null) {
            chosen = environment.getOrDefault(URL_VARIABLE, DEFAULT_URL);
            if (environment.containsKey(URL_VARIABLE)) {
                for (String name : new String[] {"user", "password", "token"}) {
                    String value = environment.get("TRACKER_" + name.toUpperCase(Locale.ROOT));
                    if (value != null) {
                        properties.put(name, Optional.of(value));
                    }
                }
            }
        }
        properties.putAll(given);
        Properties resolved = new Properties();
        for (Map.Entry<String, Optional<String>> property : properties.entrySet()) {
            String name = property.getKey();
            resolved.setProperty(
                    name, property.getValue().isPresent() ? property.getValue().get() : ask(name, console));
        }
        return new Target(chosen, resolved);
    }

    /** The same with the URL's own properties moved out of it, for a program that shows the URL. */
    Target withBareUrl() throws UsageException {
        int question = url.indexOf('?');
        if (question < 0) {
            return this;
        }
        Properties all = new Properties();
        for (String pair : url.substring(question + 1).split("[&;]")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.setProperty(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        all.putAll(properties);
        return new Target(url.substring(0, question), all);
    }

    /** As the driver reads it: a plus sign is one, since tokens are Base64. */
    private static String decoded(String value) throws UsageException {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "A value in the URL has a % without two hexadecimal digits; write %25 for the sign.");
        }
    }

    /** Without the values, some of which are secret. */
    @Override
    public String toString() {
        return "Target" + properties.stringPropertyNames();
    }

    private static String ask(String name, Optional<Console> console) throws UsageException {
        if (console.isEmpty()) {
            throw new UsageException("-p " + name + " has no value, and there is no terminal to ask for it: write -p "
                    + name + "=value.");
        }
        char[] typed = console.get().readPassword("%s: ", name);
        if (typed == null) {
            throw new UsageException("No value was given for " + name + ".");
        }
        return new String(typed);
    }
}
