package io.trackersql.plan;

import io.trackersql.model.Failure;
import java.util.List;
import java.util.Optional;

/** The procedures that a connection has. Thread-safe. */
public interface Procedures {
    /** The procedure of that name, without regard to case. */
    Optional<Procedure> find(String schema, String name);

    /** All procedures of a schema, sorted by name; none if there is no such schema. */
    List<Procedure> of(String schema);

    /** The procedure of that name; fails with UNKNOWN_FUNCTION, and names what may be meant. */
    default Procedure require(String schema, String name) {
        return find(schema, name).orElseThrow(() -> {
            List<String> names = of(schema).stream().map(Procedure::name).toList();
            String near = NearMiss.sentence(NearMiss.nearest(name, names));
            return Failure.UNKNOWN_FUNCTION.with("There is no procedure " + schema + "." + name + "."
                    + (near.isEmpty() ? whereToLook(schema, names) : near));
        });
    }

    private static String whereToLook(String schema, List<String> names) {
        return names.size() == 1
                ? " The one there is: " + schema + "." + names.get(0) + "."
                : " system.operations lists those of the trackers.";
    }
}
