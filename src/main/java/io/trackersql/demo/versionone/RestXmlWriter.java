package io.trackersql.demo.versionone;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.Version;
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

    /** A list stands on indented lines; a single asset or attribute on one line, which the Java SDK's parser relies on. */
    RestXmlWriter(OutputStream out, String base, boolean list) {
        this.out = out;
        this.base = base;
        this.xml = list ? XmlOut.lines() : XmlOut.oneLine();
    }

    @Override
    public void startList(Page page) {
        xml.open("Assets");
        page.total().ifPresent(total -> xml.attribute("total", Integer.toString(total)));
        xml.attribute("pageSize", Integer.toString(page.size()));
        xml.attribute("pageStart", Integer.toString(page.start()));
    }

    @Override
    public void asset(Version version, String token, List<Path> paths, Row row) throws IOException {
        xml.open("Asset").attribute("href", href(version.asset())).attribute("id", token);
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
    public void single(Version version, String token, List<Path> paths, Row row) throws IOException {
        asset(version, token, paths, row);
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
            Asset asset = value instanceof Version version ? version.asset() : (Asset) value;
            String token = value instanceof Version version ? version.token() : asset.token();
            xml.open("Asset")
                    .attribute("href", href(asset))
                    .attribute("idref", token)
                    .close();
        }
    }

    private String href(Asset asset) {
        return base + asset.type().name() + "/" + asset.id();
    }

    private void drain() throws IOException {
        out.write(xml.take().getBytes(StandardCharsets.UTF_8));
    }
}
