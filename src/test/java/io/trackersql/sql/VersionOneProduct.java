package io.trackersql.sql;

import io.trackersql.demo.DemoOptions;
import io.trackersql.demo.DemoServer;
import io.trackersql.demo.versionone.VersionOneQuirks;
import io.trackersql.demo.versionone.VersionOneQuirks.TotalMode;
import io.trackersql.demo.versionone.VersionOneQuirks.Typing;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** VersionOne. */
final class VersionOneProduct implements Product {
    private static final Samples SAMPLES = new Samples(
            "[[#%sID]]",
            "Story",
            "Estimate",
            "'Story:%d'",
            List.of("Story", "Defect", "Workitem", "Task", "Epic"),
            "Workitem",
            "Scope",
            "AssetState",
            "LEFT JOIN Member m ON m.ID = s.ChangedBy",
            true,
            "Member:20",
            List.of(0, 64, 128, 200, 208, 255, 100, -1),
            List.of(
                    "",
                    " ",
                    "%",
                    "_",
                    "NULL",
                    "null",
                    "O'Brien said \"hi\"",
                    "case pair",
                    "CASE PAIR",
                    "trailing  ",
                    "Story:950",
                    "Member:20",
                    "Nothing:1",
                    "Scope:0",
                    "a;b|c",
                    "😀",
                    "Active",
                    "Dead",
                    "Template",
                    "7",
                    "E"),
            List.of("%a%", "_%", "S%", "%e", "%:9%", "%ai_", "Case Pair", "%😀%", "A%e", "%''%", ""));

    @Override
    public String name() {
        return "versionone";
    }

    @Override
    public String url(DemoServer server) {
        return "jdbc:tracker:versionone:" + server.versionOneUri();
    }

    @Override
    public String path() {
        return "/VersionOne/";
    }

    @Override
    public String user() {
        return DemoServer.USER;
    }

    @Override
    public String password() {
        return DemoServer.PASSWORD;
    }

    /** The zone of its clock, in which it reads times. */
    @Override
    public Map<String, String> properties(DemoServer server) {
        return Map.of("timeZone", server.store().zone().getId());
    }

    @Override
    public DemoOptions unlikeTheStandard(DemoOptions options) {
        return options.withQuirks(VersionOneQuirks.standard()
                .withNullMatchesNotEquals(false)
                .withTyping(Typing.STRING)
                .withTotal(TotalMode.ALWAYS)
                .withPageRowsMax(40));
    }

    @Override
    public DemoOptions atRandom(DemoOptions options, Random random) {
        return options.withQuirks(VersionOneQuirks.standard()
                .withNullMatchesNotEquals(random.nextBoolean())
                .withTyping(random.nextBoolean() ? Typing.NATIVE : Typing.STRING)
                .withTotal(random.nextBoolean() ? TotalMode.ALWAYS : TotalMode.ON_REQUEST)
                .withPageRowsMax(random.nextBoolean() ? 0 : 11)
                .withGzip(random.nextBoolean()));
    }

    @Override
    public Map<String, String> partAtRandom(DemoServer server, Random random) {
        return Map.of();
    }

    @Override
    public ExpectedTables tables(DemoServer server, Map<String, String> properties) {
        return new VersionOneTables(server.store());
    }

    @Override
    public Samples samples() {
        return SAMPLES;
    }

    @Override
    public WriteSamples writes() {
        return new WriteSamples(
                "Story",
                "Scope = 'Scope:545'",
                "Reference",
                "Estimate",
                List.of(
                        new WriteSamples.Pool("Estimate", List.of("NULL", "0", "3", "-2.75", "1000000")),
                        new WriteSamples.Pool(
                                "Reference", List.of("NULL", "'x'", "'case pair'", "'O''Brien said \"hi\"'")),
                        new WriteSamples.Pool("Status", List.of("NULL", "'StoryStatus:133'", "'StoryStatus:137'")),
                        new WriteSamples.Pool("Custom_Ready", List.of("TRUE", "FALSE")),
                        new WriteSamples.Pool("Owners", List.of("NULL", "'Member:20'", "'Member:512, Member:515'")),
                        new WriteSamples.Pool("Custom_Due", List.of("TIMESTAMP '2024-02-29 23:59:59'"))),
                "IsDeletable = TRUE");
    }

    @Override
    public String anyOf(List<String> keys) {
        return "ID=" + String.join(",", keys);
    }

    @Override
    public List<ParametersTest.Case> parameters() {
        return VersionOneParameters.cases();
    }

    @Override
    public String toString() {
        return name();
    }
}
