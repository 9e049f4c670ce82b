package io.trackersql.versionone;

import io.trackersql.model.Entity;
import io.trackersql.model.Failure;
import io.trackersql.model.Operation;
import io.trackersql.model.Operation.Argument;
import io.trackersql.model.TrackerException;
import io.trackersql.model.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the metadata does not say of operations: their arguments, which of them make another asset, and which change the state of one. Two are ours: the
 * rank of an asset cannot be written as a value, but {@code api/asset} puts one asset before or after another.
 */
final class Operations {
    static final String DELETE = "Delete";
    static final String UNDELETE = "Undelete";

    private static final String CLOSE = "Close";
    private static final String INACTIVATE = "Inactivate";
    private static final String REACTIVATE = "Reactivate";
    private static final String ACTIVATE = "Activate";
    private static final String MAKE_FUTURE = "MakeFuture";

    /** All operations that lead from one state to another and nothing else. */
    private static final Set<String> OF_STATES = Set.of(CLOSE, INACTIVATE, REACTIVATE, ACTIVATE, MAKE_FUTURE);

    /**
     * Those that the SDKs and the vendor's tests run and that answer with the asset itself. Others, such as Copy, may answer with another
     * asset, whose key only rest-1.v1 tells.
     */
    private static final Set<String> IN_PLACE = Set.of(
            DELETE,
            UNDELETE,
            CLOSE,
            INACTIVATE,
            REACTIVATE,
            ACTIVATE,
            MAKE_FUTURE,
            "QuickClose",
            "QuickSignup",
            "Follow",
            "Unfollow",
            "LogActivity",
            "Send",
            "MarkAsRead",
            "MarkAsUnread",
            "MarkAsArchived",
            "MarkAsUnarchived");

    private static final String ORDER_BEFORE = "OrderBefore";
    private static final String ORDER_AFTER = "OrderAfter";

    private Operations() {}

    /** Those that move an asset of a type within its order. */
    static List<Operation> placing(String type) {
        List<Argument> other = List.of(new Argument("Other", ValueType.VARCHAR, Optional.of(type), true));
        return List.of(
                new Operation(ORDER_BEFORE, Optional.empty(), other, "Puts it right before another in the order"),
                new Operation(ORDER_AFTER, Optional.empty(), other, "Puts it right after another in the order"));
    }

    static boolean isPlacing(String operation) {
        return operation.equals(ORDER_BEFORE) || operation.equals(ORDER_AFTER);
    }

    /** How {@code api/asset} says it. */
    static String side(String operation) {
        return operation.equals(ORDER_BEFORE) ? "Before" : "After";
    }

    /** The arguments of an operation: of two they are known, from the vendor's tests of {@code api/asset}. */
    static List<Argument> arguments(String type, String operation) {
        if (type.equals("Member") && operation.equals("AssignToScopeWithRole")) {
            return withRole("Scope");
        } else if (type.equals("Scope") && operation.equals("AssignMemberWithRole")) {
            return withRole("Member");
        }
        return List.of();
    }

    private static List<Argument> withRole(String partner) {
        return List.of(
                new Argument(partner, ValueType.VARCHAR, Optional.of(partner), true),
                new Argument("Role", ValueType.VARCHAR, Optional.of("Role"), true),
                new Argument("IsOwner", ValueType.BOOLEAN, Optional.empty(), false));
    }

    static boolean isInPlace(String operation) {
        return IN_PLACE.contains(operation);
    }

    static boolean has(Entity entity, String operation) {
        return entity.operations().stream().anyMatch(o -> o.name().equals(operation));
    }

    /** Whether some operation leads from one state of such assets to another; deletion is a statement of its own. */
    static boolean changeState(List<Operation> operations) {
        return operations.stream().anyMatch(o -> OF_STATES.contains(o.name()));
    }

    /** The state of a new asset: a sprint has not begun, all else is open. */
    static AssetState initialState(Entity entity) {
        return has(entity, MAKE_FUTURE) ? AssetState.FUTURE : AssetState.ACTIVE;
    }

    /**
     * The operation that leads from a state to another; empty if they are the same. A sprint is closed by Close and begun by Activate,
     * other assets know only closing and opening again.
     */
    static Optional<String> transition(Entity entity, String key, Short present, Object wanted) {
        if (wanted instanceof Short code && code.equals(present)) {
            return Optional.empty();
        }
        List<String> candidates = List.of();
        if (AssetState.CLOSED.code().equals(wanted)) {
            candidates = List.of(CLOSE, INACTIVATE);
        } else if (AssetState.FUTURE.code().equals(wanted)) {
            candidates = List.of(MAKE_FUTURE);
        } else if (AssetState.ACTIVE.code().equals(wanted)) {
            candidates = AssetState.FUTURE.code().equals(present) ? List.of(ACTIVATE) : List.of(REACTIVATE, ACTIVATE);
        } else if (AssetState.DELETED.code().equals(wanted)) {
            candidates = List.of(DELETE);
        }
        return Optional.of(candidates.stream()
                .filter(o -> has(entity, o))
                .findFirst()
                .orElseThrow(() -> noTransition(key, present, wanted)));
    }

    private static TrackerException noTransition(String key, Short present, Object wanted) {
        return Failure.RULE_VIOLATION.with("VersionOne has no operation that takes " + key + " from state "
                + described(present) + " to " + described(wanted)
                + " (column AssetState). See system.operations for what it can do with such assets.");
    }

    private static String described(Object state) {
        return state instanceof Short code ? code + " (" + AssetState.nameOf(code) + ")" : "NULL";
    }
}
