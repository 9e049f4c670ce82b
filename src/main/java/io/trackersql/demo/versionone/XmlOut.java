package io.trackersql.demo.versionone;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Builds XML text the way the product formats it: either lines with tabs after a blank line, or all on one line.
 *
 * <p>The text can be taken out piece by piece while elements are open.
 */
final class XmlOut {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String NEW_LINE = "\r\n";

    private final StringBuilder out = new StringBuilder(DECLARATION);
    private final Deque<String> open = new ArrayDeque<>();
    private final boolean lines;
    private boolean inTag;
    private boolean hasText;

    private XmlOut(boolean lines) {
        this.lines = lines;
        out.append(NEW_LINE);
    }

    /** Data: indented lines. */
    static XmlOut lines() {
        return new XmlOut(true);
    }

    /** Metadata: one line after the declaration. */
    static XmlOut oneLine() {
        return new XmlOut(false);
    }

    XmlOut open(String element) {
        endTag();
        indent();
        out.append('<').append(element);
        open.push(element);
        inTag = true;
        hasText = false;
        return this;
    }

    XmlOut attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value, true);
        out.append('"');
        return this;
    }

    XmlOut text(String value) {
        if (!value.isEmpty()) {
            endTag();
            escape(value, false);
            hasText = true;
        }
        return this;
    }

    XmlOut close() {
        String element = open.pop();
        if (inTag) {
            out.append(" />");
            inTag = false;
        } else {
            if (!hasText) {
                indent();
            }
            out.append("</").append(element).append('>');
        }
        hasText = false;
        return this;
    }

    /** Takes what was written so far, so that long documents need not be held. */
    String take() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    int length() {
        return out.length();
    }

    private void endTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    private void indent() {
        if (lines) {
            out.append(NEW_LINE);
            out.append("\t".repeat(open.size()));
        }
    }

    private void escape(String value, boolean quoted) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(quoted ? "&quot;" : "\"");
                case '\r' -> out.append("&#xD;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
