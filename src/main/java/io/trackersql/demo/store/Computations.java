package io.trackersql.demo.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of attributes that are computed rather than stored. */
final class Computations {
    /** Rules whose values are of the asking type: root attributes that relate an asset to itself or its versions. */
    static final Set<String> OWN_TYPE = Set.of("id", "now", "history", "prior");

    static final long TICKS_PER_SECOND = 10_000_000L;
    private static final long NANOS_PER_TICK = 100L;
    private static final BigDecimal TICKS_PER_DAY = BigDecimal.valueOf(86_400L * TICKS_PER_SECOND);

    /** One rule. */
    @FunctionalInterface
    interface Rule {
        Object value(ReadContext context, Version version);
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("id", (context, version) -> version.asset()),
            Map.entry("now", (context, version) -> version.asset()),
            Map.entry(
                    "history", (context, version) -> version.asset().versions().clone()),
            Map.entry("prior", (context, version) -> prior(version).orElse(null)),
            Map.entry("type", (context, version) -> version.asset().type().name()),
            Map.entry("key", (context, version) -> version.asset().id()),
            Map.entry("moment", (context, version) -> version.moment()),
            Map.entry("yes", (context, version) -> true),
            Map.entry("no", (context, version) -> false),
            Map.entry("none", (context, version) -> new Object[0]),
            Map.entry("changed", (context, version) -> local(context, version.ticks())),
            Map.entry(
                    "created",
                    (context, version) -> local(context, version.asset().first().ticks())),
            Map.entry("retired", (context, version) -> version.deleted() ? local(context, version.ticks()) : null),
            Map.entry("changedUTC", (context, version) -> at(version.ticks(), ZoneOffset.UTC)),
            Map.entry(
                    "createdUTC",
                    (context, version) -> at(version.asset().first().ticks(), ZoneOffset.UTC)),
            Map.entry(
                    "retiredUTC", (context, version) -> version.deleted() ? at(version.ticks(), ZoneOffset.UTC) : null),
            Map.entry("days", Computations::days),
            Map.entry("changeReason", (context, version) -> prior(version).isEmpty() ? "Created" : "Edited"),
            Map.entry("createReason", (context, version) -> "Created"),
            Map.entry("retireReason", (context, version) -> version.deleted() ? "Deleted" : null),
            Map.entry("changeComment", (context, version) -> version.comment()),
            Map.entry(
                    "createComment",
                    (context, version) -> version.asset().first().comment()),
            Map.entry("retireComment", (context, version) -> version.deleted() ? version.comment() : null),
            Map.entry("changedBy", (context, version) -> version.changedBy()),
            Map.entry("createdBy", (context, version) -> version.asset().first().changedBy()),
            Map.entry("retiredBy", (context, version) -> version.deleted() ? version.changedBy() : null),
            Map.entry("state", (context, version) -> (long) version.state()),
            Map.entry("isActive", state(code -> code == Version.ACTIVE)),
            Map.entry("isClosed", state(code -> code == Version.CLOSED)),
            Map.entry("isDead", state(code -> code >= Version.DEAD)),
            Map.entry("isDeleted", state(code -> code == Version.DELETED)),
            // A closed story cannot be deleted: javaom StoryTester, live.
            Map.entry("isDeletable", state(code -> code < Version.CLOSED)),
            Map.entry("isSelf", (context, version) -> version.asset() == context.self()),
            Map.entry(
                    "canFollow",
                    (context, version) -> version.asset() != context.self() && !isFollowed(context, version)),
            Map.entry("canUnfollow", Computations::isFollowed),
            Map.entry("securityScope", Computations::securityScope),
            Map.entry("toDo", (context, version) -> stored(context, version, "ToDo")),
            Map.entry("detailEstimate", (context, version) -> stored(context, version, "DetailEstimate")),
            Map.entry("done", Computations::done),
            Map.entry(
                    "containedExpressions",
                    (context, version) -> stored(context, version, "ExpressionsInConversation")),
            Map.entry("typesMeAndDown", (context, version) -> stored(context, version, "DerivedMeAndDown")));

    private Computations() {}

    static Rule rule(String name) {
        Rule rule = RULES.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("no computation " + name);
        }
        return rule;
    }

    static LocalDateTime at(long ticks, ZoneId zone) {
        return LocalDateTime.ofInstant(instant(ticks), zone);
    }

    static Instant instant(long ticks) {
        long seconds = Math.floorDiv(ticks, TICKS_PER_SECOND);
        return Instant.ofEpochSecond(seconds, Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK);
    }

    static long ticks(Instant time) {
        return time.getEpochSecond() * TICKS_PER_SECOND + time.getNano() / NANOS_PER_TICK;
    }

    /** All steps from an asset along a relation, in the order of discovery; a cycle is walked once. */
    static Object[] closure(ReadContext context, Version start, AttributeSource.Closure closure) {
        List<Object> found = new ArrayList<>();
        if (closure.withSelf()) {
            found.add(start.asset());
        }
        List<Version> frontier = List.of(start);
        Set<Asset> seen = new HashSet<>(Set.of(start.asset()));
        do {
            List<Version> next = new ArrayList<>();
            for (Version version : frontier) {
                for (Object value : steps(context, version, closure.step())) {
                    if (value instanceof Asset asset && seen.add(asset)) {
                        found.add(asset);
                        context.view().version(asset).ifPresent(next::add);
                    }
                }
            }
            frontier = next;
        } while (closure.transitive() && !frontier.isEmpty());
        return found.toArray();
    }

    private static List<Object> steps(ReadContext context, Version version, String step) {
        Object value = stored(context, version, step);
        if (value instanceof Object[] many) {
            return Arrays.asList(many);
        }
        return value == null ? List.of() : List.of(value);
    }

    private static Object stored(ReadContext context, Version version, String attribute) {
        return version.asset()
                .type()
                .attribute(attribute)
                .map(found -> context.store().read(context, found, version))
                .orElse(null);
    }

    private static boolean isFollowed(ReadContext context, Version version) {
        return stored(context, version, "Followers") instanceof Object[] many
                && Arrays.asList(many).contains(context.self());
    }

    private static Object done(ReadContext context, Version version) {
        return stored(context, version, "DetailEstimate") instanceof BigDecimal estimate
                        && stored(context, version, "ToDo") instanceof BigDecimal left
                ? estimate.subtract(left).max(BigDecimal.ZERO)
                : null;
    }

    private static Object securityScope(ReadContext context, Version version) {
        return version.asset().type().name().equals("Scope")
                ? version.asset()
                : stored(context, version, "Scope") instanceof Asset scope ? scope : null;
    }

    private static Object days(ReadContext context, Version version) {
        long life = version.ticks() - version.asset().first().ticks();
        return BigDecimal.valueOf(life).divide(TICKS_PER_DAY, 0, RoundingMode.DOWN);
    }

    private static LocalDateTime local(ReadContext context, long ticks) {
        return at(ticks, context.store().zone());
    }

    private static Optional<Version> prior(Version version) {
        Version[] all = version.asset().versions();
        for (int i = 1; i < all.length; i++) {
            if (all[i] == version) {
                return Optional.of(all[i - 1]);
            }
        }
        return Optional.empty();
    }

    private static Rule state(Predicate<Integer> test) {
        return (context, version) -> test.test(version.state());
    }
}
