package io.trackersql.query;

import io.trackersql.query.LikePattern.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests texts against a LIKE pattern. Thread-safe.
 *
 * <p>Not by a regular expression: with several {@code %} it would try the positions of all of them together, and one long
 * description could keep a statement busy for hours. Here what stands between two {@code %} is looked for once, from left to right; if
 * there is any match, there is one with the leftmost places. {@code _} is one character, also where Java needs two chars for it.
 */
public final class LikeMatcher {
    /** What stands between the {@code %}, one more than those. */
    private final List<List<Part>> segments = new ArrayList<>();

    LikeMatcher(LikePattern pattern) {
        List<Part> segment = new ArrayList<>();
        for (Part part : pattern.parts()) {
            if (part instanceof Part.AnyText) {
                segments.add(segment);
                segment = new ArrayList<>();
            } else {
                segment.add(part);
            }
        }
        segments.add(segment);
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int from = endAfter(segments.get(0), text, 0);
        if (segments.size() == 1) {
            return from == text.length();
        } else if (from < 0) {
            return false;
        }
        int last = segments.size() - 1;
        for (int i = 1; i < last; i++) {
            from = find(segments.get(i), text, from);
            if (from < 0) {
                return false;
            }
        }
        return startBefore(segments.get(last), text) >= from;
    }

    /** Where the first place of a segment, from an index on, ends; or -1. */
    private static int find(List<Part> segment, String text, int from) {
        int start = from;
        while (start >= 0 && start <= text.length()) {
            if (!segment.isEmpty() && segment.get(0) instanceof Part.Text literal) {
                start = text.indexOf(literal.text(), start);
                if (start < 0) {
                    return -1;
                }
            }
            int end = endAfter(segment, text, start);
            if (end >= 0) {
                return end;
            }
            start = start < text.length() ? text.offsetByCodePoints(start, 1) : -1;
        }
        return -1;
    }

    /** Where a segment that begins at an index ends, or -1 if it is not there. */
    private static int endAfter(List<Part> segment, String text, int start) {
        int index = start;
        for (Part part : segment) {
            if (part instanceof Part.Text literal) {
                if (!text.startsWith(literal.text(), index)) {
                    return -1;
                }
                index += literal.text().length();
            } else if (index == text.length()) {
                return -1;
            } else {
                index = text.offsetByCodePoints(index, 1);
            }
        }
        return index;
    }

    /** Where a segment at the end of the text begins, or -1 if it is not there. */
    private static int startBefore(List<Part> segment, String text) {
        int index = text.length();
        for (int i = segment.size() - 1; i >= 0; i--) {
            if (segment.get(i) instanceof Part.Text literal) {
                index -= literal.text().length();
                if (!text.startsWith(literal.text(), index)) {
                    return -1;
                }
            } else if (index == 0) {
                return -1;
            } else {
                index = text.offsetByCodePoints(index, -1);
            }
        }
        return index;
    }
}
