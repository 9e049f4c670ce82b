package io.trackersql.versionone;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpServer;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.http.Xml;
import io.trackersql.query.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How fast rows are decoded, beside a loop written by hand for exactly these columns; and metadata, beside a parser that does nothing
 * with it. Not a test: run {@code main} and compare the numbers of one run.
 */
final class DecodingSpeed {
    private static final int ROWS = 100_000;
    private static final int ROUNDS = 20;
    private static final int TYPES = 320;
    private static final int ATTRIBUTES = 80;
    private static final PrintStream OUT = System.out;

    private DecodingSpeed() {}

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        byte[] page = page();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        OkHttpClient client = new OkHttpClient();
        TransportConfig config = TransportConfig.of("versionone", base, new Credentials.None());
        VersionOneBackend backend = new VersionOneBackend(new Transport(config), VersionOneConfig.usual());
        OUT.printf("%,d rows, %,d bytes%n", ROWS, page.length);
        double bestByHand = 0;
        double bestByUs = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double byHand = rowsPerSecond(() -> byHand(client, base));
            double byUs = rowsPerSecond(() -> byBackend(backend));
            OUT.printf("by hand %,10.0f rows/s, backend %,10.0f rows/s, ratio %.2f%n", byHand, byUs, byUs / byHand);
            bestByHand = Math.max(bestByHand, byHand);
            bestByUs = Math.max(bestByUs, byUs);
        }
        OUT.printf("best: by hand %,10.0f, backend %,10.0f, ratio %.2f%n", bestByHand, bestByUs, bestByUs / bestByHand);
        backend.close();
        server.stop(0);
        metadata();
    }

    private static double rowsPerSecond(LongSupplier work) {
        long start = System.nanoTime();
        long rows = work.getAsLong();
        return rows * 1e9 / (System.nanoTime() - start);
    }

    private static byte[] page() {
        StringBuilder text = new StringBuilder(
                "{\"_type\":\"Assets\",\"total\":" + ROWS + ",\"pageSize\":" + ROWS + ",\"pageStart\":0,\"Assets\":[");
        for (int i = 0; i < ROWS; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"_type\":\"Asset\",\"href\":\"\\/V1\\/rest-1.v1\\/Data\\/Story\\/")
                    .append(1000 + i)
                    .append("\",\"id\":\"Story:")
                    .append(1000 + i)
                    .append("\",\"Attributes\":{");
            attribute(text, "Name", "\"Story number " + i + " of many\"").append(',');
            attribute(text, "Number", "\"S-" + (10_000 + i) + "\"").append(',');
            attribute(text, "Estimate", String.valueOf(i % 13)).append(',');
            attribute(text, "AssetState", "64").append(',');
            attribute(text, "CreateDate", "\"2012-05-" + (10 + i % 20) + "T23:45:14.124\"")
                    .append(',');
            text.append("\"Scope\":{\"_type\":\"Relation\",\"name\":\"Scope\",\"value\":{\"_type\":\"Asset\",\"href\":"
                            + "\"\\/V1\\/rest-1.v1\\/Data\\/Scope\\/")
                    .append(i % 50)
                    .append("\",\"idref\":\"Scope:")
                    .append(i % 50)
                    .append("\"}},");
            attribute(text, "Scope.Name", "\"Project " + i % 50 + "\"").append("}}");
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder attribute(StringBuilder text, String name, String value) {
        return text.append('"')
                .append(name)
                .append("\":{\"_type\":\"Attribute\",\"name\":\"")
                .append(name)
                .append("\",\"value\":")
                .append(value)
                .append('}');
    }

    private static long byBackend(VersionOneBackend backend) {
        List<Column> columns = Stream.of(
                        "ID", "Name", "Number", "Estimate", "AssetState", "CreateDate", "Scope", "Scope_Name")
                .map(name -> Metadata.column("Story", name))
                .toList();
        NativeQuery query = new NativeQuery(
                Metadata.table("Story"), DataScope.ALL, columns, Optional.empty(), List.of(), List.of());
        long rows = 0;
        try (Page page = backend.fetchPage(query, new PageWindow(0, ROWS, true), Scopes.open())) {
            while (page.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    /** What somebody writes who needs exactly these values, dates as text. */
    private static long byHand(OkHttpClient client, URI base) {
        try (Response response = client.newCall(
                        new Request.Builder().url(base.toString()).build())
                .execute()) {
            JsonParser json = new JsonFactory().createParser(response.body().byteStream());
            long rows = 0;
            json.nextToken();
            while (json.nextToken() != JsonToken.START_ARRAY) {
                // total and the like
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                rows += rowByHand(json) == null ? 0 : 1;
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object[] rowByHand(JsonParser json) throws IOException {
        Object[] row = new Object[8];
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("id")) {
                row[0] = json.getText();
            } else if (field.equals("Attributes")) {
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    json.nextToken();
                    for (String part = json.nextFieldName(); part != null; part = json.nextFieldName()) {
                        json.nextToken();
                        if (part.equals("value")) {
                            valueByHand(json, name, row);
                        }
                    }
                }
            }
        }
        return row;
    }

    private static void valueByHand(JsonParser json, String name, Object[] row) throws IOException {
        switch (name) {
            case "Name" -> row[1] = json.getText();
            case "Number" -> row[2] = json.getText();
            case "Estimate" -> row[3] = json.getDoubleValue();
            case "AssetState" -> row[4] = json.getIntValue();
            case "CreateDate" -> row[5] = json.getText();
            case "Scope" -> {
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    json.nextToken();
                    if (field.equals("idref")) {
                        row[6] = json.getText();
                    }
                }
            }
            case "Scope.Name" -> row[7] = json.getText();
            default -> json.skipChildren();
        }
    }

    private static void metadata() throws XMLStreamException {
        byte[] document = manyTypes();
        OUT.printf("metadata of %,d bytes%n", document.length);
        long bestParsed = Long.MAX_VALUE;
        long bestRead = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            XMLStreamReader raw =
                    XMLInputFactory.newDefaultFactory().createXMLStreamReader(new ByteArrayInputStream(document));
            while (raw.next() != XMLStreamConstants.END_DOCUMENT) {
                // only parsed
            }
            long parsed = System.nanoTime();
            int types = MetaReader.read(Xml.reader(new ByteArrayInputStream(document)))
                    .orElseThrow()
                    .entities()
                    .size();
            long read = System.nanoTime();
            OUT.printf(
                    "%d types: parser %.0f ms, model %.0f ms, ratio %.2f%n",
                    types, (parsed - start) / 1e6, (read - parsed) / 1e6, (double) (read - parsed) / (parsed - start));
            bestParsed = Math.min(bestParsed, parsed - start);
            bestRead = Math.min(bestRead, read - parsed);
        }
        OUT.printf(
                "best: parser %.0f ms, model %.0f ms, ratio %.2f%n",
                bestParsed / 1e6, bestRead / 1e6, (double) bestRead / bestParsed);
    }

    private static byte[] manyTypes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Meta href=\"/V1/meta.v1/\" version=\"1.0.0.0\">");
        for (int type = 0; type < TYPES; type++) {
            String name = "Type" + type;
            out.print("<AssetType name=\"" + name + "\" token=\"" + name + "\" displayname=\"AssetType'" + name
                    + "\" abstract=\"False\">");
            for (int i = 0; i < ATTRIBUTES; i++) {
                String kind = List.of("Text", "Relation", "Boolean", "Date", "Numeric")
                        .get(i % 5);
                String token = name + ".Attribute" + i;
                out.print("<AttributeDefinition name=\"Attribute" + i + "\" token=\"" + token
                        + "\" displayname=\"AttributeDefinition'Attribute" + i + "'" + name + "\" attributetype=\""
                        + kind
                        + "\" isreadonly=\"False\" isrequired=\"False\" ismultivalue=\"False\" iscanned=\"True\" iscustom=\"False\">"
                        + (type > 0
                                ? "<Base href=\"/V1/meta.v1/Type0/Attribute" + i + "\" tokenref=\"Type0.Attribute" + i
                                        + "\"/>"
                                : "")
                        + "<OrderByAttribute href=\"/V1/meta.v1/" + name + "/Attribute" + i + "\" tokenref=\"" + token
                        + "\"/>"
                        + (kind.equals("Relation")
                                ? "<RelatedAsset nameref=\"Type1\" href=\"/V1/meta.v1/Type1\"/>"
                                : "")
                        + "</AttributeDefinition>");
            }
            out.print("</AssetType>");
        }
        out.print("</Meta>");
        out.flush();
        return bytes.toByteArray();
    }
}
