package io.trackersql.demo.store;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fills in the cells whose values should look like a tracker's: names, numbers, log-ins, dates of sprints. */
final class SeedNames {
    private static final Set<String> FIXED =
            Set.of("Name", "Username", "Password", "Nickname", "Number", "Order", "EndDate");
    private static final List<String> WORDS = List.of(
            "Login", "Search", "Export", "Checkout", "Report", "Dashboard", "Invoice", "Import", "Profile", "Settings");
    private static final int SPRINT_DAYS = 14;

    private SeedNames() {}

    static boolean keepsItsValue(DemoAttribute attribute) {
        return FIXED.contains(attribute.name()) || attribute.kind() == AttributeKind.OPAQUE;
    }

    static void fill(DemoType type, SeedPlan plan, int index, Object[] cells) {
        set(type, cells, "Name", name(type, plan, index));
        type.numberPrefix()
                .ifPresent(prefix ->
                        set(type, cells, "Number", String.format(Locale.ROOT, "%s-%05d", prefix, 1001 + index)));
        // Ranks are negative, positive and tied, in another order than the keys.
        set(type, cells, "Order", (long) Math.floorMod(index * 7919L, Math.max(plan.count(), 1)) / 2 - 12);
        switch (type.name()) {
            case "Member" -> fillMember(type, index, cells);
            case "State" ->
                set(type, cells, "Code", List.of("FUTR", "ACTV", "CLSD").get(index));
            case "Timebox" -> {
                LocalDateTime begin = Seeder.day(index * SPRINT_DAYS);
                set(type, cells, "BeginDate", begin);
                set(type, cells, "EndDate", begin.plusDays(SPRINT_DAYS));
            }
            case "Attachment", "Image" -> set(type, cells, "ContentType", "image/png");
            default -> {}
        }
    }

    /** Corrects what must not be made up: the root project has no parent. */
    static void finish(DemoType type, int index, Object[] cells) {
        if (type.name().equals("Scope") && index == 0) {
            type.attribute("Parent").ifPresent(parent -> cells[parent.slot()] = null);
        }
    }

    private static void fillMember(DemoType type, int index, Object[] cells) {
        String user = index == 0 ? "admin" : index == 1 ? "andre" : "user" + index;
        set(type, cells, "Username", user);
        set(type, cells, "Password", user);
        set(type, cells, "Nickname", index == 0 ? "Admin" : index % 5 == 0 ? "Nick" : "Nick " + index);
        set(type, cells, "Email", index % 6 == 5 ? "" : "User" + index + "@Example.com");
    }

    private static String name(DemoType type, SeedPlan plan, int index) {
        if (index < plan.names().size()) {
            return plan.names().get(index);
        }
        int special = index - plan.names().size();
        boolean numbered = type.numberPrefix().isPresent();
        if (numbered && special % 4 == 0 && special / 4 < SeedValues.TEXTS.size() * 2) {
            return SeedValues.TEXTS.get(special / 4 % SeedValues.TEXTS.size());
        }
        return WORDS.get(index % WORDS.size()) + " " + type.name() + " " + (numbered ? index / 2 : index);
    }

    private static void set(DemoType type, Object[] cells, String attribute, Object value) {
        type.attribute(attribute).filter(DemoAttribute::stored).ifPresent(found -> cells[found.slot()] = value);
    }
}
