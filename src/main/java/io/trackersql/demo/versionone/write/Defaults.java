package io.trackersql.demo.versionone.write;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.write.Change.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        }
        return changes;
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
