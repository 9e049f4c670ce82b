package io.trackersql.connect;

import io.trackersql.backend.DataScope;
import io.trackersql.model.Failure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All properties of a connection: the one place that knows their names, defaults and meaning. Feeds the URL, the driver's property
 * info, {@code SET}, and the page in the documentation.
 */
public enum ConnectionProperty {
    USER("user", "", "Name to log in with; not needed with a token.", Kind.TEXT),
    PASSWORD("password", "", "Password to log in with.", Kind.SECRET),
    TOKEN("token", "", "VersionOne's access token or Rally's API key, instead of user and password.", Kind.SECRET),
    SCHEMA("schema", "", "Name of the tracker's schema, if it should not be the product's name.", Kind.TEXT),
    WORKSPACE("workspace", "", "Rally's workspace, by name or ObjectID; without one the user's default.", Kind.TEXT),
    PROJECT(
            "project",
            "",
            "Rally's project, by name, path ('A // B // C') or ObjectID; empty for the whole workspace.",
            Kind.SESSION),
    PROJECT_SCOPE_UP(
            "projectScopeUp",
            "false",
            "'true' also shows what belongs to the parents of the project.",
            Kind.SESSION,
            "true",
            "false"),
    PROJECT_SCOPE_DOWN(
            "projectScopeDown",
            "true",
            "'false' hides what belongs to the children of the project.",
            Kind.SESSION,
            "true",
            "false"),
    CONFIG(
            "config",
            "",
            "Rally's configuration file (SERVER, USER, PASSWORD, APIKEY, WORKSPACE, PROJECT), as its Python toolkit reads it.",
            Kind.TEXT),
    TIME_ZONE(
            "timeZone",
            "",
            "Zone of VersionOne's own clock, such as Europe/Berlin: FOR SYSTEM_TIME AS OF is asked in it. Without one UTC is"
                    + " supposed, and a warning says so. The embedded demo's is known.",
            Kind.SESSION),
    TEXT_ORDER(
            "textOrder",
            "tracker",
            "ORDER BY on text: 'tracker' is the tracker's own order and can be pushed down; 'exact' is binary and sorts here.",
            Kind.SESSION,
            "tracker",
            "exact"),
    PUSH_DOWN(
            "pushDown",
            "on",
            "'off' computes filters, sorts, limits and counts here, to compare answers; it reads whole tables.",
            Kind.SESSION,
            "on",
            "off"),
    READ_ONLY("readOnly", "false", "'true' refuses every statement that writes.", Kind.SESSION, "true", "false"),
    COMMENT(
            "comment",
            "",
            "What VersionOne notes beside each change as its comment. It costs a request for each written asset.",
            Kind.SESSION),
    CREATE_CONTEXT(
            "createContext",
            "",
            "OID of the asset in whose context VersionOne makes new ones, such as Epic:1005: it fills what the statement does not"
                    + " say. It costs a request for each new asset.",
            Kind.SESSION),
    DRY_RUN(
            "dryRun",
            "off",
            "'plan' finds the rows that a statement would write and shows the requests as warnings, but writes nothing; 'server' also has"
                    + " VersionOne say what it would do.",
            Kind.SESSION,
            "off",
            "plan",
            "server"),
    BATCH_ROWS("batchRows", "500", "Writes of one request, where the tracker takes several.", Kind.SESSION_NUMBER),
    PAGE_ROWS("pageRows", "2000", "Rows that one request asks for.", Kind.SESSION_NUMBER),
    MAX_REQUESTS("maxRequests", "0", "A statement that needs more requests fails; 0 is no limit.", Kind.SESSION_NUMBER),
    MAX_ROWS(
            "maxRows",
            "0",
            "A statement that reads more rows from the tracker fails; 0 is no limit. Nothing is ever cut.",
            Kind.SESSION_NUMBER),
    MAX_IN_FLIGHT(
            "maxInFlight",
            "6",
            "Requests in work at a time, for all connections of this user to this server in the process; of different values the smallest holds.",
            Kind.NUMBER),
    CONNECT_TIMEOUT("connectTimeout", "10", "Seconds to reach the server.", Kind.NUMBER),
    REQUEST_TIMEOUT(
            "requestTimeout", "120", "Seconds of silence after which the server is taken for dead.", Kind.NUMBER),
    METADATA_TTL(
            "metadataTtl", "3600", "Seconds for which the tracker's metadata is kept in the process.", Kind.NUMBER),
    PROXY("proxy", "", "HTTP proxy as http://user:password@host:port.", Kind.SECRET),
    TRUST_STORE(
            "trustStore",
            "",
            "File with certificates to trust instead of Java's own (PKCS12 or JKS). Verification cannot be switched off.",
            Kind.TEXT),
    TRUST_STORE_PASSWORD("trustStorePassword", "", "Password of the trust store.", Kind.SECRET),
    OAUTH_PATHS(
            "oauthPaths",
            "auto",
            "VersionOne's paths for tokens (rest-1.oauth.v1): 'on' for on-premise servers that need them, 'auto' tries them"
                    + " when the usual ones refuse a token.",
            Kind.TEXT,
            "auto",
            "on",
            "off");

    /** What kind of value it takes and who may change it when. */
    private enum Kind {
        TEXT,
        SECRET,
        NUMBER,
        SESSION,
        SESSION_NUMBER
    }

    /** As many seconds are as many milliseconds as an int can hold; more is a mistake in any number but a guard. */
    private static final long NUMBER_MAX = Integer.MAX_VALUE / 1000;

    private final String key;
    private final String standard;
    private final String description;
    private final Kind kind;
    private final List<String> choices;

    ConnectionProperty(String key, String standard, String description, Kind kind, String... choices) {
        this.key = key;
        this.standard = standard;
        this.description = description;
        this.kind = kind;
        this.choices = List.of(choices);
    }

    /** Its name in URLs, Properties and SET. */
    public String key() {
        return key;
    }

    /** The value if none is given; empty for none. */
    public String standard() {
        return standard;
    }

    /** What it does, for people. */
    public String description() {
        return description;
    }

    /** The values it takes; empty for any. */
    public List<String> choices() {
        return choices;
    }

    /** Whether its value must never be shown. */
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** Whether {@code SET} may change it. */
    public boolean isSession() {
        return kind == Kind.SESSION || kind == Kind.SESSION_NUMBER;
    }

    /** Whether it is part of what decides which of a tracker's data statements see. */
    boolean isScope() {
        return this == WORKSPACE || this == PROJECT || this == PROJECT_SCOPE_UP || this == PROJECT_SCOPE_DOWN;
    }

    /** A scope that differs from another in this property. */
    DataScope.Wanted in(DataScope.Wanted scope, String value) {
        return new DataScope.Wanted(
                scope.workspace(),
                this == PROJECT ? Optional.of(value).filter(v -> !v.isEmpty()) : scope.project(),
                this == PROJECT_SCOPE_UP ? value.equals("true") : scope.up(),
                this == PROJECT_SCOPE_DOWN ? value.equals("true") : scope.down());
    }

    /** The value that this property has in a scope. */
    String of(DataScope.Wanted scope) {
        return switch (this) {
            case PROJECT -> scope.project().orElse("");
            case PROJECT_SCOPE_UP -> String.valueOf(scope.up());
            case PROJECT_SCOPE_DOWN -> String.valueOf(scope.down());
            default -> throw new IllegalArgumentException(key + " is no part of a scope that can change");
        };
    }

    /** The property of that name, in any case. */
    public static Optional<ConnectionProperty> named(String name) {
        return Arrays.stream(values()).filter(p -> p.key.equalsIgnoreCase(name)).findFirst();
    }

    /** The value as it is kept, or a failure that says what would be right. */
    String checked(String value) {
        String trimmed = value.strip();
        if (!choices.isEmpty()) {
            String lower = trimmed.toLowerCase(Locale.ROOT);
            if (!choices.contains(lower)) {
                throw Failure.BAD_PROPERTY.with("Property " + key + " cannot be '" + value + "'. Use one of "
                        + String.join(", ", choices) + ".");
            }
            return lower;
        }
        if (this == TIME_ZONE && !trimmed.isEmpty()) {
            zone(trimmed);
        }
        if (kind == Kind.NUMBER || kind == Kind.SESSION_NUMBER) {
            number(trimmed);
        }
        return trimmed;
    }

    /** The zone that a value names. */
    ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw Failure.BAD_PROPERTY.with(
                    "Property " + key + " cannot be '" + value
                            + "'. It takes the name of a zone such as Europe/Berlin, or UTC.",
                    e);
        }
    }

    private long number(String value) {
        long max = kind == Kind.NUMBER ? NUMBER_MAX : Long.MAX_VALUE;
        try {
            long number = Long.parseLong(value);
            boolean mayBeZero = standard.equals("0") || this == METADATA_TTL;
            if ((number > 0 || (number == 0 && mayBeZero)) && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the message below says all
        }
        throw Failure.BAD_PROPERTY.with("Property " + key + " cannot be '" + value + "'. It takes a whole number"
                + (kind == Kind.NUMBER ? " up to " + max : "") + ", such as " + standard + ".");
    }

    long number(ConnectionConfig config) {
        return number(config.value(this));
    }

    Duration seconds(ConnectionConfig config) {
        return Duration.ofSeconds(number(config));
    }
}
