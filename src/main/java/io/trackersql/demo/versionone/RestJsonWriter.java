package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON form of rest-1.v1. */
final class RestJsonWriter implements RestWriter {
    private static final int ROWS_PER_FLUSH = 64;
    private static final SerializedString TYPE = new SerializedString("_type");
    private static final SerializedString HREF = new SerializedString("href");
    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString IDREF = new SerializedString("idref");
    private static final SerializedString NAME = new SerializedString("name");
    private static final SerializedString VALUE = new SerializedString("value");
    private static final SerializedString ATTRIBUTES = new SerializedString("Attributes");
    private static final SerializedString ASSET = new SerializedString("Asset");
    private static final SerializedString ATTRIBUTE = new SerializedString("Attribute");
    private static final SerializedString RELATION = new SerializedString("Relation");

    private final JsonGenerator json;
    private final String escapedBase;
    private final boolean typed;
    private final Map<String, SerializedString> names = new HashMap<>();
    private int rows;

    RestJsonWriter(OutputStream out, String base, VersionOneQuirks.Typing typing) throws IOException {
        this.json = JsonOut.open(out);
        this.escapedBase = base.replace("/", "\\/");
        this.typed = typing == VersionOneQuirks.Typing.NATIVE;
    }

    @Override
    public void startList(Page page) throws IOException {
        json.writeStartObject();
        json.writeStringField("_type", page.name());
        if (page.total().isPresent()) {
            json.writeNumberField("total", page.total().get());
        }
        json.writeNumberField("pageSize", page.size());
        json.writeNumberField("pageStart", page.start());
        json.writeArrayFieldStart("Assets");
    }

    @Override
    public void asset(Row row, List<Path> paths) throws IOException {
        String token = RestWriter.token(row.reference());
        json.writeStartObject();
        json.writeFieldName(TYPE);
        json.writeString(ASSET);
        json.writeFieldName(HREF);
        href(token);
        json.writeFieldName(ID);
        json.writeString(token);
        json.writeFieldName(ATTRIBUTES);
        json.writeStartObject();
        for (Path path : paths) {
            json.writeFieldName(name(path));
            attribute(path, row);
        }
        json.writeEndObject();
        json.writeEndObject();
        if (++rows % ROWS_PER_FLUSH == 0) {
            json.flush();
        }
    }

    private SerializedString name(Path path) {
        return names.computeIfAbsent(path.name(), SerializedString::new);
    }

    @Override
    public void endList() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    @Override
    public void single(Row row, List<Path> paths) throws IOException {
        asset(row, paths);
        json.close();
    }

    @Override
    public void attribute(Path path, Row row, String href) throws IOException {
        attribute(path, row);
        json.close();
    }

    private void attribute(Path path, Row row) throws IOException {
        json.writeStartObject();
        json.writeFieldName(TYPE);
        json.writeString(path.kind() == AttributeKind.RELATION ? RELATION : ATTRIBUTE);
        json.writeFieldName(NAME);
        json.writeString(name(path));
        json.writeFieldName(VALUE);
        Object value = path.value(row);
        if (value instanceof List<?> many) {
            json.writeStartArray();
            for (Object each : many) {
                value(path, each);
            }
            json.writeEndArray();
        } else {
            value(path, value);
        }
        json.writeEndObject();
    }

    private void value(Path path, Object value) throws IOException {
        if (value instanceof Asset || value instanceof Version) {
            reference(RestWriter.token(value));
        } else if (value instanceof Long number
                && (path.kind() == AttributeKind.STATE || (path.kind() == AttributeKind.LONG_INT && typed))) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth && typed) {
            json.writeBoolean(truth);
        } else if (value instanceof BigDecimal && typed) {
            json.writeNumber(Scalars.rest(path, value));
        } else {
            String text = Scalars.rest(path, value);
            if (text.isEmpty()) {
                json.writeNull();
            } else {
                json.writeString(text);
            }
        }
    }

    private void reference(String token) throws IOException {
        json.writeStartObject();
        json.writeFieldName(TYPE);
        json.writeString(ASSET);
        json.writeFieldName(HREF);
        href(token);
        json.writeFieldName(IDREF);
        json.writeString(token);
        json.writeEndObject();
    }

    private void href(String token) throws IOException {
        json.writeRawValue('"' + escapedBase + token.replace(":", "\\/") + '"');
    }
}
