package io.trackersql.demo.store;

import io.trackersql.demo.store.RallySeed.Draft;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Makes what hangs on the artifacts of a workspace: results, attachments, posts, builds, time entries, totals. */
final class RallyDetails {
    private static final String STORY = "HierarchicalRequirement";
    private static final String TEST_CASE = "TestCase";
    private static final String PROJECT = "Project";
    private static final String NAME = "Name";
    private static final Instant FIRST = Instant.parse("2024-05-06T04:00:00Z");
    private static final long DAY_SECONDS = 86_400;
    private static final List<String> VERDICTS = List.of("Pass", "Fail", "Pass", "Blocked", "Error", "Inconclusive");

    private final RallySeed seed;

    RallyDetails(RallySeed seed) {
        this.seed = seed;
    }

    void make() {
        makeTests();
        makeAttachments();
        makeCode();
        makeTimes();
        makeBlockers();
        for (int i = 0; i < 10; i++) {
            seed.start("Preference")
                    .set(NAME, "preference " + i)
                    .set("Value", i % 3 == 0 ? null : "{\"a\":" + i + "}")
                    .done();
        }
    }

    private static Instant day(int index) {
        return FIRST.plusSeconds(index * DAY_SECONDS);
    }

    private void makeTests() {
        for (int i = 0; i < 60; i++) {
            Asset test = seed.pick(TEST_CASE);
            if (test != null) {
                seed.start("TestCaseResult")
                        .set(TEST_CASE, test)
                        .set("Date", day(i).plusMillis(i))
                        .set("Verdict", VERDICTS.get(i % VERDICTS.size()))
                        .done();
                seed.start("TestCaseStep")
                        .set(TEST_CASE, test)
                        .set("StepIndex", (long) i % 3)
                        .done();
            }
        }
        for (Asset defect : seed.targets("Defect")) {
            if (seed.oneIn(3)) {
                Asset result = seed.pick("TestCaseResult");
                RallySeed.put(defect, "TestCaseResult", result);
                RallySeed.put(defect, TEST_CASE, RallySeed.get(result, TEST_CASE));
            }
        }
        for (Asset suite : seed.targets("DefectSuite")) {
            Asset defect = seed.pick("Defect");
            RallySeed.put(suite, "Defects", seed.oneIn(3) ? null : new Object[] {defect});
        }
    }

    private void makeAttachments() {
        for (int i = 0; i < 12; i++) {
            byte[] bytes = ("attachment " + i + "\u0000\u00ff").getBytes(StandardCharsets.UTF_8);
            Asset content =
                    seed.start("AttachmentContent").set("Content", bytes).done();
            boolean ofResult = i % 4 == 3;
            seed.start("Attachment")
                    .set(NAME, i % 5 == 0 ? "größe & \"co\".png" : "file" + i + ".txt")
                    .set("ContentType", i % 5 == 0 ? "image/png" : "text/plain")
                    .set("Content", content)
                    .set("Size", (long) bytes.length)
                    .set("Artifact", ofResult ? null : seed.pick("SchedulableArtifact"))
                    .set("TestCaseResult", ofResult ? seed.pick("TestCaseResult") : null)
                    .done();
        }
        for (int i = 0; i < 40; i++) {
            seed.start("ConversationPost")
                    .set("Artifact", i % 10 == 9 ? null : seed.pick("Artifact"))
                    .set("PostNumber", (long) i)
                    .done();
        }
    }

    private void makeCode() {
        for (int i = 0; i < 3; i++) {
            seed.start("SCMRepository")
                    .set("SCMType", "git")
                    .set(NAME, "repository" + i)
                    .done();
            seed.start("BuildDefinition")
                    .set(NAME, i == 0 ? "Default Build Definition" : "build " + i)
                    .done();
        }
        for (int i = 0; i < 20; i++) {
            Asset changeset = seed.start("Changeset")
                    .set("Revision", Long.toHexString(RallyIds.mix(i)))
                    .set("CommitTimestamp", day(i).plusSeconds(i))
                    .done();
            seed.start("Change")
                    .set("Changeset", changeset)
                    .set("PathAndFilename", "src/file" + i + ".java")
                    .done();
            seed.start("Build").set("Start", i % 6 == 5 ? null : day(i)).done();
            seed.start("PullRequest")
                    .set(NAME, "Pull request " + i)
                    .set("ExternalFormattedId", "#" + i)
                    .set("Url", "https://example.com/pull/" + i)
                    .set("TypeDefinition", null)
                    .done();
        }
        for (int i = 0; i < 5; i++) {
            seed.start("PortfolioItemPredecessorRelationship").done();
        }
    }

    private void makeTimes() {
        for (Asset iteration : seed.targets("Iteration")) {
            if (seed.oneIn(2)) {
                seed.start("UserIterationCapacity")
                        .set("Iteration", iteration)
                        .set(PROJECT, RallySeed.get(iteration, PROJECT))
                        .set("Capacity", BigDecimal.valueOf(seed.random().nextInt(0, 40)))
                        .done();
                flow("IterationCumulativeFlowData", "IterationObjectID", iteration);
            }
        }
        seed.targets("Release").forEach(release -> flow("ReleaseCumulativeFlowData", "ReleaseObjectID", release));
        for (int i = 0; i < 20; i++) {
            Asset task = seed.pick("Task");
            Asset work = task == null ? null : (Asset) RallySeed.get(task, "WorkProduct");
            Asset item = seed.start("TimeEntryItem")
                    .set("Task", i % 5 == 0 ? null : task)
                    .set("WorkProduct", work)
                    .set(PROJECT, work == null ? seed.pick(PROJECT) : RallySeed.get(work, PROJECT))
                    .set("WeekStartDate", day(i / 4 * 7))
                    .done();
            seed.start("TimeEntryValue")
                    .set("TimeEntryItem", item)
                    .set("DateVal", day(i))
                    .done();
        }
    }

    private void flow(String type, String key, Asset timebox) {
        Draft draft = seed.start(type);
        draft.set(key, timebox.id())
                .set(
                        "CardState",
                        List.of("Defined", "In-Progress", "Completed", "Accepted")
                                .get(draft.index() % 4))
                .done();
    }

    private void makeBlockers() {
        for (String type : List.of("Defect", "PortfolioItem/Feature", STORY)) {
            List<Asset> all = seed.targets(type);
            for (Asset work : all.subList(0, Math.min(all.size(), RallySeed.RICH))) {
                if (Boolean.TRUE.equals(RallySeed.get(work, "Blocked"))) {
                    Asset blocker =
                            seed.start("Blocker").set("WorkProduct", work).done();
                    RallySeed.put(work, "Blocker", blocker);
                }
            }
        }
    }
}
