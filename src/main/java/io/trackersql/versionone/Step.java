package io.trackersql.versionone;

import io.trackersql.http.Upload;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.Operation.Argument;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Change.Assign;
import io.trackersql.write.Change.Members;
import io.trackersql.write.Mutation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that the tracker is told to do with one asset; most mutations are one, some are several. Keys may be provisional. */
sealed interface Step {
    /** The asset. */
    String key();

    /** Makes an asset. */
    record Create(String type, String key, List<Change> changes) implements Step {}

    /** Changes attributes. */
    record Set(String key, List<Change> changes) implements Step {}

    /** Runs an operation. */
    record Execute(String key, String operation, Map<String, Object> arguments) implements Step {}

    /** Puts an asset right before or after another in the order that people give them. */
    record Place(String key, String side, String other) implements Step {}

    /** Sends the content of a file, which its own address takes. */
    record Send(String key, String type, Upload content) implements Step {}

    /** Whether the tracker counts it among the updates, as against operations. */
    default boolean isUpdate() {
        return this instanceof Set || this instanceof Place;
    }

    /** About how many characters a request needs for it beyond what every step needs. */
    default long characters() {
        List<Change> changes =
                this instanceof Create create ? create.changes() : this instanceof Set set ? set.changes() : List.of();
        return changes.stream()
                .flatMap(c -> c.values().stream())
                .mapToLong(value -> value instanceof String text ? text.length() : 0)
                .sum();
    }

    /** What to do for a mutation, in order; empty if nothing is to be changed. Fails if a state cannot be reached. */
    static List<Step> of(Mutation mutation, EntityModel model) {
        String key = (String) mutation.key();
        if (mutation instanceof Mutation.Delete) {
            return List.of(new Execute(key, Operations.DELETE, Map.of()));
        }
        return mutation instanceof Mutation.Operate operate
                ? List.of(ofOperation(operate, key))
                : ofChanges(mutation, key, model);
    }

    private static Step ofOperation(Mutation.Operate operate, String key) {
        String name = operate.operation().name();
        return Operations.isPlacing(name)
                ? new Place(
                        key, Operations.side(name), (String) operate.arguments().get(0))
                : new Execute(key, name, arguments(operate));
    }

    private static List<Step> ofChanges(Mutation mutation, String key, EntityModel model) {
        boolean isCreate = mutation instanceof Mutation.Create;
        String type = isCreate ? mutation.table().entity().name() : Oids.type(key);
        List<Change> plain = new ArrayList<>();
        List<Step> before = new ArrayList<>();
        List<Step> after = new ArrayList<>();
        for (Change change : mutation.changes()) {
            if (isState(change.column())) {
                transition(mutation, (Assign) change, model).ifPresent(step -> {
                    boolean isOpening = AssetState.ACTIVE.code().equals(((Assign) change).value());
                    // what is closed cannot be changed
                    (isOpening && !isCreate ? before : after).add(step);
                });
            } else if (Contents.isContent(type, change.column())) {
                Contents.step(mutation, type, (Assign) change).ifPresent(after::add);
                if (isCreate) {
                    plain.add(new Assign(change.column(), null));
                }
            } else if (!(change instanceof Members m)
                    || !m.added().isEmpty()
                    || !m.removed().isEmpty()) {
                plain.add(change);
            }
        }
        List<Step> steps = new ArrayList<>(before);
        if (isCreate) {
            steps.add(new Create(type, key, plain));
        } else if (!plain.isEmpty()) {
            steps.add(new Set(key, plain));
        }
        steps.addAll(after);
        return steps;
    }

    private static Optional<Step> transition(Mutation mutation, Assign change, EntityModel model) {
        String key = (String) mutation.key();
        Entity entity = model.entity(Oids.type(key))
                .orElseThrow(() -> Failure.NO_ASSET.with("There is no asset type for the key " + key + "."));
        Object present = mutation instanceof Mutation.Update update
                ? update.present().get(change.column())
                : Operations.initialState(entity).code();
        return Operations.transition(entity, key, (Short) present, change.value())
                .map(operation -> new Execute(key, operation, Map.of()));
    }

    /** Whether a column is the state of an asset, which only operations change. */
    static boolean isState(Column column) {
        return NativeType.of(column.nativeType()) == NativeType.STATE;
    }

    private static Map<String, Object> arguments(Mutation.Operate operate) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        List<Argument> declared = operate.operation().arguments();
        for (int i = 0; i < declared.size(); i++) {
            Object value = operate.arguments().get(i);
            if (value != null) {
                arguments.put(declared.get(i).name(), value);
            }
        }
        return arguments;
    }
}
