package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Json;
import io.trackersql.http.UrlText;
import io.trackersql.http.WireValues;
import io.trackersql.http.Xml;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.EntityTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The values that VersionOne proposes for a new asset: {@code GET rest-1.v1/New/Story?ctx=Scope:1000} answers with the document that
 * would make it. Read in XML, in which the vendor's page shows it.
 */
final class Template {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final EntityTable table;
    private final Answer answer;
    private final Map<Column, Object> values = new LinkedHashMap<>();

    private Template(EntityTable table, Answer answer) {
        this.table = table;
        this.answer = answer;
    }

    /** @param context the key of the asset in whose context the new one would be made; null for none */
    static Map<Column, Object> fetch(
            VersionOneBackend backend, ErrorReader errors, EntityTable table, String context, RequestScope scope) {
        NativeRequest request = NativeRequest.get(backend.dataPath() + "/New/"
                + table.entity().name()
                + (context == null ? "" : "?ctx=" + UrlText.percent(Encoder.key("the context", context))));
        Ask ask = new Ask(request, Ask.Format.XML, true, refusal -> errors.explainTemplate(refusal, context));
        try (Answer answer = backend.transport().send(ask, scope)) {
            Template template = new Template(table, answer);
            try {
                template.read(Xml.reader(answer.body()));
            } catch (XMLStreamException e) {
                throw answer.unreadable(new IOException(e.getMessage(), e));
            }
            answer.complete();
            return template.values;
        }
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        Optional<Column> column = Optional.empty();
        List<Object> found = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
            if (xml.isStartElement()) {
                depth++;
                text.setLength(0);
                if (depth == 2) {
                    column = column(String.valueOf(xml.getAttributeValue(null, "name")));
                    found.clear();
                } else if (xml.getAttributeValue(null, "idref") != null) {
                    found.add(Oids.withoutMoment(xml.getAttributeValue(null, "idref")));
                }
            } else if (xml.isCharacters()) {
                text.append(xml.getText());
            } else if (xml.isEndElement()) {
                if (depth >= 2 && column.isPresent() && !text.isEmpty()) {
                    found.add(value(column.get(), text.toString()));
                }
                text.setLength(0);
                if (depth == 2) {
                    column.ifPresent(c -> values.put(c, value(c, found)));
                }
                depth--;
            }
        }
    }

    private Optional<Column> column(String name) {
        return table.columns().stream()
                .filter(c -> Tokens.of(c).equals(name)
                        && NativeType.of(c.nativeType()) != NativeType.STATE_NAME
                        && !c.isKey())
                .findFirst();
    }

    private static Object value(Column column, List<Object> found) {
        if (column.cardinality() == Cardinality.SINGLE) {
            return found.isEmpty() ? null : found.get(0);
        }
        return Lists.joined(Lists.ordered(found.toArray(), found.toArray()));
    }

    private Object value(Column column, String text) {
        NativeType nativeType = NativeType.of(column.nativeType());
        try (JsonParser json = FACTORY.createParser(Json.text(text))) {
            json.nextToken();
            return Values.decoder(nativeType, column.elementType()).decode(json);
        } catch (WireValues.MisfitException e) {
            throw e.malformed(answer, "the metadata", column, Optional.empty());
        } catch (IOException e) {
            throw answer.unreadable(e);
        }
    }
}
