package io.trackersql.rally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.http.WireValues;
import java.io.IOException;

/**
 * Addresses of assets, {@code https://host/slm/webservice/v2.0/defect/123} or any end of that. The last part identifies the asset: a
 * number, but for permissions a text such as {@code 123u456w1}.
 */
final class Refs {
    /** More digits would not fit a number of 64 bits. */
    private static final int DIGITS_MAX = 18;

    private Refs() {}

    /** The part behind the last slash. */
    static String id(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** The number at the end of the ref on which the parser stands; null stays null. */
    static Object number(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        } else if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw WireValues.misfit(json);
        }
        char[] text = json.getTextCharacters();
        int start = json.getTextOffset();
        int end = start + json.getTextLength();
        long number = 0;
        long weight = 1;
        int at = end - 1;
        for (; at >= start && text[at] >= '0' && text[at] <= '9' && end - at <= DIGITS_MAX; at--) {
            number += (text[at] - '0') * weight;
            weight *= 10;
        }
        boolean isNegative = at >= start && text[at] == '-';
        int before = isNegative ? at - 1 : at;
        if (weight == 1 || (before >= start && text[before] != '/')) {
            throw WireValues.misfit(json);
        }
        return isNegative ? -number : number;
    }

    /** The last part of the ref on which the parser stands; null stays null. */
    static Object text(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : id(WireValues.scalarText(json));
    }
}
