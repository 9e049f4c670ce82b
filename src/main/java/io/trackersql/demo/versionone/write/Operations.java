package io.trackersql.demo.versionone.write;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.AttributeSource;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoOperation;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.Edit;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.query.Refusal;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operations of assets: which may be executed, and what they do.
 *
 * <p>Effects beyond the documented ones follow the names: {@code QuickClose} leaves nothing to do below, copies have the same values.
 */
public final class Operations {
    private static final int FUTURE = 0;
    private static final int ACTIVE = 64;
    private static final int CLOSED = 128;
    private static final int BROKEN_DOWN = 208;
    private static final int DELETED = 255;
    private static final Map<Integer, String> TIMEBOX_STATES =
            Map.of(FUTURE, "State:100", ACTIVE, "State:101", CLOSED, "State:102");
    private static final List<String> EPIC_VALUES = List.of(
            "Name", "Description", "Scope", "Super", "Owners", "Reference", "RequestedBy", "Value", "Source", "Goals");
    private static final List<String> CHILD_VALUES = List.of("Name", "Description", "Scope");
    private static final List<String> TEST_VALUES =
            List.of("Name", "Description", "Steps", "Inputs", "Setup", "ExpectedResults");
    private static final Set<String> OWN_OF_COPY = Set.of("Number", "Order", "MorphedFrom");

    private final DemoStore store;

    /** What an operation does; gives the asset that the answer names. */
    @FunctionalInterface
    private interface Effect {
        Asset on(Edit edit, Asset asset);
    }

    private final Map<String, Effect> effects = Map.ofEntries(
            Map.entry("Delete", (edit, asset) -> state(edit, asset, DELETED)),
            Map.entry("Undelete", this::undelete),
            Map.entry("Inactivate", (edit, asset) -> state(edit, asset, CLOSED)),
            Map.entry("Reactivate", (edit, asset) -> state(edit, asset, ACTIVE)),
            Map.entry("Close", (edit, asset) -> state(edit, asset, CLOSED)),
            Map.entry("Activate", (edit, asset) -> state(edit, asset, ACTIVE)),
            Map.entry("MakeFuture", (edit, asset) -> state(edit, asset, FUTURE)),
            Map.entry("QuickClose", this::quickClose),
            Map.entry("QuickSignup", (edit, asset) -> add(edit, asset, "Owners", edit.by())),
            Map.entry("Copy", (edit, asset) -> copy(edit, asset, true)),
            Map.entry("ShallowCopy", (edit, asset) -> copy(edit, asset, false)),
            Map.entry("GenerateSubEpic", (edit, asset) -> child(edit, asset, "Epic")),
            Map.entry("GenerateSubStory", (edit, asset) -> child(edit, asset, "Story")),
            Map.entry("Breakdown", this::breakDown),
            Map.entry("CopyAcceptanceTestsFromRegressionSuite", this::copyTests),
            Map.entry("Follow", (edit, asset) -> add(edit, asset, "Followers", edit.by())),
            Map.entry("Unfollow", this::unfollow),
            Map.entry("LogActivity", this::logActivity),
            Map.entry("Send", this::send),
            Map.entry("MarkAsRead", (edit, asset) -> set(edit, asset, "IsUnread", false)),
            Map.entry("MarkAsArchived", (edit, asset) -> set(edit, asset, "IsArchived", true)));

    public Operations(DemoStore store) {
        this.store = store;
    }

    /** Executes an operation whose precondition holds; gives the asset that it makes, or the same one. */
    public Asset execute(Edit edit, Asset asset, String name) {
        DemoOperation operation = asset.type().operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Unknown Operation '" + asset.type() + "." + name + "'"));
        operation.validator().ifPresent(validator -> {
            if (!Boolean.TRUE.equals(read(edit, asset, validator))) {
                throw Refusal.invalid("Operation '" + asset.type() + "." + name + "' is not allowed: " + asset.type()
                        + "." + validator + " is false");
            }
        });
        edit.touch(asset);
        return effects.get(name).on(edit, asset);
    }

    private Object read(Edit edit, Asset asset, String attribute) {
        return asset.type()
                .attribute(attribute)
                .map(found -> store.read(new ReadContext(store, View.CURRENT, edit.by()), found, asset.current()))
                .orElse(null);
    }

    private List<Asset> related(Edit edit, Asset asset, String attribute) {
        return read(edit, asset, attribute) instanceof Object[] many
                ? Arrays.stream(many).map(Asset.class::cast).toList()
                : List.of();
    }

    /** A sprint tells its state twice. */
    private Asset state(Edit edit, Asset asset, int state) {
        edit.state(asset, state);
        String own = asset.type().name().equals("Timebox") ? TIMEBOX_STATES.get(state) : null;
        return own == null ? asset : set(edit, asset, "State", store.find(own).orElseThrow());
    }

    /** The state before the deletion. */
    private Asset undelete(Edit edit, Asset asset) {
        List<Version> history = asset.history();
        int state = ACTIVE;
        for (Version version : history) {
            state = version.deleted() ? state : version.state();
        }
        edit.state(asset, state);
        return asset;
    }

    private Asset quickClose(Edit edit, Asset asset) {
        for (Asset child : related(edit, asset, "Children")) {
            if (child.current().state() == ACTIVE) {
                set(edit, child, "ToDo", BigDecimal.ZERO);
                edit.state(child, CLOSED);
            }
        }
        set(edit, asset, "ToDo", BigDecimal.ZERO);
        edit.state(asset, CLOSED);
        return asset;
    }

    private Asset copy(Edit edit, Asset asset, boolean deep) {
        Asset copy = edit.create(asset.type());
        for (DemoAttribute attribute : asset.type().attributes()) {
            if (attribute.source() instanceof AttributeSource.Stored && !OWN_OF_COPY.contains(attribute.name())) {
                transfer(edit, asset, copy, attribute.name());
            }
        }
        if (deep) {
            for (Asset child : related(edit, asset, "Children")) {
                Asset below = copy(edit, child, true);
                below.type().attribute("Parent").ifPresent(parent -> edit.set(below, parent, copy));
            }
        }
        return copy;
    }

    private Asset child(Edit edit, Asset epic, String type) {
        Asset child = edit.create(store.model().require(type));
        CHILD_VALUES.forEach(name -> transfer(edit, epic, child, name));
        return set(edit, child, "Super", epic);
    }

    private Asset breakDown(Edit edit, Asset story) {
        Asset epic = edit.create(store.model().require("Epic"));
        EPIC_VALUES.forEach(name -> transfer(edit, story, epic, name));
        set(edit, epic, "MorphedFrom", story);
        edit.state(story, BROKEN_DOWN);
        return epic;
    }

    private Asset copyTests(Edit edit, Asset testSet) {
        if (read(edit, testSet, "RegressionSuite") instanceof Asset suite) {
            for (Asset regression : related(edit, suite, "RegressionTests")) {
                Asset test = edit.create(store.model().require("Test"));
                TEST_VALUES.forEach(name -> transfer(edit, regression, test, name));
                transfer(edit, testSet, test, "Scope");
                set(edit, test, "Parent", testSet);
                set(edit, test, "GeneratedFrom", regression);
            }
        }
        return testSet;
    }

    private Asset unfollow(Edit edit, Asset member) {
        edit.remove(member, attribute(member, "Followers"), edit.by());
        return member;
    }

    private Asset logActivity(Edit edit, Asset member) {
        LocalDateTime now = edit.localTime();
        Asset access = edit.create(store.model().require("Access"));
        set(edit, access, "ByMember", member);
        set(edit, access, "At", now);
        return set(edit, member, "LastAccessDate", now);
    }

    private Asset send(Edit edit, Asset message) {
        for (Asset recipient : related(edit, message, "Recipients")) {
            Asset receipt = edit.create(store.model().require("MessageReceipt"));
            set(edit, receipt, "Recipient", recipient);
            set(edit, receipt, "Message", message);
            set(edit, receipt, "IsUnread", true);
            set(edit, receipt, "IsArchived", false);
        }
        return message;
    }

    /** Takes a value over as it is stored, if both types have such an attribute and it can be held there. */
    private void transfer(Edit edit, Asset from, Asset to, String name) {
        Optional<DemoAttribute> source = from.type().attribute(name);
        Optional<DemoAttribute> target = to.type().attribute(name);
        if (source.isEmpty()
                || target.isEmpty()
                || source.get().kind() != target.get().kind()) {
            return;
        }
        Object value = read(edit, from, name);
        boolean gone = value instanceof Asset related && related.current().deleted();
        boolean fits = target.get().kind() != AttributeKind.RELATION
                || source.get().related().equals(target.get().related());
        if (value != null && fits && !(gone && !target.get().has(Flag.REQUIRED))) {
            edit.set(to, target.get(), value);
        }
    }

    private static Asset add(Edit edit, Asset asset, String name, Object value) {
        edit.add(asset, attribute(asset, name), value);
        return asset;
    }

    private static Asset set(Edit edit, Asset asset, String name, Object value) {
        edit.set(asset, attribute(asset, name), value);
        return asset;
    }

    private static DemoAttribute attribute(Asset asset, String name) {
        return asset.type()
                .attribute(name)
                .orElseThrow(() -> Refusal.invalid("Unknown AttributeDefinition: " + asset.type() + "." + name));
    }
}
