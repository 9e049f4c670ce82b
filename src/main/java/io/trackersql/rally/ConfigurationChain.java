package io.trackersql.rally;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the settings of a connection come from, as users of Rally's Python toolkit know it: the environment, a file of lines
 * {@code NAME = value}, the URL, properties; the later wins. A key or password goes only to a server that its own or a later source
 * names. Messages name files and lines, and never repeat what stands there: the file may be any file. Pure but for reading the file.
 */
public final class ConfigurationChain {
    /** The server of a configuration that names none: the vendor's own. */
    public static final String SERVER_STANDARD = "https://rally1.rallydev.com";

    private static final String CONFIG_VARIABLE = "RALLY_CONFIG";
    private static final String SUFFIX = ".cfg";
    private static final int FILE_BYTES_MAX = 1 << 16;

    private ConfigurationChain() {}

    /** What can be set. */
    public enum Setting {
        SERVER("RALLY_SERVER", "server"),
        USER("RALLY_USER", "user"),
        PASSWORD("RALLY_PASSWORD", "password"),
        APIKEY("APIKEY", "token"),
        WORKSPACE("RALLY_WORKSPACE", "workspace"),
        PROJECT("RALLY_PROJECT", "project");

        private final String variable;
        private final String property;

        Setting(String variable, String property) {
            this.variable = variable;
            this.property = property;
        }

        /** The connection property of the same meaning; the server has none and stands in the URL. */
        public String property() {
            return property;
        }

        private boolean isSecret() {
            return this == PASSWORD || this == APIKEY;
        }

        /** By the name that it has in a file. */
        private static Optional<Setting> inFile(String name) {
            String word = name.equals("API_KEY") ? APIKEY.name() : name;
            return Arrays.stream(values()).filter(s -> s.name().equals(word)).findFirst();
        }
    }

    /** Who says something; the order is that of strength. URL and properties are given by the same caller, who answers for both. */
    private enum Kind {
        ENVIRONMENT,
        FILE,
        CALLER
    }

    /** One source with what it says. */
    private record Source(Kind kind, String name, Map<Setting, String> values) {
        String origin(Setting setting) {
            return kind == Kind.ENVIRONMENT ? setting.variable : name;
        }
    }

    /** What a URL and properties say themselves, by the names of properties; {@code server} is the URL's address, if it has one. */
    public record Given(Map<String, String> url, Map<String, String> properties) {}

    /**
     * What holds in the end.
     *
     * @param values of all settings that are set; either a key, or user and password
     * @param origins for people: each setting with its source; without secrets
     */
    public record Effective(Map<Setting, String> values, List<String> origins) {
        /** Where it comes from, without the values. */
        @Override
        public String toString() {
            return origins.toString();
        }
    }

    /**
     * Follows the chain. The environment counts only if the URL names no server.
     *
     * @param config the file that the property names
     */
    public static Effective resolve(Given given, Optional<String> config, Map<String, String> environment) {
        boolean isOpen = !given.url().containsKey(Setting.SERVER.property());
        Optional<Source> file = config.map(name -> file(name, "the property config"));
        if (isOpen && file.isEmpty()) {
            file = Optional.ofNullable(environment.get(CONFIG_VARIABLE))
                    .filter(name -> !name.isBlank())
                    .map(name -> file(name, CONFIG_VARIABLE));
        }
        Source url = caller("the URL", given.url());
        file.ifPresent(f -> requireSameServer(f, url));
        List<Source> sources = List.of(
                isOpen ? environment(environment) : new Source(Kind.ENVIRONMENT, "", Map.of()),
                file.orElse(new Source(Kind.FILE, "", Map.of())),
                url,
                caller("a property", given.properties()));
        return effective(sources);
    }

    private static Effective effective(List<Source> sources) {
        Map<Setting, Source> winners = new EnumMap<>(Setting.class);
        for (Source source : sources) {
            Set<Setting> said = source.values().keySet();
            if (said.contains(Setting.USER) || said.contains(Setting.PASSWORD)) {
                winners.remove(Setting.APIKEY);
            }
            said.forEach(setting -> winners.put(setting, source));
            if (said.contains(Setting.APIKEY)) {
                winners.remove(Setting.USER);
                winners.remove(Setting.PASSWORD);
            }
        }
        requireOwnServer(winners);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        winners.forEach((setting, source) -> values.put(setting, source.values().get(setting)));
        values.put(Setting.SERVER, address(values.getOrDefault(Setting.SERVER, SERVER_STANDARD)));
        List<String> origins = values.keySet().stream()
                .map(setting -> setting.property() + (setting.isSecret() ? "" : " " + values.get(setting)) + " from "
                        + (winners.containsKey(setting)
                                ? winners.get(setting).origin(setting)
                                : "the driver's default"))
                .toList();
        return new Effective(values, origins);
    }

    /** Else whoever can name a server in a weak source would be sent the secret of a strong one. */
    private static void requireOwnServer(Map<Setting, Source> winners) {
        Source server = winners.get(Setting.SERVER);
        winners.forEach((setting, source) -> {
            if (setting.isSecret() && server != null && source.kind().compareTo(server.kind()) > 0) {
                throw Failure.AUTHENTICATION.with("The " + setting.property() + " from " + source.origin(setting)
                        + " is not sent to the server that " + server.origin(Setting.SERVER)
                        + " names, since a secret goes only to a server that its own or a stronger source names."
                        + " Name the server beside the " + setting.property() + " or in the URL.");
            }
        });
    }

    private static void requireSameServer(Source file, Source url) {
        String inFile = file.values().get(Setting.SERVER);
        String inUrl = url.values().get(Setting.SERVER);
        if (inFile != null && inUrl != null && !address(inFile).equalsIgnoreCase(address(inUrl))) {
            throw Failure.BAD_PROPERTY.with("The URL names the server " + address(inUrl) + ", but " + file.name()
                    + " is about another one. Leave the server out of the URL or out of the file.");
        }
    }

    /** The address of a server that may be named by its host alone; one path for all clients is not part of it. */
    private static String address(String server) {
        String text = server.contains("://") ? server : "https://" + server;
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    private static Source environment(Map<String, String> environment) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            put(values, setting, environment.getOrDefault(setting.variable, ""));
        }
        requireAddress(values, Setting.SERVER.variable);
        return new Source(Kind.ENVIRONMENT, "the environment", values);
    }

    private static Source caller(String name, Map<String, String> given) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            put(values, setting, given.getOrDefault(setting.property(), ""));
        }
        return new Source(Kind.CALLER, name, values);
    }

    private static void put(Map<Setting, String> values, Setting setting, String value) {
        if (!value.isBlank()) {
            values.put(setting, value.strip());
        }
    }

    private static Source file(String name, String namedBy) {
        String label = "the file " + name + " (" + namedBy + ")";
        String text = read(name, label);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String entry = line.strip();
            if (!entry.isEmpty() && !entry.startsWith("#")) {
                int equals = entry.indexOf('=');
                int position = number;
                Setting setting = Setting.inFile(
                                equals < 0 ? "" : entry.substring(0, equals).strip())
                        .orElseThrow(() -> badLine(label, position));
                put(values, setting, entry.substring(equals + 1));
            }
        }
        requireAddress(values, "SERVER in " + label);
        return new Source(Kind.FILE, label, values);
    }

    private static TrackerException badLine(String label, int line) {
        return Failure.BAD_PROPERTY.with(
                "Line " + line + " of " + label + " is not of the form NAME = value, where NAME is one of "
                        + Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.joining(", "))
                        + " or API_KEY. Lines that begin with # are skipped.");
    }

    private static String read(String name, String label) {
        try {
            Path path = Path.of(name);
            if (!Files.exists(path) && !name.toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
                path = Path.of(name + SUFFIX);
            }
            if (!Files.isRegularFile(path)) {
                throw Failure.BAD_PROPERTY.with("There is no " + label.substring("the ".length()) + ". Give its path; "
                        + SUFFIX + " may be left out.");
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
                if (bytes.length > FILE_BYTES_MAX) {
                    throw Failure.BAD_PROPERTY.with("The size of " + label + " is no configuration's.");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException e) {
            throw Failure.BAD_PROPERTY.with(
                    "It cannot be read, " + label + ": " + e.getClass().getSimpleName() + ".", e);
        }
    }

    /** Says nothing of what was found, which may hold a password. */
    private static void requireAddress(Map<Setting, String> values, String where) {
        String server = values.get(Setting.SERVER);
        if (server == null) {
            return;
        }
        try {
            URI uri = URI.create(address(server));
            boolean isWeb = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (isWeb && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // the message below says all
        }
        throw Failure.BAD_PROPERTY.with("The value of " + where
                + " is no server: it takes a host such as rally1.rallydev.com, or an address such as " + SERVER_STANDARD
                + ", without user and password.");
    }
}
