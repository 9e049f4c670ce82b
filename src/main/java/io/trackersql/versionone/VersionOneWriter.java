package io.trackersql.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.RowsOutcome;
import io.trackersql.backend.RowsWrite;
import io.trackersql.backend.WriteOptions;
import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Json;
import io.trackersql.http.Refusals;
import io.trackersql.model.Entity;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.UnknownKeys;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes through {@code api/asset}, many mutations with one request, and through {@code rest-1.v1} what only that can say: comments,
 * contexts of new assets, cleared values, contents of files, operations whose result is another asset. Where {@code api/asset} is missing, which the
 * first answer tells, everything goes through {@code rest-1.v1}, a request for each step.
 */
final class VersionOneWriter implements MutationWriter {
    /** A quarter of what ASP.NET takes in a request unless it is configured otherwise. */
    private static final long TEXT_CHARACTERS_MAX = 1 << 20;

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final VersionOneBackend backend;
    private final ErrorReader errors;
    private volatile boolean lacksBulk;

    VersionOneWriter(VersionOneBackend backend, ErrorReader errors) {
        this.backend = backend;
        this.errors = errors;
    }

    @Override
    public Object provisionalKey(Entity entity, long n) {
        return Oids.provisional(entity.name(), n);
    }

    /** The state that is left decides by which operation. */
    @Override
    public Set<Column> presentColumns(EntityTable table, Set<Column> written) {
        return written.stream().filter(Step::isState).collect(Collectors.toSet());
    }

    @Override
    public void check(Mutation mutation, WriteOptions options) {
        new WriteChecks(backend.model(), options).check(mutation);
    }

    /**
     * Mutations that go together: several in one request of api/asset, or one with a request for each of its steps.
     *
     * @param from the place of the first in the list
     */
    private record Part(int from, List<Mutation> mutations, List<List<Step>> steps, boolean isBulk) {
        int to() {
            return from + mutations.size();
        }
    }

    private Part part(List<Mutation> mutations, int from, WriteOptions options, Map<Object, Object> keys) {
        Part part = null;
        long characters = 0;
        for (int i = from; i < mutations.size(); i++) {
            Mutation mutation =
                    keys.isEmpty() ? mutations.get(i) : mutations.get(i).withKeys(keys);
            List<Step> steps = Step.of(mutation, backend.model());
            boolean isBulk = !steps.isEmpty() && isForBulk(steps, options);
            characters += steps.stream().mapToLong(Step::characters).sum();
            if (part == null) {
                part = new Part(from, new ArrayList<>(), new ArrayList<>(), isBulk);
            } else if (!isBulk
                    || !part.isBulk()
                    || part.mutations().size() >= options.batchRows()
                    || characters > TEXT_CHARACTERS_MAX) {
                return part;
            }
            part.mutations().add(mutation);
            part.steps().add(steps);
        }
        return part;
    }

    private boolean isForBulk(List<Step> steps, WriteOptions options) {
        return steps.stream().allMatch(s -> isOnlyForBulk(s) || (!lacksBulk && !isOnlyForRest(s, options)));
    }

    private static boolean isOnlyForBulk(Step step) {
        return step instanceof Step.Place
                || (step instanceof Step.Execute execute && !execute.arguments().isEmpty());
    }

    private static boolean isOnlyForRest(Step step, WriteOptions options) {
        if (options.comment().isPresent() || step instanceof Step.Send) {
            return true;
        } else if (step instanceof Step.Create create) {
            return options.createContext().isPresent() || Contents.areFiles(create.type());
        } else if (step instanceof Step.Set set) {
            return isClearing(set);
        }
        return !Operations.isInPlace(((Step.Execute) step).operation());
    }

    /** What api/asset makes of null in an update is not known. */
    private static boolean isClearing(Step step) {
        return step instanceof Step.Set set
                && set.changes().stream().anyMatch(c -> c instanceof Change.Assign a && a.value() == null);
    }

    @Override
    public List<NativeRequest> render(List<Mutation> mutations, WriteOptions options) {
        RestRequest rest = new RestRequest(backend.dataPath(), options);
        List<NativeRequest> requests = new ArrayList<>();
        int next = 0;
        while (next < mutations.size()) {
            Part part = part(mutations, next, options, Map.of());
            if (part.isBulk()) {
                requests.add(bulk(part, options).request());
            } else {
                part.steps().get(0).forEach(step -> requests.add(rest.of(step)));
            }
            next = part.to();
        }
        return requests;
    }

    private static BulkRequest bulk(Part part, WriteOptions options) {
        return BulkRequest.of(part.mutations(), part.steps(), options.wantsNumbers(), true);
    }

    @Override
    public List<WriteOutcome> write(List<Mutation> mutations, WriteOptions options, RequestScope scope) {
        Optional<List<WriteOutcome>> refused =
                UnknownKeys.refused(mutations, Oids::isProvisional, VersionOneWriter::mentioned);
        return refused.orElseGet(() -> new Run(mutations, options, scope).write());
    }

    /** The keys that a mutation names beside its own. */
    private static Set<Object> mentioned(Mutation mutation) {
        Set<Object> keys = mutation.changes().stream()
                .filter(c -> c.column().role() == Column.Role.RELATION)
                .flatMap(c -> c.values().stream())
                .collect(Collectors.toSet());
        if (mutation instanceof Mutation.Operate operate) {
            keys.addAll(operate.arguments());
        }
        return keys;
    }

    /** The writing of one list of mutations. */
    private final class Run {
        private final List<Mutation> mutations;
        private final WriteOptions options;
        private final RequestScope scope;
        private final WriteOutcome[] outcomes;
        private final Map<Object, Object> keys = new HashMap<>();
        private boolean hasSent;

        Run(List<Mutation> mutations, WriteOptions options, RequestScope scope) {
            this.mutations = mutations;
            this.options = options;
            this.scope = scope;
            this.outcomes = new WriteOutcome[mutations.size()];
            Arrays.fill(outcomes, new WriteOutcome.NotSent());
        }

        List<WriteOutcome> write() {
            int next = 0;
            boolean goesOn = true;
            while (goesOn && next < mutations.size()) {
                Part part = part(mutations, next, options, keys);
                boolean isDone = part.isBulk() ? bulk(part) : single(part);
                for (int i = part.from(); i < part.to(); i++) {
                    goesOn &= !isDone || outcomes[i] instanceof WriteOutcome.Applied;
                }
                next = isDone ? part.to() : part.from();
            }
            return new Numbers(backend, options, scope).added(mutations, Arrays.asList(outcomes));
        }

        /** Gives false if nothing was done since the server does not know api/asset. */
        private boolean bulk(Part part) {
            BulkRequest request = VersionOneWriter.bulk(part, options);
            boolean needsBulk = part.steps().stream().flatMap(List::stream).anyMatch(VersionOneWriter::isOnlyForBulk);
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
            return postBulk(request.request(), scope, needsBulk).map(answer -> {
                try (answer) {
                    JsonNode root = Json.tree(answer);
                    return new BulkAnswer(request, root, answer, errors);
                }
            });
        }

        /** The steps of one mutation, each with a request. */
        private boolean single(Part part) {
            Mutation mutation = part.mutations().get(0);
            List<Step> steps = part.steps().get(0);
            RestRequest rest = new RestRequest(backend.dataPath(), options);
            String key = (String) mutation.key();
            int done = 0;
            try {
                while (done < steps.size()) {
                    String written = postStep(steps.get(done), rest, mutation, scope);
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
        private void fail(Part part, TrackerException e) {
            if (e.failure() == Failure.UNKNOWN_OUTCOME) {
                for (int i = 0; i < part.mutations().size(); i++) {
                    outcomes[part.from() + i] = new WriteOutcome.Unknown(e.failure()
                            .with(
                                    e.getMessage() + " Look for: "
                                            + part.mutations().get(i) + ".",
                                    e));
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

    private String postStep(Step step, RestRequest rest, Mutation mutation, RequestScope scope) {
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
    private Optional<Answer> postBulk(NativeRequest request, RequestScope scope, boolean needsBulk) {
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

    @Override
    public List<String> preview(List<Mutation> mutations, WriteOptions options, RequestScope scope) {
        List<List<Step>> steps =
                mutations.stream().map(m -> Step.of(m, backend.model())).toList();
        boolean isSpeakable =
                steps.stream().flatMap(List::stream).noneMatch(s -> s instanceof Step.Send || isClearing(s));
        if (!isSpeakable || lacksBulk) {
            throw Failure.UNSUPPORTED.with(
                    "VersionOne cannot say in advance what this would do: it says so only of what api/asset can do, which"
                            + " knows no cleared values and no contents of files. Use dryRun=plan.");
        }
        BulkRequest request = BulkRequest.of(mutations, steps, false, false);
        try (Answer answer = postBulk(request.preview(), scope, true).orElseThrow()) {
            List<String> lines = new ArrayList<>();
            Json.tree(answer).forEach(command -> lines.add(command.toString()));
            return lines;
        }
    }

    @Override
    public boolean canWriteRows(RowsWrite write, WriteOptions options) {
        return !lacksBulk && options.comment().isEmpty() && RowsRequest.isPossible(write);
    }

    @Override
    public NativeRequest render(RowsWrite write, WriteOptions options) {
        return new RowsRequest(write).request();
    }

    @Override
    public Optional<RowsOutcome> writeRows(RowsWrite write, WriteOptions options, RequestScope scope) {
        RowsRequest request = new RowsRequest(write);
        return postBulk(request.request(), scope, false).map(answer -> {
            try (answer) {
                return request.outcome(Json.tree(answer), answer, errors);
            }
        });
    }

    @Override
    public boolean hasTemplates() {
        return true;
    }

    @Override
    public Map<Column, Object> fetchTemplate(EntityTable table, Object context, RequestScope scope) {
        return Template.fetch(backend, errors, table, (String) context, scope);
    }
}
