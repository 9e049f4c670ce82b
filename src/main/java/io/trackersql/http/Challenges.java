package io.trackersql.http;

import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import java.util.List;
import java.util.Locale;
import okhttp3.Response;

/** What to tell a user whom the server or the proxy does not let in. */
final class Challenges {
    private Challenges() {}

    static TrackerException failure(Response response, TransportConfig config) {
        String host = config.base().getHost();
        if (response.code() == 407) {
            return Failure.AUTHENTICATION.with("The proxy before " + host
                    + " asks for a user and a password, or refuses those of the property proxy.");
        }
        List<String> schemes = response.headers("WWW-Authenticate").stream()
                .map(value -> value.strip().split("[ ,]", 2)[0].toLowerCase(Locale.ROOT))
                .toList();
        boolean isWindowsOnly =
                !schemes.isEmpty() && schemes.stream().allMatch(s -> s.equals("ntlm") || s.equals("negotiate"));
        if (isWindowsOnly) {
            return Failure.AUTHENTICATION.with(
                    host
                            + " wants Windows authentication (NTLM or Negotiate), which is not supported. Use an access token: property token.");
        }
        String used;
        if (config.credentials() instanceof Credentials.Basic) {
            used = "the user name or the password. Check user and password";
        } else if (config.credentials() instanceof Credentials.Bearer) {
            used = "the access token. Check token: it may be mistyped, expired or revoked";
        } else if (config.credentials() instanceof Credentials.ApiKey) {
            used = "the API key. Check token: it may be mistyped, expired or revoked";
        } else {
            used = "requests without credentials. Give token, or user and password";
        }
        return Failure.AUTHENTICATION.with(host + " refuses " + used + ".");
    }
}
