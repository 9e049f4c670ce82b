package io.trackersql.demo.versionone;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Edit;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.write.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The two operations that have arguments: a member gets a role in a project. The demo keeps who is a member of what, not the role. */
record BulkRoles(DemoStore store) {
    private static final Map<String, String> OPERATIONS =
            Map.of("Member", "AssignToScopeWithRole", "Scope", "AssignMemberWithRole");

    static boolean isOne(DemoType type, String operation) {
        return operation.equals(OPERATIONS.get(type.name()));
    }

    /** Makes the assignments of {@code args}, or of each element of {@code list}. */
    Asset assign(Edit edit, Asset asset, JsonNode operation) {
        boolean member = asset.type().name().equals("Member");
        Iterable<JsonNode> all = operation.has("list") ? operation.path("list") : List.of(operation.path("args"));
        for (JsonNode args : all) {
            args.fieldNames().forEachRemaining(key -> {
                if (!Set.of(member ? "Scope" : "Member", "Role", "IsOwner").contains(key)) {
                    throw Refusal.invalid("Invalid key at node(s): root->execute->args->" + key);
                }
            });
            find(args, "Role");
            Asset other = find(args, member ? "Scope" : "Member");
            Asset scope = member ? other : asset;
            Asset who = member ? asset : other;
            edit.add(scope, scope.type().attribute("Members").orElseThrow(), who);
            if (args.path("IsOwner").asBoolean()) {
                edit.set(scope, scope.type().attribute("Owner").orElseThrow(), who);
            }
        }
        edit.touch(asset);
        return asset;
    }

    private Asset find(JsonNode args, String type) {
        String token = args.path(type).asText();
        return Values.asset(store, token)
                .filter(asset ->
                        asset.type().name().equals(type) && !asset.current().deleted())
                .orElseThrow(() -> Refusal.invalid("Invalid OID token: " + token));
    }
}
