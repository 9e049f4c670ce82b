package io.trackersql.rally;

import io.trackersql.backend.AllPages;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.PageWindow;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.Operation;
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Predicate;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the types of related assets where the relation leads to several and the statement does not say which: an address needs the
 * type. One query over the type above them, mostly Artifact, finds those of up to {@value #KEYS_MAX} assets.
 */
final class TypeFinder {
    private static final int KEYS_MAX = 500;

    private final EntityModel model;
    private final DataScope scope;
    private final Addresses addresses;

    /** By type above them: the assets that are looked for, each with the column that refers to it first. */
    private final Map<String, Map<Object, String>> wanted = new LinkedHashMap<>();

    TypeFinder(EntityModel model, DataScope scope, Addresses addresses) {
        this.model = model;
        this.scope = new DataScope(scope.workspace(), Optional.empty(), false, false);
        this.addresses = addresses;
    }

    /** Notes what a write refers to. */
    void want(Mutation mutation) {
        for (Change change : mutation.changes()) {
            if (Tokens.isReference(change.column())
                    && addresses.fixedType(change.column()).isEmpty()) {
                want(mutation, change);
            }
        }
        if (mutation instanceof Mutation.Operate operate) {
            List<Operation.Argument> arguments = operate.operation().arguments();
            for (int i = 0; i < arguments.size(); i++) {
                want(arguments.get(i), operate.arguments().get(i));
            }
        }
    }

    private void want(Mutation mutation, Change change) {
        Column column = change.column();
        Optional<String> told = WriteBody.told(mutation, column).flatMap(name -> Addresses.typeNamed(model, name));
        for (Object key : change.values()) {
            if (told.isPresent()) {
                addresses.know(key, told.get());
            } else {
                want(column.relatedEntity(), key, "Column " + column.name());
            }
        }
    }

    private void want(Operation.Argument argument, Object key) {
        Optional<Entity> related = argument.relatedEntity().flatMap(model::entity);
        if (key != null && related.filter(entity -> !entity.isAbstract()).isPresent()) {
            addresses.know(key, related.get().nativeName());
        } else if (key != null) {
            want(argument.relatedEntity(), key, "Argument " + argument.name());
        }
    }

    private void want(Optional<String> related, Object key, String referrer) {
        if (!addresses.isKnown(key)) {
            // one query for all artifacts, whatever the relations say
            String above = related.flatMap(model::entity)
                    .filter(entity -> !AbstractTypes.isArtifact(entity.nativeName()))
                    .map(Entity::name)
                    .orElse(AbstractTypes.ARTIFACT);
            wanted.computeIfAbsent(above, name -> new LinkedHashMap<>()).putIfAbsent(key, referrer);
        }
    }

    /** The requests that {@link #find} sends. */
    List<NativeRequest> requests() {
        List<NativeRequest> requests = new ArrayList<>();
        queries()
                .forEach(query -> requests.add(
                        new QueryRenderer(query).render(new PageWindow(0, QueryRenderer.PAGE_ROWS_MAX, true))));
        return requests;
    }

    /** Asks for the types; fails with INVALID_RELATION if an asset is not there. */
    void find(RallyBackend backend, RequestScope requestScope) {
        queries()
                .forEach(query -> AllPages.read(
                        QueryRenderer.PAGE_ROWS_MAX,
                        window -> backend.fetchPage(query, window, requestScope),
                        (key, row) -> addresses.know(row[0], String.valueOf(row[1]))));
        wanted.values()
                .forEach(keys -> keys.forEach((key, referrer) -> {
                    if (!addresses.isKnown(key)) {
                        throw Failure.INVALID_RELATION.with(referrer + " is " + key
                                + ", but there is no such asset that this user may see. Nothing was written. If it is there and no"
                                + " artifact, say its type in the column that ends with _Type.");
                    }
                }));
    }

    private List<NativeQuery> queries() {
        List<NativeQuery> queries = new ArrayList<>();
        wanted.forEach((above, keys) -> {
            Optional<EntityTable> table = model.entity(above).map(entity -> EntityTables.current(model, entity));
            List<Object> all = new ArrayList<>(keys.keySet());
            for (int from = 0; table.isPresent() && from < all.size(); from += KEYS_MAX) {
                queries.add(query(table.get(), all.subList(from, Math.min(all.size(), from + KEYS_MAX))));
            }
        });
        return queries;
    }

    private NativeQuery query(EntityTable table, List<Object> keys) {
        Column type = table.columns().stream()
                .filter(column -> column.name().equals(AbstractTypes.TYPE))
                .findFirst()
                .orElseThrow();
        return new NativeQuery(
                table,
                scope,
                List.of(table.key(), type),
                Optional.empty(),
                List.of(Predicate.In.of(table.key(), keys)),
                List.of());
    }
}
