package io.trackersql.versionone;

import io.trackersql.http.Json;
import io.trackersql.model.NativeRequest;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.write.Change;
import io.trackersql.write.Change.Assign;
import io.trackersql.write.Change.Members;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request of {@code api/asset} that makes several mutations. Each command has an alias: so its failures can be told from those of others, and an
 * update waits for its turn instead of looking for its asset before anything is done. Behind the commands stand queries: of each
 * new asset, since nothing says in which order an answer lists them, and of the assets that are updated, since an update of an asset that
 * is not there does nothing and fails at nothing.
 */
final class BulkRequest {
    static final String TARGET = "api/asset";

    /** In one filter, as in those of questions. */
    private static final int KEYS_MAX = 1000;

    private final List<Object> commands = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();

    /**
     * The commands of one mutation.
     *
     * @param steps by alias
     * @param identity the alias of the query that tells key and number of a new asset
     */
    record Task(Mutation mutation, Map<String, Step> steps, Optional<String> identity) {}

    private BulkRequest() {}

    /**
     * @param steps of each mutation
     * @param asks whether to ask behind the commands for what only answers tell
     */
    static BulkRequest of(List<Mutation> mutations, List<List<Step>> steps, boolean wantsNumbers, boolean asks) {
        BulkRequest request = new BulkRequest();
        long created =
                mutations.stream().filter(Mutation.Create.class::isInstance).count();
        for (int i = 0; i < mutations.size(); i++) {
            request.add(mutations.get(i), steps.get(i), wantsNumbers, asks, created > 1);
        }
        if (asks) {
            request.addPresence();
        }
        return request;
    }

    private void add(Mutation mutation, List<Step> steps, boolean wantsNumbers, boolean asks, boolean isOneOfSeveral) {
        Map<String, Step> named = new LinkedHashMap<>();
        for (Step step : steps) {
            String alias = step instanceof Step.Create ? Oids.alias(step.key()) : "@do" + commands.size();
            named.put(alias, step);
            commands.add(Map.of(alias, command(step)));
        }
        Optional<String> number = mutation.table().entity().numberAttribute().filter(name -> wantsNumbers);
        boolean isUnknown = mutation instanceof Mutation.Create && asks && (isOneOfSeveral || number.isPresent());
        Optional<String> identity = Optional.empty();
        if (isUnknown) {
            Map<String, Object> query = new LinkedHashMap<>();
            query.put("from", Oids.alias((String) mutation.key()));
            number.ifPresent(name -> query.put("select", List.of(name)));
            identity = Optional.of(ask(query));
        }
        tasks.add(new Task(mutation, named, identity));
    }

    private void addPresence() {
        Map<String, List<String>> updated = new LinkedHashMap<>();
        for (Task task : tasks) {
            for (Step step : task.steps().values()) {
                if (step.isUpdate() && Oids.isCanonical(step.key())) {
                    updated.computeIfAbsent(Oids.type(step.key()), type -> new ArrayList<>())
                            .add(Encoder.quote(step.key()));
                }
            }
        }
        updated.forEach((type, keys) -> {
            for (int from = 0; from < keys.size(); from += KEYS_MAX) {
                List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_MAX));
                Map<String, Object> query = new LinkedHashMap<>();
                query.put("from", type);
                query.put("filter", List.of(Tokens.KEY + "=" + String.join(",", some)));
                ask(query);
            }
        });
    }

    private String ask(Map<String, Object> query) {
        String alias = "@ask" + commands.size();
        commands.add(Map.of(alias, query));
        queries.add(alias);
        return alias;
    }

    private static Map<String, Object> command(Step step) {
        Map<String, Object> command = new LinkedHashMap<>();
        if (step instanceof Step.Create create) {
            command.put("AssetType", create.type());
            create.changes().forEach(change -> putNew(command, change));
            return command;
        }
        command.put("from", reference(step.key()));
        if (step instanceof Step.Set set) {
            command.put("update", update(set.changes()));
        } else if (step instanceof Step.Place place) {
            command.put(
                    "update", Map.of("Order", Map.of(place.side(), reference(Encoder.key("Other", place.other())))));
        } else if (step instanceof Step.Execute execute) {
            if (execute.operation().equals(Operations.UNDELETE)) {
                // without it the deleted asset is not found
                command.put("where", Map.of("IsDeleted", true));
            }
            command.put("execute", operation(execute));
        } else {
            throw new AssertionError("no command of api/asset: " + step);
        }
        return command;
    }

    static Map<String, Object> update(List<Change> changes) {
        Map<String, Object> update = new LinkedHashMap<>();
        for (Change change : changes) {
            String name = Tokens.of(change.column());
            if (change instanceof Assign assign) {
                update.put(name, value(change, assign.value()));
            } else if (change instanceof Members members) {
                Map<String, Object> difference = new LinkedHashMap<>();
                putValues(difference, "add", change, members.added());
                putValues(difference, "remove", change, members.removed());
                update.put(name, difference);
            }
        }
        return update;
    }

    /** Null is left out: the notes show no null of a new asset here, and it has no value unless the tracker gives one. */
    private static void putNew(Map<String, Object> command, Change change) {
        boolean isSingle = change.column().cardinality() == Cardinality.SINGLE;
        if (change instanceof Assign assign && isSingle && assign.value() != null) {
            command.put(Tokens.of(change.column()), value(change, assign.value()));
        } else if (change instanceof Members members) {
            putValues(command, Tokens.of(change.column()), change, members.added());
        }
    }

    private static void putValues(Map<String, Object> target, String name, Change change, List<Object> values) {
        if (!values.isEmpty()) {
            target.put(name, values.stream().map(v -> value(change, v)).toList());
        }
    }

    private static Object value(Change change, Object value) {
        String text = Encoder.written(change.column(), value);
        boolean isKey = NativeType.of(change.column().nativeType()) == NativeType.RELATION;
        return isKey ? reference(text) : text;
    }

    private static String reference(String key) {
        return Oids.isProvisional(key) ? Oids.alias(key) : key;
    }

    private static Object operation(Step.Execute execute) {
        if (execute.arguments().isEmpty()) {
            return execute.operation();
        }
        Map<String, Object> arguments = new LinkedHashMap<>(execute.arguments());
        arguments.replaceAll((name, value) -> value instanceof String key ? reference(Encoder.key(name, key)) : value);
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", execute.operation());
        operation.put("args", arguments);
        return operation;
    }

    NativeRequest request() {
        return NativeRequest.post(TARGET, Json.text(commands));
    }

    /** What the tracker is to say of the commands, without running them. */
    NativeRequest preview() {
        return NativeRequest.post(TARGET + "?previewOnly=true", Json.text(commands));
    }

    List<Task> tasks() {
        return tasks;
    }

    /** The aliases of the queries, in the order of their results. */
    List<String> queries() {
        return queries;
    }

    /** The aliases of all commands, in their order. */
    List<String> aliases() {
        return commands.stream()
                .map(c -> (String) ((Map<?, ?>) c).keySet().iterator().next())
                .toList();
    }
}
