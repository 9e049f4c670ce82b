package io.trackersql.http;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML event by event with Java's own parser. Document types and external entities are off, since answers need neither. */
public final class Xml {
    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** A reader that gets bytes as they arrive. */
    public static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(bytes);
        }
    }

    /** A reader of a text in memory. */
    public static XMLStreamReader reader(String text) throws XMLStreamException {
        Reader characters = new StringReader(text);
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(characters);
        }
    }
}
