package io.trackersql.versionone;

/** Keys of assets, {@code Type:Number}, as the tracker writes them. A third part names a version; it is never in a row. */
final class Oids {
    /** More digits would not fit a number of 64 bits. */
    private static final int DIGITS_MAX = 18;

    private static final String PROVISIONAL = ":@";

    private Oids() {}

    /** Whether the text is spelled as every key in an answer is: one spelling for one asset. */
    static boolean isCanonical(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || !isName(text, colon)) {
            return false;
        }
        int digits = text.startsWith("-", colon + 1) ? colon + 2 : colon + 1;
        int count = text.length() - digits;
        if (count < 1 || count > DIGITS_MAX || (text.charAt(digits) == '0' && (count > 1 || digits > colon + 1))) {
            return false;
        }
        for (int i = digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean isPart = c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!isPart) {
                return false;
            }
        }
        return true;
    }

    /** The key of an asset that is still to be made. */
    static String provisional(String type, long n) {
        return type + PROVISIONAL + n;
    }

    static boolean isProvisional(Object key) {
        int at = key instanceof String text ? text.indexOf(PROVISIONAL) : -1;
        return at > 0
                && ((String) key).length() > at + PROVISIONAL.length()
                && ((String) key).chars().skip(at + PROVISIONAL.length()).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The name by which commands of one request call a new asset. */
    static String alias(String provisional) {
        return "@new" + provisional.substring(provisional.indexOf(PROVISIONAL) + PROVISIONAL.length());
    }

    static String type(String oid) {
        return oid.substring(0, Math.max(0, oid.indexOf(':')));
    }

    /** The number of a key; {@link Long#MIN_VALUE} if it has none. */
    static long number(String oid) {
        int at = oid.indexOf(':') + 1;
        boolean isNegative = at < oid.length() && oid.charAt(at) == '-';
        if (isNegative) {
            at++;
        }
        long number = 0;
        if (at == oid.length() || oid.length() - at > DIGITS_MAX) {
            return Long.MIN_VALUE;
        }
        for (; at < oid.length(); at++) {
            int digit = oid.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return isNegative ? -number : number;
    }

    /** The order in which the tracker sorts keys: by number, then by type. */
    static int compare(String left, String right) {
        int byNumber = Long.compare(number(left), number(right));
        return byNumber != 0 ? byNumber : left.compareTo(right);
    }

    /** How many of the characters are the key without the moment of a version. */
    static int lengthWithoutMoment(char[] text, int start, int length) {
        boolean isAfterType = false;
        for (int i = 0; i < length; i++) {
            if (text[start + i] == ':') {
                if (isAfterType) {
                    return i;
                }
                isAfterType = true;
            }
        }
        return length;
    }

    /** The key without the moment of a version. */
    static String withoutMoment(String oid) {
        int colon = oid.indexOf(':');
        int second = colon < 0 ? -1 : oid.indexOf(':', colon + 1);
        return second < 0 ? oid : oid.substring(0, second);
    }
}
