package io.trackersql.demo.rally.write;

import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeSource;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.RallyType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold between the values of an object, and between objects. */
record Conditions(Data data) {
    private static final String PARENT = "Parent";
    private static final String PORTFOLIO_ITEM = "PortfolioItem";
    private static final String UNIFIED_PARENT = "UnifiedParent";
    private static final String WORKSPACE = "Workspace";
    private static final String MAPPING = "ScheduleStateMapping";
    private static final String ORDER = "OrderIndex";

    /** Custom fields belong to one workspace. */
    boolean isIn(RallyAttribute attribute, Asset workspace) {
        return !attribute.custom()
                || data.store()
                        .find(attribute.definition())
                        .filter(definition -> data.value(definition, WORKSPACE) == workspace)
                        .isPresent();
    }

    /** The parent of either kind is the one that its type names. */
    void resolveUnifiedParent(RallyType type, Map<RallyAttribute, Object> values) {
        Optional<RallyAttribute> unified = type.attribute(UNIFIED_PARENT).filter(values::containsKey);
        if (unified.isEmpty()) {
            return;
        }
        Object above = values.remove(unified.get());
        for (String name : List.of(PARENT, PORTFOLIO_ITEM)) {
            RallyAttribute attribute = type.attribute(name).orElseThrow();
            RallyType target = data.store().model().require(attribute.target().orElseThrow());
            values.put(
                    attribute, above instanceof Asset found && data.type(found).isA(target) ? found : null);
        }
        if (above != null
                && type.attribute(PARENT).map(values::get).isEmpty()
                && type.attribute(PORTFOLIO_ITEM).map(values::get).isEmpty()) {
            throw ValueReader.invalid(type, unified.get(), " cannot be " + above);
        }
    }

    /** Refuses values that do not go together. */
    void check(RallyType type, Optional<Asset> object, Map<RallyAttribute, Object> values, Optional<Asset> workspace) {
        values.forEach((attribute, value) -> {
            for (Object each : value instanceof Object[] many ? many : new Object[] {value}) {
                if (each instanceof Asset target && !isBeside(target, workspace)) {
                    throw ValueReader.invalid(type, attribute, " is in another workspace");
                }
            }
        });
        if (type.attribute(PARENT).isPresent()
                && type.attribute(PORTFOLIO_ITEM).isPresent()
                && after(type, object, values, PARENT) != null
                && after(type, object, values, PORTFOLIO_ITEM) != null) {
            throw Refusal.operation("Validation error: " + type.elementName() + ".parentArtifact should not be set if "
                    + type.elementName() + ".Parent is set and vice versa");
        }
        object.ifPresent(each -> checkCircle(type, each, values));
        switch (type.typePath()) {
            case "Attachment" -> checkAttachment(type, object, values);
            case "FlowState" -> checkFlow(type, object, values);
            default -> {
                // Other types have no rules of their own.
            }
        }
    }

    private boolean isBeside(Asset target, Optional<Asset> workspace) {
        Object other = data.value(target, WORKSPACE);
        return other == null || workspace.isEmpty() || other == workspace.get();
    }

    private Object after(RallyType type, Optional<Asset> object, Map<RallyAttribute, Object> values, String name) {
        RallyAttribute attribute = type.attribute(name).orElseThrow();
        return values.containsKey(attribute)
                ? values.get(attribute)
                : object.map(each -> data.value(each, attribute)).orElse(null);
    }

    /** Nothing stands below itself. */
    private void checkCircle(RallyType type, Asset object, Map<RallyAttribute, Object> values) {
        values.forEach((attribute, value) -> {
            boolean up = attribute.name().equals(PARENT) && value instanceof Asset above && isAbove(object, above);
            boolean down = attribute.stored().source() instanceof AttributeSource.Reverse reverse
                    && reverse.attribute().equals(PARENT)
                    && Arrays.stream((Object[]) value).anyMatch(item -> isAbove((Asset) item, object));
            if (up || down) {
                throw ValueReader.invalid(type, attribute, " would make a circle");
            }
        });
    }

    private boolean isAbove(Asset object, Asset start) {
        for (Object each = start; each instanceof Asset asset; each = data.value(asset, PARENT)) {
            if (asset == object) {
                return true;
            }
        }
        return false;
    }

    private void checkAttachment(RallyType type, Optional<Asset> object, Map<RallyAttribute, Object> values) {
        Object size = after(type, object, values, "Size");
        boolean fits = !(after(type, object, values, "Content") instanceof Asset content)
                || size == null
                || (data.value(content, "Content") instanceof byte[] bytes && size.equals((long) bytes.length));
        if (!fits) {
            throw ValueReader.invalid(
                    type, type.attribute("Size").orElseThrow(), " is not the length of the content, but " + size);
        }
        if (after(type, object, values, "Artifact") == null && after(type, object, values, "TestCaseResult") == null) {
            throw ValueReader.isNull(type, type.attribute("Artifact").orElseThrow());
        }
    }

    /** Flow states stand for the schedule states in their order. */
    private void checkFlow(RallyType type, Optional<Asset> object, Map<RallyAttribute, Object> values) {
        RallyAttribute mapping = type.attribute(MAPPING).orElseThrow();
        Object project = after(type, object, values, "Project");
        if (!(after(type, object, values, ORDER) instanceof Long order)) {
            return;
        }
        int own = mapping.choices().indexOf(after(type, object, values, MAPPING));
        for (Asset other : data.store().objects(type)) {
            int reached = mapping.choices().indexOf(data.value(other, MAPPING));
            boolean before = data.value(other, "Project") == project
                    && object.filter(other::equals).isEmpty()
                    && data.value(other, ORDER) instanceof Long earlier
                    && earlier < order;
            if (before && reached > own) {
                throw Refusal.operation("Validation error: FlowState.ScheduleStateMapping"
                        + "Mapped schedule state must be greater than or equal to "
                        + mapping.choices().get(reached) + ".");
            }
        }
    }
}
