package io.trackersql.demo.store;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills in the cells whose values should look like a tracker's: names, numbers, log-ins, dates of sprints. */
final class SeedNames {
    private static final Set<String> FIXED =
            Set.of("Name", "Username", "Password", "Nickname", "Number", "Order", "EndDate");
    private static final List<String> WORDS = List.of(
            "Login", "Search", "Export", "Checkout", "Report", "Dashboard", "Invoice", "Import", "Profile", "Settings");
    private static final int SPRINT_DAYS = 14;
    private static final int NUMBER_DIGITS = 5;
    private static final LocalDateTime FIRST_SPRINT = LocalDateTime.parse("2023-01-02T00:00:00");

    private final DemoType type;
    private final SeedPlan plan;
    private final Map<String, Integer> slots = new HashMap<>();

    SeedNames(DemoType type, SeedPlan plan) {
        this.type = type;
        this.plan = plan;
        type.attributes().stream()
                .filter(DemoAttribute::stored)
                .forEach(attribute -> slots.put(attribute.name(), attribute.slot()));
    }

    /** A word of the names that are made up. */
    static String word(int index) {
        return WORDS.get(index % WORDS.size());
    }

    static boolean keepsItsValue(DemoAttribute attribute) {
        return FIXED.contains(attribute.name()) || attribute.kind() == AttributeKind.OPAQUE;
    }

    void fill(int index, Object[] cells) {
        set(cells, "Name", name(index));
        type.numberPrefix().ifPresent(prefix -> set(cells, "Number", number(prefix, 1001 + index)));
        // Ranks are negative, positive and tied, in another order than the keys.
        set(cells, "Order", Math.floorMod(index * 7919L, (long) Math.max(plan.count(), 1)) / 2 - 12);
        switch (type.name()) {
            case "Member" -> fillMember(index, cells);
            case "State" -> set(cells, "Code", List.of("FUTR", "ACTV", "CLSD").get(index));
            case "Timebox" -> {
                LocalDateTime begin = FIRST_SPRINT.plusDays((long) index * SPRINT_DAYS);
                set(cells, "BeginDate", begin);
                set(cells, "EndDate", begin.plusDays(SPRINT_DAYS));
            }
            case "Attachment", "Image" -> set(cells, "ContentType", "image/png");
            default -> {}
        }
    }

    /** Corrects what must not be made up: the root project has no parent. */
    void finish(int index, Object[] cells) {
        if (type.name().equals("Scope") && index == 0) {
            set(cells, "Parent", null);
        }
    }

    private static String number(String prefix, int number) {
        String digits = Integer.toString(number);
        return prefix + "-" + "0".repeat(Math.max(0, NUMBER_DIGITS - digits.length())) + digits;
    }

    private void fillMember(int index, Object[] cells) {
        String user = index == 0 ? "admin" : index == 1 ? "andre" : "user" + index;
        set(cells, "Username", user);
        set(cells, "Password", user);
        set(cells, "Nickname", index == 0 ? "Admin" : index % 5 == 0 ? "Nick" : "Nick " + index);
        set(cells, "Email", index % 6 == 5 ? "" : "User" + index + "@Example.com");
    }

    private String name(int index) {
        if (index < plan.names().size()) {
            return plan.names().get(index);
        }
        int special = index - plan.names().size();
        boolean numbered = type.numberPrefix().isPresent();
        if (numbered && special % 4 == 0 && special / 4 < SeedValues.TEXTS.size() * 2) {
            return SeedValues.TEXTS.get(special / 4 % SeedValues.TEXTS.size());
        }
        return word(index) + " " + type.name() + " " + (numbered ? index / 2 : index);
    }

    private void set(Object[] cells, String attribute, Object value) {
        Integer slot = slots.get(attribute);
        if (slot != null) {
            cells[slot] = value;
        }
    }
}
