package io.trackersql.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.backend.WriteOptions;
import io.trackersql.http.Json;
import io.trackersql.model.Failure;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of mutations, part by part, until one is not made as it was wanted. Not thread-safe. */
final class WriteRun {
    private final VersionOneBackend backend;
    private final ErrorReader errors;
    private final WriteSender sender;
    private final List<Mutation> mutations;
    private final WriteOptions options;
    private final RequestScope scope;
    private final WriteOutcome[] outcomes;
    private final Map<Object, Object> keys = new HashMap<>();
    private boolean hasSent;

    WriteRun(
            VersionOneBackend backend,
            ErrorReader errors,
            WriteSender sender,
            List<Mutation> mutations,
            WriteOptions options,
            RequestScope scope) {
        this.backend = backend;
        this.errors = errors;
        this.sender = sender;
        this.mutations = mutations;
        this.options = options;
        this.scope = scope;
        this.outcomes = new WriteOutcome[mutations.size()];
        Arrays.fill(outcomes, new WriteOutcome.NotSent());
    }

    /** Sends the mutations and says what became of each. */
    List<WriteOutcome> outcomes() {
        WritePlan plan = new WritePlan(backend.model(), options, sender);
        int next = 0;
        boolean goesOn = true;
        while (goesOn && next < mutations.size()) {
            WritePlan.Part part = plan.part(mutations, next, keys);
            boolean isDone = part.isBulk() ? bulk(part) : single(part);
            for (int i = part.from(); i < part.to(); i++) {
                goesOn &= !isDone || outcomes[i] instanceof WriteOutcome.Applied;
            }
            next = isDone ? part.to() : part.from();
        }
        return new Numbers(backend, options, scope).added(mutations, Arrays.asList(outcomes));
    }

    /** Gives false if nothing was done since the server does not know api/asset. */
    private boolean bulk(WritePlan.Part part) {
        BulkRequest request = part.request(options);
        boolean needsBulk = part.steps().stream().flatMap(List::stream).anyMatch(WritePlan::isOnlyForBulk);
        Optional<BulkAnswer> answer;
        try {
            answer = send(request, needsBulk);
        } catch (TrackerException e) {
            fail(part, e);
            return true;
        }
        answer.ifPresent(told -> {
            hasSent = true;
            List<WriteOutcome> found = told.outcomes();
            for (int i = 0; i < found.size(); i++) {
                outcomes[part.from() + i] = found.get(i);
            }
            keys.putAll(told.keys());
        });
        return answer.isPresent();
    }

    private Optional<BulkAnswer> send(BulkRequest request, boolean needsBulk) {
        return sender.postBulk(request.request(), scope, needsBulk).map(answer -> {
            try (answer) {
                JsonNode root = Json.tree(answer);
                return new BulkAnswer(request, root, answer, errors);
            }
        });
    }

    /** The steps of one mutation, each with a request. */
    private boolean single(WritePlan.Part part) {
        Mutation mutation = part.mutations().get(0);
        List<Step> steps = part.steps().get(0);
        RestRequest rest = new RestRequest(backend.dataPath(), options);
        String key = (String) mutation.key();
        int done = 0;
        try {
            while (done < steps.size()) {
                String written = sender.postStep(steps.get(done), rest, mutation, scope);
                hasSent = true;
                done++;
                if (Oids.isProvisional(key)) {
                    keys.put(key, written);
                    mutation = mutation.withKeys(keys);
                    steps = Step.of(mutation, backend.model());
                }
                key = mutation instanceof Mutation.Operate || Oids.isProvisional(key) ? written : key;
            }
            outcomes[part.from()] = new WriteOutcome.Applied(key, Optional.empty());
        } catch (TrackerException e) {
            if (done == 0 || e.failure() == Failure.UNKNOWN_OUTCOME) {
                fail(part, e);
            } else {
                outcomes[part.from()] = new WriteOutcome.Partly(
                        new WriteOutcome.Applied(key, Optional.empty()), partly(e, mutation, key, steps.get(done)));
            }
        }
        return true;
    }

    private TrackerException partly(TrackerException e, Mutation mutation, String key, Step failed) {
        String what = failed instanceof Step.Send
                ? (mutation instanceof Mutation.Create ? "was made as " + key : "was changed")
                        + ", but its content was not sent or not taken"
                : "was changed in part";
        return e.failure().with("The asset " + key + " " + what + ": " + e.getMessage(), e);
    }

    /** What befell a request. */
    private void fail(WritePlan.Part part, TrackerException e) {
        if (e.failure() == Failure.UNKNOWN_OUTCOME) {
            for (int i = 0; i < part.mutations().size(); i++) {
                outcomes[part.from() + i] = new WriteOutcome.Unknown(e.failure()
                        .with(e.getMessage() + " Look for: " + part.mutations().get(i) + ".", e));
            }
            return;
        }
        WriteOutcome.Failed failed = new WriteOutcome.Failed(e);
        if (!hasSent && failed.isOfRequest()) {
            throw e;
        } else {
            // the first tells why; what was not done for the same reason can be sent again
            outcomes[part.from()] = failed;
        }
    }
}
