package io.trackersql.versionone;

import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Refusals;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.write.Mutation;
import java.util.Optional;

/** Sends requests that write, and remembers whether the server has {@code api/asset}. Thread-safe. */
final class WriteSender {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final VersionOneBackend backend;
    private final ErrorReader errors;
    private volatile boolean lacksBulk;

    WriteSender(VersionOneBackend backend, ErrorReader errors) {
        this.backend = backend;
        this.errors = errors;
    }

    /** Whether an answer has told that the server has no api/asset. */
    boolean lacksBulk() {
        return lacksBulk;
    }

    /** Sends a step to rest-1.v1; gives the key of the asset that the answer is about. */
    String postStep(Step step, RestRequest rest, Mutation mutation, RequestScope scope) {
        Refusals refusals = refusal -> errors.explain(refusal, mutation);
        boolean isContent = step instanceof Step.Send;
        Ask ask = new Ask(
                rest.of(step),
                isContent ? Ask.Format.ANY : Ask.Format.XML,
                Ask.BodyType.XML,
                isContent ? Optional.of(((Step.Send) step).content()) : Optional.empty(),
                false,
                refusals);
        try (Answer answer = backend.transport().send(ask, scope)) {
            if (!isContent) {
                return RestRequest.key(answer);
            }
            Contents.skip(answer);
            return step.key();
        }
    }

    /** The answer of api/asset; empty if the server does not know it, which is remembered. */
    Optional<Answer> postBulk(NativeRequest request, RequestScope scope, boolean needsBulk) {
        boolean[] isMissing = new boolean[1];
        Ask ask = new Ask(request, Ask.Format.JSON, Ask.BodyType.JSON, false, refusal -> {
            isMissing[0] = refusal.status() == NOT_FOUND || refusal.status() == METHOD_NOT_ALLOWED;
            return isMissing[0]
                    ? Failure.UNSUPPORTED.with("This VersionOne has no api/asset, which the statement needs.")
                    : errors.explain(refusal);
        });
        try {
            return Optional.of(backend.transport().send(ask, scope));
        } catch (TrackerException e) {
            if (!isMissing[0] || needsBulk) {
                throw e;
            }
            lacksBulk = true;
            return Optional.empty();
        }
    }
}
