package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The answer to one request: whole pages, or JSON that is written while it goes out.
 *
 * @param flight ends before the answer's last bytes leave
 */
record Response(Reply reply, Gauge.Flight flight) {
    /** Writes the inside of an envelope. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A page that is no JSON. */
    void page(int status, String contentType, String text) throws IOException {
        page(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    void page(int status, String contentType, byte[] bytes) throws IOException {
        flight.land();
        reply.send(status, contentType, bytes);
    }

    void redirect(String target) throws IOException {
        flight.land();
        reply.header("Location", target);
        reply.sendEmpty(302);
    }

    /** One JSON object with a single key, as all answers of the web service are. */
    void envelope(Call call, String key, Body body) throws IOException {
        object(call, json -> {
            json.writeObjectFieldStart(key);
            body.write(json);
            json.writeEndObject();
        });
    }

    /** One JSON object. */
    void object(Call call, Body body) throws IOException {
        boolean padded = call.parameter("jsonp").isPresent();
        String type = padded ? "text/javascript; charset=utf-8" : "application/json; charset=utf-8";
        try (OutputStream out = reply.open(200, type)) {
            if (padded) {
                out.write((call.parameter("jsonp").get() + "(").getBytes(StandardCharsets.UTF_8));
            }
            JsonGenerator json = JsonOut.open(
                    out, call.parameter("pretty").filter("true"::equals).isPresent());
            json.writeStartObject();
            body.write(json);
            flight.land();
            json.writeEndObject();
            json.close();
            if (padded) {
                out.write(");".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** What every envelope but that of a single object begins with. */
    static void head(JsonGenerator json, List<String> errors, List<String> warnings) throws IOException {
        json.writeStringField("_rallyAPIMajor", "2");
        json.writeStringField("_rallyAPIMinor", "0");
        messages(json, errors, warnings);
    }

    static void messages(JsonGenerator json, List<String> errors, List<String> warnings) throws IOException {
        list(json, "Errors", errors);
        list(json, "Warnings", warnings);
    }

    private static void list(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
