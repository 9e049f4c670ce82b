package io.trackersql.versionone;

import io.trackersql.backend.WriteOptions;
import io.trackersql.http.Answer;
import io.trackersql.http.UrlText;
import io.trackersql.http.Xml;
import io.trackersql.model.NativeRequest;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.write.Change;
import io.trackersql.write.Change.Assign;
import io.trackersql.write.Change.Members;
import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Spells one step as a POST of rest-1.v1, in XML, of which the notes have recorded traffic; a file's content goes to its own address. Pure.
 */
final class RestRequest {
    private final String dataPath;
    private final WriteOptions options;

    RestRequest(String dataPath, WriteOptions options) {
        this.dataPath = dataPath;
        this.options = options;
    }

    NativeRequest of(Step step) {
        if (step instanceof Step.Create create) {
            String context = options.createContext()
                    .map(key -> "ctx=" + UrlText.percent(key))
                    .orElse("");
            return post("/Data/" + create.type(), context, body(create.changes()));
        } else if (step instanceof Step.Set set) {
            return post(place(step), "", body(set.changes()));
        } else if (step instanceof Step.Execute execute) {
            return post(place(step), "op=" + UrlText.percent(execute.operation()), "");
        }
        Step.Send send = (Step.Send) step;
        return NativeRequest.post(
                Contents.address(send.type(), send.key(), dataPath),
                send.content().toString());
    }

    private static String place(Step step) {
        return "/Data/" + step.key().replace(':', '/');
    }

    private NativeRequest post(String place, String parameter, String body) {
        String comment = options.comment()
                .map(text -> "comment=" + UrlText.percent(text))
                .orElse("");
        String parameters = parameter + (parameter.isEmpty() || comment.isEmpty() ? "" : "&") + comment;
        return NativeRequest.post(dataPath + place + (parameters.isEmpty() ? "" : "?" + parameters), body);
    }

    private static String body(List<Change> changes) {
        StringBuilder xml = new StringBuilder("<Asset>");
        for (Change change : changes) {
            boolean isRelation = NativeType.of(change.column().nativeType()) == NativeType.RELATION;
            String element = isRelation ? "Relation" : "Attribute";
            xml.append('<')
                    .append(element)
                    .append(" name=\"")
                    .append(escaped(Tokens.of(change.column())))
                    .append('"');
            if (change instanceof Assign assign && change.column().cardinality() == Cardinality.SINGLE) {
                xml.append(" act=\"set\">");
                if (assign.value() != null) {
                    String text = escaped(Encoder.written(change.column(), assign.value()));
                    xml.append(isRelation ? "<Asset idref=\"" + text + "\"/>" : text);
                }
            } else {
                xml.append('>');
                Members members = (Members) change;
                appendValues(xml, change, isRelation, "add", members.added());
                appendValues(xml, change, isRelation, "remove", members.removed());
            }
            xml.append("</").append(element).append('>');
        }
        return xml.append("</Asset>").toString();
    }

    private static void appendValues(
            StringBuilder xml, Change change, boolean isRelation, String act, List<Object> values) {
        for (Object value : values) {
            String text = escaped(Encoder.written(change.column(), value));
            xml.append(
                    isRelation
                            ? "<Asset idref=\"" + text + "\" act=\"" + act + "\"/>"
                            : "<Value act=\"" + act + "\">" + text + "</Value>");
        }
    }

    /** A carriage return would arrive as a line feed. */
    private static String escaped(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#13;");
                default -> xml.append(c);
            }
        }
        return xml.toString();
    }

    /** The key of the asset that an answer is about; of an operation that makes another that one's. */
    static String key(Answer answer) {
        try {
            XMLStreamReader xml = Xml.reader(answer.body());
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                // what stands before the root
            }
            String id = xml.getAttributeValue(null, "id");
            while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
                // to its end, so that a half answer is none
            }
            answer.complete();
            String key = id == null ? "" : Oids.withoutMoment(id);
            if (!Oids.isCanonical(key)) {
                throw answer.malformed("the asset that was written", "its root has no id");
            }
            return key;
        } catch (XMLStreamException e) {
            throw answer.unreadable(new IOException(e.getMessage(), e));
        }
    }
}
