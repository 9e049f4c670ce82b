package io.trackersql.demo.versionone;

import io.trackersql.demo.store.Asset;
import io.trackersql.demo.versionone.write.Change;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/** Writes the templates of new assets: changes in the form in which a client may send them back. */
final class Template {
    private Template() {}

    /** XML without white space between elements, which the Java SDK's parser needs. */
    static String xml(String href, String base, List<Change> changes) {
        XmlOut xml = XmlOut.oneLine();
        xml.open("Asset").attribute("href", href);
        for (Change change : changes) {
            String act = change.act().name().toLowerCase(Locale.ROOT);
            boolean multi = change.attribute().multi();
            xml.open(change.attribute().relation() ? "Relation" : "Attribute")
                    .attribute("name", change.attribute().name());
            if (!multi) {
                xml.attribute("act", act);
            }
            if (change.value() instanceof Asset asset) {
                xml.open("Asset")
                        .attribute("href", base + asset.token().replace(':', '/'))
                        .attribute("idref", asset.token());
                if (multi) {
                    xml.attribute("act", act);
                }
                xml.close();
            } else {
                xml.text(text(change.value()));
            }
            xml.close();
        }
        xml.close();
        return xml.toString();
    }

    /** Dates of templates are days. */
    private static String text(Object value) {
        return value instanceof LocalDateTime time ? time.toLocalDate().toString() : value.toString();
    }
}
