package io.trackersql.http;

/**
 * Dates and times as trackers write them: {@code 2016-06-19}, {@code 2012-05-14T23:45:14.124}, with up to seven digits and a {@code Z}.
 * Digits beyond milliseconds are cut off.
 */
public final class WireTimes {
    /** What no text means. */
    public static final long NONE = Long.MIN_VALUE;

    /** Of a day without leap seconds. */
    public static final long DAY_MILLIS = 86_400_000L;

    private static final int DATE_LENGTH = 10;
    private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private WireTimes() {}

    /** Milliseconds since 1970 of the wall clock that the characters show, or {@link #NONE}. */
    public static long parse(char[] text, int offset, int length) {
        if (length < DATE_LENGTH || text[offset + 4] != '-' || text[offset + 7] != '-') {
            return NONE;
        }
        int year = number(text, offset, 4);
        int month = number(text, offset + 5, 2);
        int day = number(text, offset + 8, 2);
        if (!isDay(year, month, day)) {
            return NONE;
        }
        long millis = epochDay(year, month, day) * DAY_MILLIS;
        if (length == DATE_LENGTH) {
            return millis;
        }
        long time = timeOfDay(text, offset + DATE_LENGTH, offset + length);
        return time < 0 ? NONE : millis + time;
    }

    private static boolean isDay(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]) {
            return false;
        }
        boolean isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month != 2 || day < 29 || isLeapYear;
    }

    /** The part from the T on; negative if it is malformed. */
    private static long timeOfDay(char[] text, int start, int end) {
        if (text[start] != 'T' || end - start < 6 || text[start + 3] != ':') {
            return -1;
        }
        int hour = number(text, start + 1, 2);
        int minute = number(text, start + 4, 2);
        int second = 0;
        int millis = 0;
        int at = start + 6;
        if (end - at >= 3 && text[at] == ':') {
            second = number(text, at + 1, 2);
            at += 3;
            if (at < end && text[at] == '.') {
                int fractionStart = at + 1;
                at = digitsEnd(text, fractionStart, end);
                millis = millis(text, fractionStart, at);
            }
        }
        boolean isWhole = at == end || (at + 1 == end && text[at] == 'Z');
        return isWhole && isTime(hour, minute, second) ? ((hour * 60L + minute) * 60L + second) * 1000L + millis : -1;
    }

    private static boolean isTime(int hour, int minute, int second) {
        return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    }

    private static int digitsEnd(char[] text, int start, int end) {
        int at = start;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int millis(char[] text, int start, int end) {
        int result = 0;
        for (int i = 0; i < 3; i++) {
            result = result * 10 + (start + i < end ? text[start + i] - '0' : 0);
        }
        return result;
    }

    /** The number of these digits; negative if one is none. */
    private static int number(char[] text, int start, int count) {
        int result = 0;
        for (int i = start; i < start + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            result = result * 10 + digit;
        }
        return result;
    }

    /** Days since 1970-01-01, by counting years from March so that the leap day comes last. */
    private static long epochDay(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }
}
