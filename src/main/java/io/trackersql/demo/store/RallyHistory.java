package io.trackersql.demo.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the first artifacts of each type the versions before the present one, and makes the recycle bin and the revisions.
 *
 * <p>The values made so far, which agree with each other, are those of the newest version; older ones differ from it.
 */
final class RallyHistory {
    private static final int EARLIER_MAX = 5;
    private static final int CHANGES = 3;
    private static final String SCHEDULE_STATE = "ScheduleState";
    private static final String PROJECT = "Project";
    private static final String WORKSPACE = "Workspace";
    private static final List<String> FLOW =
            List.of("Idea", "Defined", "In-Progress", "Completed", "Accepted", "Released");
    private static final Set<String> KEPT = Set.of(
            "Name",
            "FormattedID",
            "Parent",
            "PortfolioItem",
            "WorkProduct",
            "State",
            "FlowState",
            "TaskIndex",
            "RevisionHistory",
            "Iteration",
            "Release",
            "InProgressDate",
            "AcceptedDate",
            "OpenedDate",
            "ClosedDate",
            "Blocker",
            "Blocked",
            "BlockedReason",
            "Requirement",
            "Subscription",
            PROJECT,
            WORKSPACE,
            SCHEDULE_STATE);
    private static final long FROM = RallySeed.ticks(Instant.parse("2024-07-01T00:00:00Z"));
    private static final long UNTIL = RallySeed.ticks(Instant.parse("2025-09-30T00:00:00Z"));

    private final RallySeed seed;

    RallyHistory(RallySeed seed) {
        this.seed = seed;
    }

    void make() {
        List<Asset> artifacts = new ArrayList<>();
        for (RallyType type : seed.model().concrete(seed.model().require("Artifact"))) {
            artifacts.addAll(seed.made(type.typePath()));
            List<Asset> made = seed.made(type.typePath());
            made.subList(0, Math.min(made.size(), RallySeed.RICH)).forEach(this::addVersions);
        }
        for (Asset artifact : artifacts) {
            seed.enter((Asset) RallySeed.get(artifact, WORKSPACE));
            if (artifact.current().deleted()) {
                addToRecycleBin(artifact);
            } else if (artifact.versions().length > 1) {
                addRevisions(artifact);
            }
        }
        seed.enter(null);
        number();
    }

    private void addVersions(Asset artifact) {
        Version last = artifact.current();
        boolean deleted = last.deleted();
        int earlier = Math.max(seed.random().nextInt(EARLIER_MAX + 1), deleted ? 1 : 0);
        List<Object[]> cells = new ArrayList<>();
        cells.add(last.cells());
        for (int i = 0; i < earlier; i++) {
            boolean onlyDeletes = deleted && i == 0;
            cells.add(0, onlyDeletes ? cells.get(0) : before(artifact, cells.get(0)));
        }
        long[] times = seed.random()
                .longs(earlier, Math.max(FROM, last.ticks() + 1), UNTIL)
                .map(time -> time / 10_000 * 10_000)
                .sorted()
                .toArray();
        Version[] versions = new Version[earlier + 1];
        for (int i = 0; i <= earlier; i++) {
            Asset by = i == 0 ? last.changedBy() : seed.pick("User");
            long time = i == 0 ? last.ticks() : times[i - 1] + i * 10_000L;
            int state = deleted && i == earlier ? Version.DELETED : Version.ACTIVE;
            versions[i] = new Version(artifact, time, by, state, cells.get(i));
        }
        artifact.replaceVersions(versions);
    }

    /** What an artifact may have looked like before a change. */
    private Object[] before(Asset artifact, Object[] after) {
        Object[] cells = after.clone();
        RallyType type = seed.model().typeOf(artifact);
        stepBack(type, cells);
        List<RallyAttribute> changing = type.list().stream()
                .filter(each -> each.stored().stored() && !each.readOnly() && !KEPT.contains(each.name()))
                .filter(each -> each.type() != RallyAttribute.AttributeType.COLLECTION
                        && each.type() != RallyAttribute.AttributeType.OBJECT)
                .filter(each -> !each.custom() || RallySeed.get(artifact, WORKSPACE) == seed.customWorkspace())
                .toList();
        for (int i = 0; i < CHANGES; i++) {
            RallyAttribute attribute = seed.pick(changing);
            cells[attribute.stored().slot()] = RallyValues.any(attribute, seed.random());
        }
        type.attribute("Owner").ifPresent(owner -> {
            if (seed.oneIn(3)) {
                cells[owner.stored().slot()] = seed.pick("User");
            }
        });
        return cells;
    }

    private void stepBack(RallyType type, Object[] cells) {
        Optional<RallyAttribute> schedule = type.attribute(SCHEDULE_STATE);
        if (schedule.isEmpty()) {
            return;
        }
        int slot = schedule.get().stored().slot();
        int now = FLOW.indexOf(cells[slot]);
        String earlier = FLOW.get(Math.max(1, now - seed.random().nextInt(2)));
        if (now > 1) {
            cells[slot] = earlier;
            int index = FLOW.indexOf(earlier);
            type.attribute("AcceptedDate")
                    .filter(date -> index < 4)
                    .ifPresent(date -> cells[date.stored().slot()] = null);
            type.attribute("InProgressDate")
                    .filter(date -> index < 2)
                    .ifPresent(date -> cells[date.stored().slot()] = null);
        }
    }

    private void addToRecycleBin(Asset artifact) {
        Version deletion = artifact.current();
        Asset type = seed.made("TypeDefinition").stream()
                .filter(each -> each.id() == seed.model().typeOf(artifact).definition())
                .findFirst()
                .orElseThrow();
        seed.start("RecycleBinEntry")
                .set("DeletedBy", deletion.changedBy())
                .set("DeletionDate", RallyRules.instant(deletion))
                .set("ID", RallySeed.get(artifact, "FormattedID"))
                .set("ItemOID", artifact.id())
                .set("Name", RallySeed.get(artifact, "Name"))
                .set("Type", type)
                .at(deletion.ticks(), deletion.changedBy())
                .done();
    }

    private void addRevisions(Asset artifact) {
        Version first = artifact.first();
        Asset history = seed.start("RevisionHistory")
                .at(first.ticks(), first.changedBy())
                .done();
        int number = 0;
        for (Version version : artifact.versions()) {
            version.cells()[slot(artifact, "RevisionHistory")] = history;
            seed.start("Revision")
                    .set("RevisionHistory", history)
                    .set("RevisionNumber", (long) number)
                    .set("Description", number == 0 ? "Original revision" : "DESCRIPTION changed, OWNER changed")
                    .set("User", version.changedBy())
                    .at(version.ticks(), version.changedBy())
                    .done();
            number++;
        }
    }

    private static int slot(Asset artifact, String attribute) {
        return artifact.type().attribute(attribute).orElseThrow().slot();
    }

    /** Changes are numbered in the order of time. */
    private void number() {
        List<Version> versions = new ArrayList<>();
        seed.made().values().forEach(objects -> objects.forEach(object -> versions.addAll(List.of(object.versions()))));
        versions.sort(Comparator.comparingLong(Version::ticks));
        long moment = 1;
        for (Version version : versions) {
            version.numbered(moment++);
        }
    }
}
