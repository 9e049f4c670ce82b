package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.DataScope.Wanted;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.WriteOptions;
import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.Fault;
import io.trackersql.demo.FaultPlan;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.EntityModel;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import io.trackersql.query.Operand;
import io.trackersql.query.Predicate;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each exchange of a run of writes goes wrong in turn: nothing is written twice, and what is reported is what the server has. */
class WriteFaultsTest {
    private static final Map<String, Fault> FAULTS = Map.of(
            "unserved", new Fault.Unserved(),
            "no answer", new Fault.Cut(-1),
            "half an answer", new Fault.Cut(20),
            "status 500", Fault.status(500),
            "status 502 in place of the answer", new Fault.Replaced((Fault.Answer) Fault.status(502)),
            "a page for people", Fault.html());

    /** The token, a story, its tasks, a tag's link. */
    private static final int EXCHANGES = 4;

    private final DemoServer server = DemoServer.start(DemoOptions.standard());
    private final RallyBackend backend = new RallyBackend(new Transport(TransportConfig.of(
            "rally",
            RallyConfig.base(server.rallyUri()),
            new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD))));
    private DataScope whole;
    private EntityModel model;

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    private EntityTable table(String name) {
        return EntityTables.current(model, model.entity(name).orElseThrow());
    }

    private Column column(String table, String name) {
        return table(table).columns().get(table(table).position(name));
    }

    private List<Object[]> rows(String table, String name, String column) {
        Column key = column(table, "Name");
        NativeQuery query = new NativeQuery(
                table(table),
                whole,
                List.of(table(table).key(), column(table, column)),
                Optional.empty(),
                List.of(new Predicate.In(key, List.of(new Operand.Literal(name)))),
                List.of());
        List<Object[]> rows = new ArrayList<>();
        try (Page page = backend.fetchPage(query, new PageWindow(0, 10, true), Scopes.open())) {
            for (Object[] row = page.next(); row != null; row = page.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Mutation create(long n, String table, String name, Change... more) {
        List<Change> changes = new ArrayList<>(List.of(more));
        changes.add(new Change.Assign(column(table, "Name"), name));
        return new Mutation.Create(
                table(table), Addresses.provisionalKey(table(table).entity(), n), changes);
    }

    @Test
    void whatIsReportedIsWhatTheServerHas() {
        backend.fetchUser(Scopes.open());
        whole = backend.fetchDataScope(Wanted.ALL, Scopes.open());
        model = backend.fetchModel(Optional.empty(), Scopes.open());
        WriteOptions options = new WriteOptions(whole, Optional.empty(), Optional.empty(), 100, true);
        Object tag = ((WriteOutcome.Applied) backend.writer()
                        .orElseThrow()
                        .write(List.of(create(99, "Tag", "marked")), options, Scopes.open())
                        .get(0))
                .key();
        int unknown = 0;
        for (Map.Entry<String, Fault> fault : FAULTS.entrySet()) {
            for (int n = 1; n <= EXCHANGES; n++) {
                unknown += run(fault.getKey() + " " + n, fault.getValue(), n, tag, options);
            }
        }
        // most of them: all but those of the token, and those that tell that nothing was served
        assertThat(unknown).isPositive();
    }

    /** How many outcomes were unknown. */
    private int run(String name, Fault fault, int number, Object tag, WriteOptions options) {
        Mutation story = create(1, "HierarchicalRequirement", name);
        Change parent = new Change.Assign(column("Task", "WorkProduct"), story.key());
        List<Mutation> mutations = List.of(
                story,
                create(2, "Task", name + " a", parent),
                create(3, "Task", name + " b", parent),
                new Mutation.Update(
                        table("HierarchicalRequirement"),
                        story.key(),
                        List.of(new Change.Members(
                                column("HierarchicalRequirement", "Tags"), List.of(tag), List.of(), Optional.empty())),
                        Map.of()));
        // another session, so that the token is asked for
        List<WriteOutcome> outcomes;
        try (RallyBackend fresh = new RallyBackend(new Transport(TransportConfig.of(
                "rally",
                RallyConfig.base(server.rallyUri()),
                new Credentials.Basic(DemoServer.USER, DemoServer.PASSWORD))))) {
            fresh.useModel(model);
            server.faults(FaultPlan.on("/slm/", number, fault));
            outcomes = write(fresh, mutations, options);
        } finally {
            server.faults(FaultPlan.none());
        }
        Map<Integer, Integer> found = new HashMap<>();
        found.put(0, rows("HierarchicalRequirement", name, "Name").size());
        found.put(1, rows("Task", name + " a", "Name").size());
        found.put(2, rows("Task", name + " b", "Name").size());
        found.put(3, (int) rows("HierarchicalRequirement", name, "Tags_Name").stream()
                .filter(row -> "marked".equals(row[1]))
                .count());
        int unknown = 0;
        for (int i = 0; i < mutations.size(); i++) {
            WriteOutcome outcome = outcomes.get(i);
            if (outcome instanceof WriteOutcome.Unknown) {
                unknown++;
                assertThat(found.get(i)).as(name + ", write " + i).isLessThanOrEqualTo(1);
            } else {
                assertThat(found.get(i))
                        .as(name + ", write " + i + " is " + outcome)
                        .isEqualTo(outcome instanceof WriteOutcome.Applied ? 1 : 0);
            }
        }
        return unknown;
    }

    private static List<WriteOutcome> write(RallyBackend backend, List<Mutation> mutations, WriteOptions options) {
        try {
            return backend.writer().orElseThrow().write(mutations, options, Scopes.open());
        } catch (TrackerException e) {
            return mutations.stream()
                    .map(mutation -> (WriteOutcome) new WriteOutcome.NotSent())
                    .toList();
        }
    }
}
