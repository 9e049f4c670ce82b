package io.trackersql.demo.versionone.write;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.DemoAttribute;
import io.trackersql.demo.store.DemoAttribute.Flag;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.DemoType;
import io.trackersql.demo.store.Violation;
import io.trackersql.demo.store.Violation.Rule;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the texts of values that clients send.
 *
 * <p>Forms are those that the vendor's SDKs write; other forms are refused, since nobody knows what a server makes of them.
 */
public final class Values {
    private static final int TEXT_CHARACTERS_MAX = 4000;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,19}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?");
    private static final Pattern DURATION = Pattern.compile("\\d{1,6} (Days|Weeks|Months)");
    private static final Pattern PLACE = Pattern.compile("(-?\\d{1,18})([+-])");
    private static final Pattern TOKEN = Pattern.compile("(\\w+):(-?\\d{1,18})(?::\\d{1,18})?");

    private Values() {}

    /** The value that a text stands for, of an attribute that is no relation; empty text is no value. */
    public static Object of(DemoType type, DemoAttribute attribute, String text) {
        if (text.isEmpty()) {
            return switch (attribute.kind()) {
                // An attachment is made empty; its bytes follow on their own.
                case BLOB -> new byte[0];
                default -> null;
            };
        }
        return switch (attribute.kind()) {
            case TEXT -> {
                if (text.length() > TEXT_CHARACTERS_MAX) {
                    throw invalid(type, attribute);
                }
                yield text;
            }
            case LONG_TEXT, LOCALIZER_TAG, PASSWORD -> text;
            case BOOLEAN -> truth(type, attribute, text);
            case NUMERIC -> new BigDecimal(matching(NUMBER, type, attribute, text));
            case DATE -> date(type, attribute, text);
            case DURATION -> matching(DURATION, type, attribute, text);
            case LONG_INT, OPAQUE -> integer(type, attribute, text);
            case RANK -> place(type, attribute, text);
            case GUID -> guid(type, attribute, text);
            case ASSET_TYPE -> type.model().type(text).map(DemoType::name).orElseThrow(() -> invalid(type, attribute));
            // States are changed by operations, bytes by endpoints of their own.
            case STATE, BLOB, RELATION -> throw invalid(type, attribute);
        };
    }

    /** The asset that a key names, whether it may be used there or not. */
    public static Asset asset(DemoStore store, DemoType type, DemoAttribute attribute, String token) {
        return asset(store, token).orElseThrow(() -> invalid(type, attribute));
    }

    /** The asset that a key names; a moment in it is ignored. */
    public static Optional<Asset> asset(DemoStore store, String token) {
        Matcher parts = TOKEN.matcher(token);
        return parts.matches()
                ? store.model().type(parts.group(1)).flatMap(type -> store.find(type, Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** True for what is written like a key. */
    public static boolean isToken(DemoStore store, String text) {
        Matcher parts = TOKEN.matcher(text);
        return parts.matches() && store.model().type(parts.group(1)).isPresent();
    }

    private static Boolean truth(DemoType type, DemoAttribute attribute, String text) {
        return switch (text) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> throw invalid(type, attribute);
        };
    }

    private static LocalDateTime date(DemoType type, DemoAttribute attribute, String text) {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay();
            }
            LocalDateTime time = LocalDateTime.parse(matching(TIME, type, attribute, text));
            if (attribute.has(Flag.DAY) && !time.toLocalTime().equals(java.time.LocalTime.MIDNIGHT)) {
                throw invalid(type, attribute);
            }
            return time;
        } catch (DateTimeException e) {
            throw invalid(type, attribute);
        }
    }

    private static Long integer(DemoType type, DemoAttribute attribute, String text) {
        try {
            return Long.valueOf(matching(INTEGER, type, attribute, text));
        } catch (NumberFormatException e) {
            throw invalid(type, attribute);
        }
    }

    private static Change.Place place(DemoType type, DemoAttribute attribute, String text) {
        Matcher parts = PLACE.matcher(text);
        if (!parts.matches()) {
            throw invalid(type, attribute);
        }
        return new Change.Place(Long.parseLong(parts.group(1)), parts.group(2).equals("+"));
    }

    private static String guid(DemoType type, DemoAttribute attribute, String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw invalid(type, attribute);
        }
    }

    private static String matching(Pattern form, DemoType type, DemoAttribute attribute, String text) {
        if (!form.matcher(text).matches()) {
            throw invalid(type, attribute);
        }
        return text;
    }

    static Violation invalid(DemoType type, DemoAttribute attribute) {
        return Violation.of(Rule.INVALID, type, attribute);
    }
}
