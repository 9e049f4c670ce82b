package io.trackersql.backend.rules;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values as every tracker's language writes them, before quoting. */
public final class PlainText {
    /** Numbers beyond may be rounded by the server's decimal type, or refused. */
    private static final double NUMBER_MAX = 1e15;

    private static final int FRACTION_DIGITS_MAX = 12;

    private PlainText() {}

    /** The number without exponent and superfluous zeros; empty if the server may not take it as it is. */
    public static Optional<String> number(double number) {
        if (!(Math.abs(number) < NUMBER_MAX)) {
            return Optional.empty();
        }
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        return decimal.scale() > FRACTION_DIGITS_MAX ? Optional.empty() : Optional.of(decimal.toPlainString());
    }

    /** Whether the text can be part of a query at all: no grammar knows control characters, and half a surrogate pair has no UTF-8. */
    public static boolean isSendable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
