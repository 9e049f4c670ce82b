package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyAttribute;
import io.trackersql.demo.store.WebLink;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes single values in the service's spelling.
 *
 * @param decimals true if some whole numbers are written as {@code 5.0}, as recorded answers do now and then
 */
record ValueWriter(JsonGenerator json, boolean decimals) {
    private static final String NONE = "None";
    private static final int DECIMAL_EVERY = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A value that is neither an object nor a collection. */
    void write(RallyAttribute attribute, Asset object, Object value) throws IOException {
        if (attribute.type() == RallyAttribute.AttributeType.RATING) {
            json.writeString(label(value));
        } else if (value == null || (value.equals("") && !attribute.choices().isEmpty())) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            number(attribute, object, new BigDecimal(number.toString()));
        } else if (value instanceof Instant time) {
            json.writeString(TIME.format(time));
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof WebLink link) {
            json.writeStartObject();
            json.writeStringField("LinkID", link.linkId());
            json.writeStringField("DisplayString", link.displayString());
            json.writeEndObject();
        } else {
            json.writeString((String) value);
        }
    }

    /** The value as a key of a summary. */
    String label(Object value) {
        boolean none = value == null || value.equals("");
        return none ? NONE : value.toString();
    }

    /** When an object was made, in words. */
    String createdAt(Object time) {
        return DAY.format((Instant) time);
    }

    private void number(RallyAttribute attribute, Asset object, BigDecimal value) throws IOException {
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        boolean decimal = decimals && whole && !attribute.name().endsWith("ID") && object.id() % DECIMAL_EVERY == 0;
        json.writeNumber(decimal ? value.setScale(1) : whole ? value.setScale(0) : value.stripTrailingZeros());
    }
}
