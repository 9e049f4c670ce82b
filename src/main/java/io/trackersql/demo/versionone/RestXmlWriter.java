package io.trackersql.demo.versionone;

import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The XML form of rest-1.v1. */
final class RestXmlWriter implements RestWriter {
    private static final int CHARACTERS_PER_WRITE = 16 * 1024;

    private final OutputStream out;
    private final String base;
    private final XmlOut xml;

    /** A list stands on indented lines; a history, a single asset or attribute on one line: the Java SDK's parser relies on it. */
    RestXmlWriter(OutputStream out, String base, boolean lines) {
        this.out = out;
        this.base = base;
        this.xml = lines ? XmlOut.lines() : XmlOut.oneLine();
    }

    @Override
    public void startList(Page page) {
        xml.open(page.name());
        page.total().ifPresent(total -> xml.attribute("total", Integer.toString(total)));
        xml.attribute("pageSize", Integer.toString(page.size()));
        xml.attribute("pageStart", Integer.toString(page.start()));
    }

    @Override
    public void asset(Row row, List<Path> paths) throws IOException {
        String token = RestWriter.token(row.reference());
        xml.open("Asset").attribute("href", href(token)).attribute("id", token);
        for (Path path : paths) {
            openAttribute(path);
            values(path, row);
            xml.close();
        }
        xml.close();
        if (xml.length() > CHARACTERS_PER_WRITE) {
            drain();
            out.flush();
        }
    }

    @Override
    public void endList() throws IOException {
        xml.close();
        drain();
    }

    @Override
    public void single(Row row, List<Path> paths) throws IOException {
        asset(row, paths);
        drain();
    }

    @Override
    public void attribute(Path path, Row row, String href) throws IOException {
        openAttribute(path);
        xml.attribute("href", href).attribute("of", href.substring(0, href.lastIndexOf('/')));
        values(path, row);
        xml.close();
        drain();
    }

    private void openAttribute(Path path) {
        xml.open(path.kind() == AttributeKind.RELATION ? "Relation" : "Attribute")
                .attribute("name", path.name());
    }

    private void values(Path path, Row row) {
        Object value = path.value(row);
        if (value instanceof List<?> many) {
            for (Object each : many) {
                if (path.kind() == AttributeKind.RELATION) {
                    reference(each);
                } else {
                    xml.open("Value").text(Scalars.rest(path, each)).close();
                }
            }
        } else if (path.kind() == AttributeKind.RELATION) {
            reference(value);
        } else {
            xml.text(Scalars.rest(path, value));
        }
    }

    private void reference(Object value) {
        if (value != null) {
            String token = RestWriter.token(value);
            xml.open("Asset")
                    .attribute("href", href(token))
                    .attribute("idref", token)
                    .close();
        }
    }

    private String href(String token) {
        return base + token.replace(':', '/');
    }

    private void drain() throws IOException {
        out.write(xml.take().getBytes(StandardCharsets.UTF_8));
    }
}
