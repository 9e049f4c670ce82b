package io.trackersql.rally;

import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Transport;
import io.trackersql.http.Upload;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import java.util.Optional;

/** Sends requests that write, each with the session's token. One that the service refused for its token is sent again, since it was not processed. */
final class WriteSender {
    private final Transport transport;
    private final ErrorReader errors;
    private final SecurityToken token;
    private final RequestScope scope;

    WriteSender(Transport transport, ErrorReader errors, SecurityToken token, RequestScope scope) {
        this.transport = transport;
        this.errors = errors;
        this.token = token;
        this.scope = scope;
    }

    WriteErrors errors() {
        return new WriteErrors(errors);
    }

    RequestScope scope() {
        return scope;
    }

    /** Waits before a write is tried again. */
    void pause(int failedAttempts) {
        transport.pause(failedAttempts, scope);
    }

    /** Sends one request, or what its body describes; fails with UNKNOWN_OUTCOME if it cannot be known what became of it. */
    WriteAnswer send(NativeRequest request, Optional<Upload> upload) {
        Optional<Ask.Secret> secret = token.current(scope);
        WriteAnswer answer = send(request, upload, secret);
        if (secret.isPresent() && SecurityToken.isRefused(answer.errors())) {
            token.drop(secret.get());
            answer = send(request, upload, token.current(scope));
        }
        return answer;
    }

    private WriteAnswer send(NativeRequest request, Optional<Upload> upload, Optional<Ask.Secret> secret) {
        Ask ask = new Ask(request, Ask.Format.JSON, Ask.BodyType.JSON, upload, secret, false, errors::explainWrite);
        try (Answer answer = transport.send(ask, scope)) {
            return WriteAnswer.read(answer);
        }
    }
}
