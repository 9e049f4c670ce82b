package io.trackersql.rally;

import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.RowsOutcome;
import io.trackersql.backend.RowsWrite;
import io.trackersql.backend.WriteOptions;
import io.trackersql.http.Transport;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.write.Mutation;
import io.trackersql.write.UnknownKeys;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes through the Web Services API: one write is one request, several are entries of batches. The service finds nothing by itself, keeps no
 * comments, proposes no values and does not try writes out.
 */
final class RallyWriter implements MutationWriter {
    private final RallyBackend backend;
    private final Transport transport;
    private final ErrorReader errors;
    private final SecurityToken token;
    private final Supplier<EntityModel> model;
    private final Supplier<Optional<Object>> user;

    /** @param user the key of the user who writes, as soon as it is known */
    RallyWriter(
            RallyBackend backend,
            Transport transport,
            ErrorReader errors,
            Supplier<EntityModel> model,
            Supplier<Optional<Object>> user) {
        this.backend = backend;
        this.transport = transport;
        this.errors = errors;
        this.token = new SecurityToken(transport, errors);
        this.model = model;
        this.user = user;
    }

    @Override
    public Object provisionalKey(Entity entity, long n) {
        return Addresses.provisionalKey(entity, n);
    }

    @Override
    public Set<Column> presentColumns(EntityTable table, Set<Column> written) {
        Set<Column> needed = new HashSet<>();
        for (Column column : table.columns()) {
            boolean isWrittenBeside = written.stream()
                    .anyMatch(w -> isLinkPart(w) && WriteBody.attribute(w).equals(WriteBody.attribute(column)));
            boolean isOwnType = table.entity().isAbstract() && column.name().equals(AbstractTypes.TYPE);
            if (isOwnType || (isLinkPart(column) && isWrittenBeside && !written.contains(column))) {
                needed.add(column);
            }
        }
        return needed;
    }

    private static boolean isLinkPart(Column column) {
        NativeType type = NativeType.of(column.nativeType());
        return type == NativeType.LINK_ID || type == NativeType.LINK_LABEL;
    }

    @Override
    public void check(Mutation mutation, WriteOptions options) {
        new WriteChecks(model.get()).check(mutation);
    }

    @Override
    public boolean canWriteRows(RowsWrite write, WriteOptions options) {
        return false;
    }

    @Override
    public NativeRequest render(RowsWrite write, WriteOptions options) {
        throw Failure.UNSUPPORTED.with("Rally changes assets by their keys only.");
    }

    @Override
    public Optional<RowsOutcome> writeRows(RowsWrite write, WriteOptions options, RequestScope scope) {
        return Optional.empty();
    }

    @Override
    public List<NativeRequest> render(List<Mutation> mutations, WriteOptions options) {
        Addresses addresses = new Addresses(model.get());
        WriteRenderer renderer = new WriteRenderer(addresses, user.get());
        List<NativeRequest> requests =
                new ArrayList<>(typesOf(mutations, options, addresses).requests());
        for (List<Integer> places : WritePlan.requests(mutations, options.batchRows(), WriteRenderer::isAlone)) {
            List<Mutation> together = places.stream().map(mutations::get).toList();
            List<String> parameters = WriteRenderer.parameters(together, options);
            List<WriteStep> steps = together.stream()
                    .flatMap(mutation -> renderer.steps(mutation).stream())
                    .toList();
            together.forEach(mutation ->
                    Contents.of(mutation).ifPresent(content -> requests.add(WriteRenderer.storing(content, options))));
            if (together.size() > 1) {
                requests.add(WriteStep.batch(steps).request(parameters));
            } else {
                steps.forEach(step -> requests.add(step.request(parameters)));
            }
        }
        return requests;
    }

    @Override
    public List<WriteOutcome> write(List<Mutation> mutations, WriteOptions options, RequestScope scope) {
        Optional<List<WriteOutcome>> refused =
                UnknownKeys.refused(mutations, Addresses::isProvisional, WritePlan::mentions);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (options.comment().isPresent() || options.createContext().isPresent()) {
            scope.warnings()
                    .accept("Rally keeps no comments and makes nothing in a context, so that the properties comment and"
                            + " createContext do nothing there.");
        }
        Addresses addresses = new Addresses(model.get());
        typesOf(mutations, options, addresses).find(backend, scope);
        WriteSender sender = new WriteSender(transport, errors, token, scope);
        return new WriteRun(mutations, options, addresses, new WriteRenderer(addresses, user.get()), sender).outcomes();
    }

    private TypeFinder typesOf(List<Mutation> mutations, WriteOptions options, Addresses addresses) {
        TypeFinder types = new TypeFinder(model.get(), options.scope(), addresses);
        for (Mutation mutation : mutations) {
            if (mutation instanceof Mutation.Create create) {
                addresses.expect(create.key(), create.table().entity());
            }
        }
        mutations.forEach(types::want);
        return types;
    }

    @Override
    public List<String> preview(List<Mutation> mutations, WriteOptions options, RequestScope scope) {
        throw Failure.UNSUPPORTED.with(
                "Rally cannot say what a write would do without doing it. Use dryRun=plan to see its requests.");
    }

    @Override
    public boolean hasTemplates() {
        return false;
    }

    @Override
    public Map<Column, Object> fetchTemplate(EntityTable table, Object context, RequestScope scope) {
        throw Failure.UNSUPPORTED.with("Rally proposes no values for new assets.");
    }
}
