package io.trackersql.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trackersql.demo.DemoServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What somebody writes by hand who needs exactly these values and trusts the server: no check of shapes, no retry, no cancel. Every
 * value is read as the type that {@link DriverLoop} gets, the time from fixed positions.
 */
final class HandLoop {
    private final OkHttpClient client = new OkHttpClient();
    private final JsonFactory json = new JsonFactory();
    private final String login = Credentials.basic(DemoServer.USER, DemoServer.PASSWORD);
    private final String base;
    private final String target;

    // the row that was read last
    private String id;
    private String name;
    private String number;
    private double estimate;
    private boolean hasEstimate;
    private short state;
    private LocalDateTime created;
    private String scope;
    private String scopeName;

    /** A loop over the pages of a target, which asks for the first one. */
    HandLoop(String base, String target) {
        this.base = base;
        this.target = target;
    }

    private Call call(String url) {
        return client.newCall(new Request.Builder()
                .url(base + url)
                .header("Authorization", login)
                .header("Accept", "application/json")
                .build());
    }

    /** Reads all pages. */
    Checksum readAll() throws IOException {
        Checksum sum = new Checksum();
        for (long start = 0, rows = 1; rows > 0; start += rows) {
            String url = target.replaceFirst("page=(\\d+),\\d+", "page=$1," + start);
            try (Response response = call(url).execute();
                    JsonParser parser = json.createParser(response.body().byteStream())) {
                rows = readPage(parser, sum);
            }
            if (rows < PageServer.PAGE_ROWS) {
                break;
            }
        }
        return sum;
    }

    /** Reads the first row; closing the result gives up the rest, as the driver does. */
    Closeable readFirst(Checksum sum) throws IOException {
        Call call = call(target);
        Response response = call.execute();
        JsonParser parser = json.createParser(response.body().byteStream());
        toRows(parser);
        parser.nextToken();
        readRow(parser);
        add(sum);
        return () -> {
            call.cancel();
            response.close();
        };
    }

    private long readPage(JsonParser parser, Checksum sum) throws IOException {
        toRows(parser);
        long rows = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            readRow(parser);
            add(sum);
            rows++;
        }
        return rows;
    }

    private void add(Checksum sum) {
        sum.add(id, name, number);
        sum.add(hasEstimate ? estimate : -1, state);
        sum.add(created);
        sum.add(scope, scopeName, "");
    }

    private static void toRows(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.START_ARRAY) {
            // total and the like
        }
    }

    private void readRow(JsonParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals("id")) {
                id = parser.getText();
            } else if (field.equals("Attributes")) {
                for (String attribute = parser.nextFieldName(); attribute != null; attribute = parser.nextFieldName()) {
                    parser.nextToken();
                    for (String part = parser.nextFieldName(); part != null; part = parser.nextFieldName()) {
                        parser.nextToken();
                        if (part.equals("value")) {
                            readValue(parser, attribute);
                        }
                    }
                }
            }
        }
    }

    private void readValue(JsonParser parser, String attribute) throws IOException {
        boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
        switch (attribute) {
            case "Name" -> name = isNull ? null : parser.getText();
            case "Number" -> number = isNull ? null : parser.getText();
            case "Estimate" -> {
                hasEstimate = !isNull;
                estimate = isNull ? 0 : parser.getDoubleValue();
            }
            case "AssetState" -> state = parser.getShortValue();
            case "CreateDateUTC" -> created = isNull ? null : time(parser.getText());
            case "Scope" -> {
                scope = null;
                if (!isNull) {
                    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                        parser.nextToken();
                        if (field.equals("idref")) {
                            scope = parser.getText();
                        }
                    }
                }
            }
            case "Scope.Name" -> scopeName = isNull ? null : parser.getText();
            default -> parser.skipChildren();
        }
    }

    /** {@code 2012-05-14T23:45:14.124}, always so long. */
    private static LocalDateTime time(String text) {
        return LocalDateTime.of(
                digits(text, 0, 4),
                digits(text, 5, 7),
                digits(text, 8, 10),
                digits(text, 11, 13),
                digits(text, 14, 16),
                digits(text, 17, 19),
                digits(text, 20, 23) * 1_000_000);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** Parses metadata and does nothing with it; gives the number of elements. */
    static long parseMetadata(OkHttpClient client, String url) throws IOException, XMLStreamException {
        try (Response response =
                        client.newCall(new Request.Builder().url(url).build()).execute();
                InputStream body = response.body().byteStream()) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(body);
            long elements = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    elements++;
                }
            }
            return elements;
        }
    }
}
