package io.trackersql.http;

import java.nio.charset.StandardCharsets;

/** Writes text into URLs and forms. */
public final class UrlText {
    private static final String PLAIN = "-._~,:;()=!@/";

    private UrlText() {}

    /** Percent-encodes a value of a query string or form, as UTF-8; only what needs it, so that people can read the rest. */
    public static String percent(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
            if (isPlain) {
                result.append(c);
            } else {
                result.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return result.toString();
    }
}
