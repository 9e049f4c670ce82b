package io.trackersql.demo.store;

import io.trackersql.demo.store.RallyAttribute.AttributeType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a new object holds that nobody gave it: "None" for ratings, empty built-in texts, the first of required drop-downs. */
final class RallyDefaults {
    private static final Map<String, Set<String>> ONLY_ON_CREATE = Map.of(
            "Iteration", Set.of("Project"),
            "Release", Set.of("Project"),
            "FlowState", Set.of("Project"),
            "UserIterationCapacity", Set.of("Project"),
            "TimeEntryItem", Set.of("User"),
            "TimeEntryValue", Set.of("DateVal", "TimeEntryItem"),
            "ProjectPermission", Set.of("User", "Project", "Role"),
            "WorkspacePermission", Set.of("User", "Workspace", "Role"),
            "Attachment", Set.of("Size"));

    private static final Map<String, String> CHOICES = Map.of(
            "ScheduleState", "Defined",
            "Task.State", "Defined",
            "Defect.State", "Submitted",
            "TestCase.Method", "Manual");

    /** Drop-downs where no value could stand for "not said". */
    private static final Set<String> NO_CHOICE = Set.of("TestCaseResult.Verdict", "FlowState.ScheduleStateMapping");

    private final RallyModel model;
    private final DemoStore objects;

    RallyDefaults(RallyModel model, DemoStore objects) {
        this.model = model;
        this.objects = objects;
    }

    /** True if clients may set an attribute of a new object although it is read-only. */
    boolean onlyOnCreate(RallyType type, RallyAttribute attribute) {
        return ONLY_ON_CREATE.getOrDefault(type.typePath(), Set.of()).contains(attribute.name());
    }

    /** True if a new object must be given a value. */
    boolean isDemanded(RallyType type, RallyAttribute attribute) {
        boolean givable = attribute.stored().stored()
                && attribute.required()
                && (!attribute.readOnly() || onlyOnCreate(type, attribute));
        return givable
                && switch (attribute.type()) {
                    case BINARY_DATA, DATE, TEXT -> true;
                    case STRING -> !attribute.constrained() || NO_CHOICE.contains(key(type, attribute));
                    case STATE -> NO_CHOICE.contains(key(type, attribute));
                    default -> false;
                };
    }

    private static String key(RallyType type, RallyAttribute attribute) {
        return type.typePath() + "." + attribute.name();
    }

    /** Fills what was not given. */
    void fill(RallyEdit edit, Asset object, RallyType type, Set<RallyAttribute> given) {
        for (RallyAttribute attribute : type.list()) {
            boolean open = attribute.stored().stored()
                    && !given.contains(attribute)
                    && edit.get(object, attribute.name()) == null
                    && !attribute.custom();
            if (open) {
                edit.set(object, attribute.name(), value(edit, object, type, attribute));
            } else if (attribute.custom() && attribute.type() == AttributeType.RATING && !given.contains(attribute)) {
                edit.set(object, attribute.name(), RallyValues.NO_ENTRY);
            }
        }
    }

    private Object value(RallyEdit edit, Asset object, RallyType type, RallyAttribute attribute) {
        Optional<Object> special = special(edit, object, key(type, attribute));
        if (special.isPresent()) {
            return special.get();
        }
        return switch (attribute.type()) {
            case RATING -> RallyValues.NO_ENTRY;
            case TEXT -> "";
            case BOOLEAN -> false;
            case STATE, STRING -> attribute.required() ? text(type, attribute) : null;
            case INTEGER -> attribute.required() ? 0L : null;
            case DECIMAL, QUANTITY -> attribute.required() ? BigDecimal.ZERO : null;
            case DATE -> attribute.required() ? Computations.instant(edit.ticks()) : null;
            default -> null;
        };
    }

    private static String text(RallyType type, RallyAttribute attribute) {
        String first = attribute.choices().stream()
                .filter(choice -> !choice.isEmpty())
                .findFirst()
                .orElse("");
        return Optional.ofNullable(CHOICES.get(key(type, attribute)))
                .or(() -> Optional.ofNullable(CHOICES.get(attribute.name())))
                .orElse(first);
    }

    /** Numbers in the order of making, and who made something. */
    private Optional<Object> special(RallyEdit edit, Asset object, String attribute) {
        return switch (attribute) {
            case "ConversationPost.User", "TimeEntryItem.User" -> Optional.of(edit.by());
            case "ConversationPost.PostNumber" -> Optional.of(count(edit, object, "Artifact"));
            case "Task.TaskIndex" -> Optional.of(count(edit, object, "WorkProduct") + 1);
            case "Attachment.Size" ->
                edit.get(object, "Content") instanceof Asset content
                                && edit.get(content, "Content") instanceof byte[] bytes
                        ? Optional.of((long) bytes.length)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** How many objects of the same type refer to the same target. */
    private long count(RallyEdit edit, Asset object, String reference) {
        Object target = edit.get(object, reference);
        List<Asset> all = Arrays.asList(
                objects.visible(model.require(object.type().name()).stored()));
        return target == null
                ? 0
                : all.stream()
                        .filter(each -> edit.get(each, reference) == target)
                        .count();
    }
}
