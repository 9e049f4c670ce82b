package io.trackersql.fault;

import io.trackersql.demo.DemoServer;
import io.trackersql.demo.store.Version;
import io.trackersql.sql.Product;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What the tests of broken writes do with a product. In all texts {@code {m}} stands for a mark that is another one in each run, by which
 * effects are found in the server's store.
 */
record WriteScene(Product product, List<Scenario> scenarios) {
    /** How statements are sent. */
    enum Manner {
        STATEMENT,
        BATCH,
        COMMIT
    }

    /**
     * Statements that write.
     *
     * @param before  what must be there, written before anything breaks
     * @param effects one for each write, in the order in which a report has them
     */
    record Scenario(String name, Manner manner, List<String> before, List<String> statements, List<Effect> effects) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** How often a write has been made, by the mark and the server's store. */
    @FunctionalInterface
    interface Effect extends BiFunction<DemoServer, String, Integer> {}

    static final WriteScene VERSIONONE = new WriteScene(
            Product.VERSIONONE,
            List.of(
                    new Scenario(
                            "one new row",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("INSERT INTO Story(Name, Scope) VALUES ('{m}', 'Scope:545')"),
                            List.of(story("{m}"))),
                    new Scenario(
                            "three new rows, with a name to look up",
                            Manner.STATEMENT,
                            List.of(),
                            List.of(
                                    "INSERT INTO Story(Name, Scope_Name) VALUES ('{m}1', 'R&D'), ('{m}2', 'R&D'), ('{m}3', 'R&D')"),
                            List.of(story("{m}1"), story("{m}2"), story("{m}3"))),
                    new Scenario(
                            "a change that the tracker makes itself",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("UPDATE Story SET Reference = '{m}' WHERE ID = 'Story:942'"),
                            List.of(change("Story:942"))),
                    new Scenario(
                            "changes of rows that are found by text",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("UPDATE Story SET Reference = '{m}' WHERE Name IN ('case pair', 'Case Pair')"),
                            List.of(change("Story:960"), change("Story:964"))),
                    new Scenario(
                            "a deletion",
                            Manner.STATEMENT,
                            List.of("INSERT INTO Story(Name, Scope) VALUES ('{m}', 'Scope:545')"),
                            List.of("DELETE FROM Story WHERE Name = '{m}'"),
                            List.of(without(story("{m}")))),
                    new Scenario(
                            "a change that needs two requests",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("UPDATE Story SET Reference = '{m}', Estimate = NULL WHERE ID = 'Story:943'"),
                            List.of(change("Story:943"))),
                    new Scenario(
                            "links",
                            Manner.STATEMENT,
                            List.of(
                                    "INSERT INTO Story(Name, Scope) VALUES ('{m}1', 'Scope:545'), ('{m}2', 'Scope:545')"),
                            List.of("INSERT INTO versionone_links.Workitem_Owners(Workitem, Member)"
                                    + " SELECT ID, 'Member:20' FROM Story WHERE Name IN ('{m}1', '{m}2')"),
                            List.of(owned("{m}1"), owned("{m}2"))),
                    new Scenario(
                            "a batch in three requests",
                            Manner.BATCH,
                            List.of(),
                            many("INSERT INTO Story(Name, Scope) VALUES ('{m}%d', 'Scope:545')"),
                            List.of(story("{m}1"), story("{m}2"), story("{m}3"), story("{m}4"), story("{m}5"))),
                    new Scenario(
                            "a commit of several kinds",
                            Manner.COMMIT,
                            List.of("INSERT INTO Story(Name, Scope) VALUES ('{m}4', 'Scope:545')"),
                            List.of(
                                    "INSERT INTO Story(Name, Scope) VALUES ('{m}1', 'Scope:545')",
                                    "UPDATE Story SET Reference = '{m}' WHERE ID = 'Story:942'",
                                    "INSERT INTO Story(Name, Scope) VALUES ('{m}3', 'Scope:545')",
                                    "DELETE FROM Story WHERE Name = '{m}4'",
                                    "UPDATE Story SET Estimate = NULL, Reference = '{m}' WHERE ID = 'Story:943'"),
                            List.of(
                                    story("{m}1"),
                                    change("Story:942"),
                                    story("{m}3"),
                                    without(story("{m}4")),
                                    change("Story:943")))));

    static final WriteScene RALLY = new WriteScene(
            Product.RALLY,
            List.of(
                    new Scenario(
                            "one new row",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("INSERT INTO HierarchicalRequirement(Name) VALUES ('{m}')"),
                            List.of(requirement("{m}"))),
                    new Scenario(
                            "three new rows, with a name to look up",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("INSERT INTO HierarchicalRequirement(Name, Owner_Name)"
                                    + " VALUES ('{m}1', 'Andre Agile'), ('{m}2', 'Andre Agile'), ('{m}3', NULL)"),
                            List.of(requirement("{m}1"), requirement("{m}2"), requirement("{m}3"))),
                    new Scenario(
                            "a change by key",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("UPDATE HierarchicalRequirement SET c_Alias = '{m}' WHERE ObjectID = 105000000037"),
                            List.of(change(105_000_000_037L))),
                    new Scenario(
                            "changes of rows that are found by text",
                            Manner.STATEMENT,
                            List.of(),
                            List.of("UPDATE HierarchicalRequirement SET c_Alias = '{m}' WHERE ObjectID < 105000000149"
                                    + " AND Name IN ('Export HierarchicalRequirement 1', 'a;b|c,d&e#f+g%h\\i=j')"),
                            List.of(change(105_000_000_074L), change(105_000_000_148L))),
                    new Scenario(
                            "a deletion",
                            Manner.STATEMENT,
                            List.of("INSERT INTO HierarchicalRequirement(Name) VALUES ('{m}')"),
                            List.of("DELETE FROM HierarchicalRequirement WHERE Name = '{m}'"),
                            List.of(without(requirement("{m}")))),
                    new Scenario(
                            "links",
                            Manner.STATEMENT,
                            List.of("INSERT INTO HierarchicalRequirement(Name) VALUES ('{m}1'), ('{m}2')"),
                            List.of(
                                    "INSERT INTO rally_links.HierarchicalRequirement_Tags(HierarchicalRequirement, Tag)"
                                            + " SELECT ObjectID, 102000000000 FROM HierarchicalRequirement WHERE Name IN ('{m}1', '{m}2')"),
                            List.of(tagged("{m}1"), tagged("{m}2"))),
                    new Scenario(
                            "a batch in three requests",
                            Manner.BATCH,
                            List.of(),
                            many("INSERT INTO HierarchicalRequirement(Name) VALUES ('{m}%d')"),
                            List.of(
                                    requirement("{m}1"),
                                    requirement("{m}2"),
                                    requirement("{m}3"),
                                    requirement("{m}4"),
                                    requirement("{m}5"))),
                    new Scenario(
                            "a commit of several kinds",
                            Manner.COMMIT,
                            List.of("INSERT INTO HierarchicalRequirement(Name) VALUES ('{m}4')"),
                            List.of(
                                    "INSERT INTO HierarchicalRequirement(Name) VALUES ('{m}1')",
                                    "UPDATE HierarchicalRequirement SET c_Alias = '{m}' WHERE ObjectID = 105000000037",
                                    "INSERT INTO HierarchicalRequirement(Name) VALUES ('{m}3')",
                                    "DELETE FROM HierarchicalRequirement WHERE Name = '{m}4'",
                                    "UPDATE HierarchicalRequirement SET c_Alias = '{m}' WHERE ObjectID = 105000000074"),
                            List.of(
                                    requirement("{m}1"),
                                    change(105_000_000_037L),
                                    requirement("{m}3"),
                                    without(requirement("{m}4")),
                                    change(105_000_000_074L)))));

    static List<WriteScene> all() {
        return List.of(VERSIONONE, RALLY);
    }

    private static List<String> many(String sql) {
        return List.of(1, 2, 3, 4, 5).stream().map(sql::formatted).toList();
    }

    private static Effect story(String name) {
        return (server, mark) -> (int) server.store().keys("Story").stream()
                .filter(key -> name.replace("{m}", mark).equals(server.store().value(key, "Name")))
                .count();
    }

    private static Effect requirement(String name) {
        return (server, mark) -> (int) server.rallyStore().keys("HierarchicalRequirement").stream()
                .filter(key ->
                        name.replace("{m}", mark).equals(server.rallyStore().value(key, "Name")))
                .count();
    }

    private static Effect owned(String name) {
        return (server, mark) -> (int) server.store().keys("Story").stream()
                .filter(key -> name.replace("{m}", mark).equals(server.store().value(key, "Name")))
                .filter(key -> ((List<?>) server.store().value(key, "Owners")).contains("Member:20"))
                .count();
    }

    private static Effect tagged(String name) {
        return (server, mark) -> (int) server.rallyStore().keys("HierarchicalRequirement").stream()
                .filter(key ->
                        name.replace("{m}", mark).equals(server.rallyStore().value(key, "Name")))
                .filter(key -> ((List<?>) server.rallyStore().value(key, "Tags")).contains(102_000_000_000L))
                .count();
    }

    /** The versions in which the asset got the mark. */
    private static Effect change(String key) {
        return (server, mark) -> {
            List<Version> versions = server.store().versions(key);
            return steps(versions.stream()
                    .map(v -> Objects.equals(server.store().value(v, "Reference"), mark))
                    .toList());
        };
    }

    private static Effect change(long key) {
        return (server, mark) -> steps(server.rallyStore().versions(key).stream()
                .map(v -> Objects.equals(server.rallyStore().value(v, "c_Alias"), mark))
                .toList());
    }

    /** Marked versions that end one without the mark, and those after them. */
    private static int steps(List<Boolean> marked) {
        return (int) marked.stream().filter(m -> m).count();
    }

    private static Effect without(Effect present) {
        return (server, mark) -> 1 - present.apply(server, mark);
    }

    @Override
    public String toString() {
        return product.name();
    }
}
