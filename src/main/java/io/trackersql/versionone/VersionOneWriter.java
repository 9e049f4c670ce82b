package io.trackersql.versionone;

import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.RowsOutcome;
import io.trackersql.backend.RowsWrite;
import io.trackersql.backend.WriteOptions;
import io.trackersql.http.Answer;
import io.trackersql.http.Json;
import io.trackersql.model.Entity;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.write.Mutation;
import io.trackersql.write.UnknownKeys;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
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
    private final VersionOneBackend backend;
    private final ErrorReader errors;
    private final WriteSender sender;

    VersionOneWriter(VersionOneBackend backend, ErrorReader errors) {
        this.backend = backend;
        this.errors = errors;
        this.sender = new WriteSender(backend, errors);
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

    @Override
    public List<NativeRequest> render(List<Mutation> mutations, WriteOptions options) {
        WritePlan plan = new WritePlan(backend.model(), options, sender);
        RestRequest rest = new RestRequest(backend.dataPath(), options);
        List<NativeRequest> requests = new ArrayList<>();
        int next = 0;
        while (next < mutations.size()) {
            WritePlan.Part part = plan.part(mutations, next, Map.of());
            if (part.isBulk()) {
                requests.add(part.request(options).request());
            } else {
                part.steps().get(0).forEach(step -> requests.add(rest.of(step)));
            }
            next = part.to();
        }
        return requests;
    }

    @Override
    public List<WriteOutcome> write(List<Mutation> mutations, WriteOptions options, RequestScope scope) {
        Optional<List<WriteOutcome>> refused = UnknownKeys.refused(mutations, Oids::isProvisional, WritePlan::mentions);
        return refused.orElseGet(() -> new WriteRun(backend, errors, sender, mutations, options, scope).outcomes());
    }

    @Override
    public List<String> preview(List<Mutation> mutations, WriteOptions options, RequestScope scope) {
        List<List<Step>> steps =
                mutations.stream().map(m -> Step.of(m, backend.model())).toList();
        boolean isSpeakable =
                steps.stream().flatMap(List::stream).noneMatch(s -> s instanceof Step.Send || WritePlan.isClearing(s));
        if (!isSpeakable || sender.lacksBulk()) {
            throw Failure.UNSUPPORTED.with(
                    "VersionOne cannot say in advance what this would do: it says so only of what api/asset can do, which"
                            + " knows no cleared values and no contents of files. Use dryRun=plan.");
        }
        BulkRequest request = BulkRequest.of(mutations, steps, false, false);
        try (Answer answer = sender.postBulk(request.preview(), scope, true).orElseThrow()) {
            List<String> lines = new ArrayList<>();
            Json.tree(answer).forEach(command -> lines.add(command.toString()));
            return lines;
        }
    }

    @Override
    public boolean canWriteRows(RowsWrite write, WriteOptions options) {
        return !sender.lacksBulk() && options.comment().isEmpty() && RowsRequest.isPossible(write);
    }

    @Override
    public NativeRequest render(RowsWrite write, WriteOptions options) {
        return new RowsRequest(write).request();
    }

    @Override
    public Optional<RowsOutcome> writeRows(RowsWrite write, WriteOptions options, RequestScope scope) {
        RowsRequest request = new RowsRequest(write);
        return sender.postBulk(request.request(), scope, false).map(answer -> {
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
