package io.trackersql.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.query.Path;
import io.trackersql.demo.query.Row;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/** The JSON form of rest-1.v1. */
final class RestJsonWriter implements RestWriter {
    private static final int ROWS_PER_FLUSH = 64;

    private final JsonGenerator json;
    private final String base;
    private final boolean typed;
    private int rows;

    RestJsonWriter(OutputStream out, String base, VersionOneQuirks.Typing typing) throws IOException {
        this.json = JsonOut.open(out);
        this.base = base;
        this.typed = typing == VersionOneQuirks.Typing.NATIVE;
    }

    @Override
    public void startList(Page page) throws IOException {
        json.writeStartObject();
        json.writeStringField("_type", "Assets");
        if (page.total().isPresent()) {
            json.writeNumberField("total", page.total().get());
        }
        json.writeNumberField("pageSize", page.size());
        json.writeNumberField("pageStart", page.start());
        json.writeArrayFieldStart("Assets");
    }

    @Override
    public void asset(Version version, String token, List<Path> paths, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("_type", "Asset");
        json.writeStringField("href", href(version.asset()));
        json.writeStringField("id", token);
        json.writeObjectFieldStart("Attributes");
        for (Path path : paths) {
            json.writeFieldName(path.name());
            attribute(path, row);
        }
        json.writeEndObject();
        json.writeEndObject();
        if (++rows % ROWS_PER_FLUSH == 0) {
            json.flush();
        }
    }

    @Override
    public void endList() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    @Override
    public void single(Version version, String token, List<Path> paths, Row row) throws IOException {
        asset(version, token, paths, row);
        json.close();
    }

    @Override
    public void attribute(Path path, Row row, String href) throws IOException {
        attribute(path, row);
        json.close();
    }

    private void attribute(Path path, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("_type", path.kind() == AttributeKind.RELATION ? "Relation" : "Attribute");
        json.writeStringField("name", path.name());
        json.writeFieldName("value");
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
        if (value instanceof Asset asset) {
            reference(asset, asset.token());
        } else if (value instanceof Version version) {
            reference(version.asset(), version.token());
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

    private void reference(Asset asset, String token) throws IOException {
        json.writeStartObject();
        json.writeStringField("_type", "Asset");
        json.writeStringField("href", href(asset));
        json.writeStringField("idref", token);
        json.writeEndObject();
    }

    private String href(Asset asset) {
        return base + asset.type().name() + "/" + asset.id();
    }
}
