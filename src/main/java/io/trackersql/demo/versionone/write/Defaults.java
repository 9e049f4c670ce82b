package io.trackersql.demo.versionone.write;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.write.Change.Act;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a new asset takes over from the asset in whose context it is made.
 *
 * <p>Documented for a Story in a Scope and in a Request, and for a Timebox in a Scope; other types follow the first.
 */
public final class Defaults {
    /** Relations that a context may stand in, the nearest first. */
    private static final List<String> RELATIONS =
            List.of("Scope", "Parent", "Super", "Asset", "Workitem", "RegressionPlan", "BuildProject", "Schedule");

    private final DemoStore store;
    private final ReadContext context;

    public Defaults(DemoStore store, Asset self) {
        this.store = store;
        this.context = new ReadContext(store, View.CURRENT, self);
    }

    /** The changes that make a template of a type in a context; none that set nothing. */
    public List<Change> of(DemoType type, Asset place) {
        List<Change> changes = new ArrayList<>();
        relation(type, place).ifPresent(attribute -> changes.add(new Change(attribute, Act.SET, place)));
        if (changes.stream().noneMatch(change -> change.attribute().name().equals("Scope"))) {
            copy(type, place, "Scope", changes);
        }
        if (place.type().name().equals("Request")) {
            copy(type, place, "Description", changes);
            copy(type, place, "RequestedBy", changes);
            copy(type, place, "Name", changes);
            type.attribute("Requests")
                    .filter(DemoAttribute::multi)
                    .ifPresent(requests -> changes.add(new Change(requests, Act.ADD, place)));
        }
        if (type.name().equals("Timebox") && place.type().name().equals("Scope")) {
            copy(type, place, "Schedule", changes);
            if (store.read(context, place.type().attribute("Schedule").orElseThrow(), place.current())
                    instanceof Asset schedule) {
                addNextSprint(type, schedule, changes);
            }
        }
        return changes;
    }

    /** The sprint after the last one of a schedule, as long as the schedule says. */
    private void addNextSprint(DemoType type, Asset schedule, List<Change> changes) {
        List<LocalDateTime> ends = Arrays.stream(store.visible(type))
                .filter(sprint -> read(sprint, "Schedule") == schedule)
                .map(sprint -> (LocalDateTime) read(sprint, "EndDate"))
                .sorted()
                .toList();
        if (ends.isEmpty()) {
            return;
        }
        LocalDateTime begin = plus(ends.get(ends.size() - 1), read(schedule, "TimeboxGap"));
        Map<String, Object> values = new TreeMap<>(Map.of(
                "Name",
                "Sprint " + (ends.size() + 1),
                "BeginDate",
                begin,
                "EndDate",
                plus(begin, read(schedule, "TimeboxLength"))));
        values.forEach(
                (name, value) -> changes.add(new Change(type.attribute(name).orElseThrow(), Act.SET, value)));
    }

    private Object read(Asset asset, String attribute) {
        return store.read(context, asset.type().attribute(attribute).orElseThrow(), asset.current());
    }

    private static LocalDateTime plus(LocalDateTime time, Object duration) {
        String[] parts = duration.toString().split(" ");
        long count = Long.parseLong(parts[0]);
        return switch (parts[1]) {
            case "Weeks" -> time.plusWeeks(count);
            case "Months" -> time.plusMonths(count);
            default -> time.plusDays(count);
        };
    }

    private Optional<DemoAttribute> relation(DemoType type, Asset place) {
        return RELATIONS.stream()
                .flatMap(name -> type.attribute(name).stream())
                .filter(attribute -> attribute.relation() && !attribute.multi() && !attribute.has(Flag.READ_ONLY))
                .filter(attribute -> place.type().isA(store.model().require(attribute.related())))
                .findFirst();
    }

    private void copy(DemoType type, Asset place, String name, List<Change> changes) {
        Optional<DemoAttribute> target = type.attribute(name).filter(each -> !each.has(Flag.READ_ONLY));
        Optional<DemoAttribute> source = place.type().attribute(name);
        if (target.isPresent()
                && source.isPresent()
                && source.get().kind() == target.get().kind()) {
            Object value = store.read(context, source.get(), place.current());
            if (value != null && !value.equals("")) {
                changes.add(new Change(target.get(), Act.SET, value));
            }
        }
    }
}
