package io.trackersql.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Credentials;
import io.trackersql.http.Json;
import io.trackersql.http.Transport;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every write of a session with user and password has to bring along, against requests that another page's script sends in the
 * user's name. It belongs to the session of the cookies. With an API key there is none. Thread-safe.
 */
final class SecurityToken {
    /** What the service says of a write that it did not look at, since the token is missing or no longer the session's. */
    private static final String INVALID = "Invalid key";

    private static final String PARAMETER = "key";

    private final Transport transport;
    private final ErrorReader errors;
    private Optional<Ask.Secret> known = Optional.empty();

    SecurityToken(Transport transport, ErrorReader errors) {
        this.transport = transport;
        this.errors = errors;
    }

    /** Whether these errors say that the token is at fault. */
    static boolean isRefused(List<String> errors) {
        return errors.stream().anyMatch(error -> error.contains(INVALID));
    }

    /** The token, which is asked for once; empty with an API key. */
    synchronized Optional<Ask.Secret> current(RequestScope scope) {
        if (known.isEmpty() && transport.config().credentials() instanceof Credentials.Basic) {
            known = Optional.of(fetch(scope));
        }
        return known;
    }

    /** Has the next write ask for a new one, unless another write did so meanwhile. */
    synchronized void drop(Ask.Secret refused) {
        known = known.filter(token -> !token.equals(refused));
    }

    private Ask.Secret fetch(RequestScope scope) {
        NativeRequest request = NativeRequest.get(QueryRenderer.PATH + "security/authorize");
        Ask ask = new Ask(request, Ask.Format.JSON, true, errors::explain);
        try (Answer answer = transport.send(ask, scope)) {
            JsonNode result = Json.tree(answer).path("OperationResult");
            List<String> said = new ArrayList<>();
            result.path("Errors").forEach(error -> said.add(error.asText()));
            if (!said.isEmpty()) {
                throw errors.explain(request, said);
            }
            String token = result.path("SecurityToken").asText();
            if (token.isEmpty()) {
                throw answer.malformed("a SecurityToken", "it holds none");
            }
            return new Ask.Secret(PARAMETER, token);
        }
    }
}
