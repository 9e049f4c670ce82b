package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.rally.lookback.Found;
import io.trackersql.demo.rally.lookback.FoundRow;
import io.trackersql.demo.rally.lookback.Lookback;
import io.trackersql.demo.rally.lookback.LookbackRules.Service;
import io.trackersql.demo.rally.lookback.Question;
import io.trackersql.demo.rally.lookback.QuestionReader;
import io.trackersql.demo.rally.lookback.Times;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.store.Asset;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /analytics/v2.0/service/rally/workspace/oid/artifact/snapshot/query}: the Lookback API, which needs no security token. */
final class LookbackEndpoint {
    private static final Pattern PATH =
            Pattern.compile("/analytics/v2\\.0/service/rally/workspace/(\\d+)/artifact/snapshot/query(\\.js)?");
    private static final int DECIMAL_EVERY = 3;

    private final Data data;
    private final RallyQuirks quirks;
    private final Lookback lookback;

    LookbackEndpoint(Data data, RallyQuirks quirks) {
        this.data = data;
        this.quirks = quirks;
        this.lookback = new Lookback(data.store(), quirks.lookback(), quirks.clock(), quirks.shufflesTies());
    }

    void serve(Call call, Response response, String body) throws IOException {
        Matcher path = PATH.matcher(call.path());
        if (quirks.lookback().service() == Service.MISSING || !path.matches()) {
            throw Refusal.page(404, "Not Found");
        }
        if (quirks.lookback().service() == Service.FORBIDDEN) {
            throw Refusal.page(403, "Forbidden");
        }
        Asset workspace = data.store()
                .find(path.group(1))
                .filter(found -> data.type(found).typePath().equals("Workspace"))
                .filter(found -> data.store().sees(call.member().user(), found))
                .orElseThrow(() -> Refusal.page(403, "Forbidden"));
        if (!List.of("GET", "POST").contains(call.method())) {
            throw Refusal.page(405, "Method Not Allowed");
        }
        try {
            boolean posted = call.method().equals("POST");
            if (posted && !call.parameters().isEmpty()) {
                throw Refusal.query("Unknown parameter: "
                        + call.parameters().keySet().iterator().next());
            }
            Question question = posted ? QuestionReader.posted(body) : QuestionReader.asked(call.parameters());
            Question asked = response.reply().duplicatesPage()
                    ? question.at(Math.max(0, question.start() - question.pageRows()))
                    : question;
            Found found = lookback.find(workspace, call.member().user(), asked);
            response.reply().rows(found.rows().size());
            response.object(call, json -> write(json, question, found));
        } catch (Refusal refusal) {
            if (refusal.place() != Refusal.Place.QUERY) {
                throw refusal;
            }
            response.object(call, json -> refuse(json, refusal.getMessage()));
        }
    }

    private static void refuse(JsonGenerator json, String error) throws IOException {
        Response.head(json, List.of(error), List.of());
        json.writeNumberField("TotalResultCount", 0);
        json.writeNumberField("StartIndex", 0);
        json.writeNumberField("PageSize", 0);
        json.writeArrayFieldStart("Results");
        json.writeEndArray();
    }

    private void write(JsonGenerator json, Question question, Found found) throws IOException {
        Response.head(json, List.of(), question.warnings());
        json.writeObjectFieldStart("GeneratedQuery");
        json.writeFieldName("find");
        value(json, found.generated());
        json.writeNumberField("limit", question.pageRows());
        json.writeNumberField("skip", question.start());
        json.writeFieldName("fields");
        value(json, found.projected());
        json.writeEndObject();
        json.writeNumberField("TotalResultCount", found.total());
        json.writeBooleanField("HasMore", found.more());
        json.writeNumberField("StartIndex", question.start());
        json.writeNumberField("PageSize", question.pageRows());
        json.writeStringField("ETLDate", Times.show(found.until()));
        json.writeArrayFieldStart("Results");
        for (FoundRow row : found.rows()) {
            row(json, row);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("ThreadStats");
        json.writeStringField("cpuTime", "12.738374");
        json.writeEndObject();
        json.writeObjectFieldStart("Timings");
        json.writeNumberField("TOTAL", 1);
        json.writeEndObject();
    }

    private void row(JsonGenerator json, FoundRow row) throws IOException {
        boolean decimals = quirks.decimals() && row.objectId() % DECIMAL_EVERY == 0;
        json.writeStartObject();
        for (Map.Entry<String, Object> each : row.values().entrySet()) {
            json.writeFieldName(each.getKey());
            boolean whole = each.getValue() instanceof BigDecimal number
                    && number.stripTrailingZeros().scale() <= 0;
            if (decimals && whole) {
                json.writeNumber(((BigDecimal) each.getValue()).setScale(1));
            } else {
                value(json, each.getValue());
            }
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                json.writeFieldName((String) each.getKey());
                value(json, each.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                value(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof Instant time) {
            json.writeString(Times.show(time));
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.stripTrailingZeros().toPlainString());
        } else {
            json.writeObject(value);
        }
    }
}
