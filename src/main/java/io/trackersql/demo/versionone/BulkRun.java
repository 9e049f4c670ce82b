package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Edit;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import io.trackersql.demo.store.Violation;
import io.trackersql.demo.store.Violation.Rule;
import io.trackersql.demo.store.Writes;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Rows;
import io.trackersql.demo.versionone.write.Change;
import io.trackersql.demo.versionone.write.Change.Act;
import io.trackersql.demo.versionone.write.Defaults;
import io.trackersql.demo.versionone.write.Operations;
import io.trackersql.demo.versionone.write.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the commands of one request of {@code api/asset}.
 *
 * <p>An update or execute without a name of its own finds its assets before anything is changed, one with a name when its turn comes; so
 * only a named one can start from an alias.
 * Each asset that it finds is a change of its own.
 */
final class BulkRun {
    private static final String EPIC = "Epic";

    private final DemoStore store;
    private final VersionOneQuirks quirks;
    private final Writes writes;
    private final QueryEndpoint queries;
    private final Asset self;
    private final ReadContext context;
    private final BulkReader reader;
    private final BulkReport report;
    private final Operations operations;
    private final BulkValues values;
    private final Map<String, List<Asset>> aliases = new HashMap<>();

    /** The assets that a command is about, or why they cannot be told. */
    private record Found(List<Asset> assets, Optional<String> problem) {}

    BulkRun(
            DemoStore store,
            VersionOneQuirks quirks,
            Writes writes,
            QueryEndpoint queries,
            Asset self,
            BulkReader reader,
            BulkReport report) {
        this.store = store;
        this.quirks = quirks;
        this.writes = writes;
        this.queries = queries;
        this.self = self;
        this.context = new ReadContext(store, View.CURRENT, self);
        this.reader = reader;
        this.report = report;
        this.operations = new Operations(store);
        this.values = new BulkValues(store, context, this::aliased, this::assets);
    }

    void execute(List<BulkCommand> commands) {
        Map<BulkCommand, Found> found = findFirst(commands);
        for (BulkCommand command : commands) {
            switch (command.kind()) {
                case CREATE -> create(command);
                case UPDATE, EXECUTE -> change(command, found.computeIfAbsent(command, this::find));
                case QUERY -> query(command);
                case CONFIG -> configure(command);
            }
        }
    }

    /** Writes what the commands would be, one for each asset, without executing them. */
    void project(List<BulkCommand> commands, ArrayNode projected) {
        Map<BulkCommand, Found> found = findFirst(commands);
        for (BulkCommand command : commands) {
            BulkCommand.Kind kind = command.kind();
            if (kind != BulkCommand.Kind.UPDATE && kind != BulkCommand.Kind.EXECUTE) {
                projected.add(BulkEndpoint.object(command.alias(), command.body()));
                continue;
            }
            for (Asset asset : found.computeIfAbsent(command, this::find).assets()) {
                projected.add(BulkEndpoint.object(reader.newAlias(), shown(command, asset)));
            }
        }
    }

    private Map<BulkCommand, Found> findFirst(List<BulkCommand> commands) {
        Map<BulkCommand, Found> found = new HashMap<>();
        for (BulkCommand command : commands) {
            boolean targeted = command.kind() == BulkCommand.Kind.UPDATE || command.kind() == BulkCommand.Kind.EXECUTE;
            if (targeted && !command.named()) {
                found.put(command, find(command));
            }
        }
        return found;
    }

    private Found find(BulkCommand command) {
        try {
            return new Found(assets(command.targets()), Optional.empty());
        } catch (Refusal refusal) {
            return new Found(List.of(), Optional.of(message(refusal)));
        }
    }

    /** The assets that a query finds; it may start from those of an alias. */
    private List<Asset> assets(JsonNode query) {
        String from = query.path("from").asText();
        if (!from.startsWith("@")) {
            return assetsOf(query);
        }
        List<Asset> found = new ArrayList<>();
        for (Asset asset : aliased(from)) {
            found.addAll(assetsOf(((ObjectNode) query.deepCopy()).put("from", asset.token())));
        }
        return found;
    }

    private List<Asset> assetsOf(JsonNode query) {
        QueryPlan plan = queries.reader().plan(query);
        Rows rows = queries.rows(context, plan);
        List<Asset> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            found.add(rows.row().apply(i).version().asset());
        }
        return found;
    }

    private List<Asset> aliased(String alias) {
        return Optional.ofNullable(aliases.get(alias))
                .orElseThrow(() -> Refusal.invalid("Invalid OID token: " + alias));
    }

    private void create(BulkCommand command) {
        try {
            String name = command.body().path(BulkCommand.TYPE).asText();
            DemoType type = store.model()
                    .type(name)
                    .filter(WriteEndpoint::creatable)
                    .orElseThrow(() -> Refusal.invalid("Unknown AssetType: " + name));
            Version made = write(type, edit -> {
                List<Change> changes = new ArrayList<>();
                command.body().fields().forEachRemaining(field -> {
                    if (!field.getKey().equals(BulkCommand.TYPE)
                            && !field.getKey().equals(BulkCommand.CONTEXT)) {
                        changes.addAll(values.changes(type, field.getKey(), field.getValue(), Optional.empty()));
                    }
                });
                return Change.create(edit, type, changes, defaults(type, command));
            });
            aliases.put(command.alias(), List.of(made.asset()));
            report.created(made.asset());
        } catch (Refusal | Violation problem) {
            report.failed(command, command.alias(), command.body(), message(problem));
        }
    }

    /** What the context gives; what is in an Epic has its name and description, too. */
    private List<Change> defaults(DemoType type, BulkCommand command) {
        if (!command.body().has(BulkCommand.CONTEXT)) {
            return List.of();
        }
        String token = command.body().path(BulkCommand.CONTEXT).asText();
        Asset place = token.startsWith("@")
                ? aliased(token).get(0)
                : Values.asset(store, token).orElseThrow(() -> Refusal.invalid("Invalid OID token: " + token));
        List<Change> changes = new ArrayList<>(new Defaults(store, self).of(type, place));
        if (place.type().name().equals(EPIC)) {
            for (String name : List.of("Name", "Description")) {
                Object value = place.type()
                        .attribute(name)
                        .map(attribute -> store.read(context, attribute, place.current()))
                        .orElse(null);
                type.attribute(name)
                        .filter(attribute -> value != null)
                        .ifPresent(attribute -> changes.add(new Change(attribute, Act.SET, value)));
            }
        }
        return changes;
    }

    private void change(BulkCommand command, Found found) {
        found.problem().ifPresent(message -> report.failed(command, command.alias(), command.body(), message));
        for (Asset asset : found.assets()) {
            try {
                if (command.kind() == BulkCommand.Kind.UPDATE) {
                    update(command, asset);
                } else {
                    operate(command, asset);
                }
            } catch (Refusal | Violation problem) {
                report.failed(command, reader.newAlias(), shown(command, asset), message(problem));
            }
        }
        if (command.named() && found.problem().isEmpty()) {
            aliases.put(command.alias(), found.assets());
        }
    }

    private void update(BulkCommand command, Asset asset) {
        List<BulkCommand> below = new ArrayList<>();
        ObjectNode own = reader.withoutNested(
                command, (ObjectNode) command.update(), Optional.of(asset.type()), asset.token(), below);
        write(asset.type(), edit -> {
            List<Change> changes = new ArrayList<>();
            own.fields()
                    .forEachRemaining(field -> changes.addAll(
                            values.changes(asset.type(), field.getKey(), field.getValue(), Optional.of(asset))));
            Change.apply(edit, asset, changes);
            return asset;
        });
        report.modified(asset);
        below.forEach(this::create);
    }

    private void operate(BulkCommand command, Asset asset) {
        ObjectNode operation = command.operation();
        String name = operation.path("op").asText();
        write(asset.type(), edit -> {
            if (BulkRoles.isOne(asset.type(), name)) {
                return new BulkRoles(store).assign(edit, asset, operation);
            }
            if (!operation.path("args").isEmpty() || operation.has("list")) {
                throw Refusal.invalid("Operation '" + asset.type() + "." + name + "' has no arguments");
            }
            return operations.execute(edit, asset, name);
        });
        report.operatedOn(asset);
    }

    private Version write(DemoType type, Function<Edit, Asset> work) {
        if (!quirks.writing().allows(store, self)) {
            throw Violation.of(Rule.SECURITY, type);
        }
        return writes.transaction(self, Optional.empty(), work);
    }

    private void query(BulkCommand command) {
        try {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            JsonNode query = fromAlias(command.body());
            QueryPlan plan = queries.reader().plan(query);
            try (JsonGenerator json = JsonOut.open(rows)) {
                queries.rows(json, context, plan);
            }
            report.found(rows.toByteArray());
        } catch (Refusal problem) {
            report.failed(command, command.alias(), command.body(), message(problem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same query with the assets of the alias in place of it, if it starts from one. */
    private JsonNode fromAlias(JsonNode query) {
        String from = query.path("from").asText();
        if (!from.startsWith("@")) {
            return query;
        }
        List<Asset> assets = aliased(from);
        List<DemoType> types = assets.stream().map(Asset::type).distinct().toList();
        if (types.size() != 1) {
            throw Refusal.invalid("Invalid OID token: " + from);
        }
        ObjectNode copy = query.deepCopy();
        copy.put("from", types.get(0).name());
        ArrayNode filter = copy.putArray("filter");
        addAll(filter, query.path("filter"));
        filter.add(
                "ID=" + assets.stream().map(asset -> "'" + asset.token() + "'").collect(Collectors.joining(",")));
        return copy;
    }

    private void configure(BulkCommand command) {
        if (command.body().path("config").asText().equals("counts-only")
                && command.body().size() == 1) {
            report.countsOnly();
        } else {
            report.failed(command, command.alias(), command.body(), "Invalid key at node(s): root->config");
        }
    }

    /** A command as it is for one of its assets. */
    private static JsonNode shown(BulkCommand command, Asset asset) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("oid", asset.token());
        if (command.kind() == BulkCommand.Kind.EXECUTE) {
            shown.set(
                    "execute",
                    command.body().path("execute").isTextual()
                            ? command.operation()
                            : command.body().path("execute"));
            return shown;
        }
        ObjectNode update = shown.putObject("update");
        command.body()
                .path("update")
                .fields()
                .forEachRemaining(field -> update.set(field.getKey(), twoLists(field.getValue())));
        return shown;
    }

    private static JsonNode twoLists(JsonNode value) {
        if (value.isObject() && !value.has("add") && !value.has("remove")) {
            return value;
        }
        ObjectNode lists = JsonNodeFactory.instance.objectNode();
        addAll(lists.putArray("add"), value.isObject() ? value.path("add") : value);
        addAll(lists.putArray("remove"), value.path("remove"));
        return lists;
    }

    private static void addAll(ArrayNode list, JsonNode value) {
        if (value.isArray()) {
            value.forEach(list::add);
        } else if (!value.isMissingNode() && !value.isNull()) {
            list.add(value);
        }
    }

    /** Errors here have no outer part, unlike those of rest-1.v1. */
    private static String message(RuntimeException problem) {
        return problem instanceof Refusal refusal ? message(refusal) : problem.getMessage();
    }

    /** An unknown attribute in a condition is told by the condition alone. */
    private static String message(Refusal refusal) {
        return refusal.detail().isEmpty() || refusal.getMessage().startsWith("Invalid QueryFilter2 token")
                ? refusal.getMessage()
                : refusal.detail();
    }
}
