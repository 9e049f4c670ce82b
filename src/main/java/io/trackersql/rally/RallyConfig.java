package io.trackersql.rally;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** What a transport to Rally is configured with. */
public final class RallyConfig {
    /** The header of an API key. */
    public static final String KEY_HEADER = "zsessionid";

    /** Rally lets a user have this many requests in work at a time; what exceeds it is slowed down, and abuse can lock the account. */
    public static final int REQUESTS_IN_FLIGHT_MAX = 12;

    private static final String APPLICATION = "slm/";

    private RallyConfig() {}

    /** The address below which all requests go, from one that names the server, with or without the path that other clients want. */
    public static URI base(URI address) {
        String text = address.toString();
        int path = text.indexOf('/', text.indexOf("//") + 2);
        String server = path < 0 ? text : text.substring(0, path);
        String rest = path < 0 ? "" : text.substring(path + 1);
        int application = ("/" + rest + "/").toLowerCase(Locale.ROOT).indexOf("/" + APPLICATION);
        String prefix = application < 0 ? rest : rest.substring(0, application);
        return URI.create(
                server + "/" + (prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/") + APPLICATION);
    }

    /** What Rally asks integrations to say of themselves with every request. */
    public static Map<String, String> headers(String version) {
        return Map.of(
                "X-RallyIntegrationName",
                "TrackerSQL",
                "X-RallyIntegrationVendor",
                "TrackerSQL",
                "X-RallyIntegrationVersion",
                version,
                "X-RallyIntegrationLibrary",
                "TrackerSQL " + version,
                "X-RallyIntegrationPlatform",
                "Java " + System.getProperty("java.version"),
                "X-RallyIntegrationOS",
                System.getProperty("os.name"));
    }
}
