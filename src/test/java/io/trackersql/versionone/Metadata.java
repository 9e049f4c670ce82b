package io.trackersql.versionone;

import io.trackersql.http.Xml;
import io.trackersql.model.EntityModel;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;

/** The metadata that tests of this package share. */
final class Metadata {
    static final EntityModel MODEL = read(text());

    private Metadata() {}

    static String text() {
        try (InputStream in = Metadata.class.getResourceAsStream("/wire/versionone/meta.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static EntityModel read(String xml) {
        try {
            return MetaReader.read(Xml.reader(xml)).orElseThrow();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static EntityTable table(String name) {
        return EntityTables.current(MODEL, MODEL.entity(name).orElseThrow());
    }

    static EntityTable history(String name) {
        return EntityTables.history(MODEL, MODEL.entity(name).orElseThrow());
    }

    static EntityTable link(String type, String attribute) {
        var entity = MODEL.entity(type).orElseThrow();
        return EntityTables.link(entity, entity.attribute(attribute).orElseThrow());
    }

    static Column column(String table, String name) {
        EntityTable found = table(table);
        int position = found.position(name);
        if (position < 0) {
            throw new IllegalArgumentException("no column " + table + "." + name);
        }
        return found.columns().get(position);
    }
}
