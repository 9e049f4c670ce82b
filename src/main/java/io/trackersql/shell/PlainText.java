package io.trackersql.shell;

/** Text that is safe to show on a terminal, on one line. */
final class PlainText {
    private PlainText() {}

    /**
     * Shows each control character as its Java escape. A tracker's texts come from many hands, and an escape sequence
     * among them must not reach the terminal.
     */
    static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        shown.append(String.format("\\u%04x", (int) c));
                    } else {
                        shown.append(c);
                    }
                }
            }
        }
        return shown.toString();
    }

    /** A message of several lines on one. */
    static String oneLine(String message) {
        return printable(message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
