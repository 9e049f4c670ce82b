package io.trackersql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackersql.catalog.EntityCatalog;
import io.trackersql.catalog.TrackerProcedures;
import io.trackersql.catalog.TrackerSchema;
import io.trackersql.exec.Tracker;
import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Operation;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.model.Writes;
import io.trackersql.query.EntityTable.SchemaKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The operations of a model become procedures that are found as they are listed. */
class ProceduresTest {
    private static final Operation CLOSE =
            new Operation("QuickClose", Optional.of("CheckClose"), List.of(), "Closes it");
    private static final Operation MOVE = new Operation(
            "Move_To",
            Optional.empty(),
            List.of(new Operation.Argument("Target", ValueType.VARCHAR, Optional.of("Scope"), false)),
            "Moves it");

    private final Procedures procedures = procedures(
            entity("Story", false, CLOSE, MOVE), entity("Story_Card", false, CLOSE), entity("Workitem", true, CLOSE));

    private static Entity entity(String name, boolean isAbstract, Operation... operations) {
        Attribute key = new Attribute(
                "ID",
                ValueType.VARCHAR,
                "Relation",
                0,
                Optional.empty(),
                name,
                false,
                true,
                true,
                true,
                false,
                Usage.FREE,
                List.of(),
                "");
        return new Entity(
                name,
                name,
                List.of(),
                isAbstract,
                Optional.empty(),
                "ID",
                Optional.empty(),
                Optional.empty(),
                List.of(key),
                Optional.empty(),
                List.of(operations),
                Writes.ALL,
                "");
    }

    private static Procedures procedures(Entity... entities) {
        Map<String, Entity> byName = new LinkedHashMap<>();
        Arrays.stream(entities).forEach(e -> byName.put(e.name(), e));
        EntityCatalog catalog = new EntityCatalog(new EntityModel("1", byName));
        Tracker tracker = new Tracker("t", new RowsBackend(Map.of(), time -> List.of()));
        Map<String, TrackerSchema> schemas = new LinkedHashMap<>();
        for (SchemaKind kind : SchemaKind.values()) {
            String name = kind == SchemaKind.CURRENT ? "t" : "t_" + kind;
            schemas.put(name, new TrackerSchema(tracker, () -> catalog, kind, "t"));
        }
        return new TrackerProcedures(schemas);
    }

    private static List<String> names(List<Procedure> found) {
        return found.stream().map(p -> p.schema() + "." + p.name()).toList();
    }

    @Test
    void onlyTypesWithAssetsOfTheirOwnHaveThem() {
        assertThat(names(procedures.of("T")))
                .containsExactly("t.Story_Card_QuickClose", "t.Story_Move_To", "t.Story_QuickClose");
        assertThat(names(procedures.of("t_LINKS"))).isEmpty();
        assertThat(names(procedures.of("nowhere"))).isEmpty();
        assertThat(names(procedures.of("system"))).containsExactly("system.refresh_metadata");
    }

    @Test
    void eachIsFoundUnderTheNameThatIsListedInAnyCase() {
        for (String schema : List.of("t", "system")) {
            for (Procedure listed : procedures.of(schema)) {
                Procedure found = procedures.require(
                        schema.toUpperCase(Locale.ROOT), listed.name().toLowerCase(Locale.ROOT));
                assertThat(found.name()).isEqualTo(listed.name());
                assertThat(found.schema()).isEqualTo(listed.schema());
            }
        }
    }

    @Test
    void theKeyComesBeforeTheArguments() {
        Procedure.OnAsset move = (Procedure.OnAsset) procedures.require("t", "Story_Move_To");

        assertThat(move.table().name()).isEqualTo("Story");
        assertThat(move.parameters())
                .containsExactly(
                        new Procedure.Parameter("ID", ValueType.VARCHAR, Optional.of("Story"), true),
                        new Procedure.Parameter("Target", ValueType.VARCHAR, Optional.of("Scope"), false));
    }

    @Test
    void whatIsNotThereIsAnErrorThatNamesWhatMayBeMeant() {
        assertThatThrownBy(() -> procedures.require("t", "Story_QuikClose"))
                .hasMessage("There is no procedure t.Story_QuikClose. Did you mean Story_QuickClose?");
        assertThatThrownBy(() -> procedures.require("t", "Workitem_QuickClose"))
                .hasMessage(
                        "There is no procedure t.Workitem_QuickClose. system.operations lists those of the trackers.");
        assertThatThrownBy(() -> procedures.require("system", "nothing"))
                .hasMessage("There is no procedure system.nothing. The one there is: system.refresh_metadata.");
    }
}
