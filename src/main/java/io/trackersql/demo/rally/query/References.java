package io.trackersql.demo.rally.query;

import io.trackersql.demo.store.Asset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** References as requests spell them: absolute, with a leading slash or without one, by ObjectID or UUID, the type in any case. */
public final class References {
    private static final String ID = "-?\\d{1,18}|\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|\\p{XDigit}{32}";
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:https?://[^/]+/slm/webservice/v2\\.\\w+/|/)?((?:portfolioitem/)?[a-z]\\w*)/(" + ID + ")(?:\\.js)?",
            Pattern.CASE_INSENSITIVE);

    private References() {}

    /** Whether a text is spelled like a reference. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Whether a path segment identifies an object. */
    public static boolean isId(String text) {
        return text.matches(ID);
    }

    /** The object that a reference leads to. */
    public static Optional<Asset> find(Data data, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return data.type(matcher.group(1))
                .flatMap(type -> data.store().find(matcher.group(2)).filter(found -> data.type(found)
                        .isA(type)));
    }
}
