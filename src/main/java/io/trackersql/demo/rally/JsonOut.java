package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;

/** Opens JSON writers that escape the opening angle bracket, as the service does. */
final class JsonOut {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new BracketEscapes()).build();

    private JsonOut() {}

    /** A writer that leaves the stream open. */
    static JsonGenerator open(OutputStream out, boolean pretty) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return pretty ? json.useDefaultPrettyPrinter() : json;
    }

    private static final class BracketEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
        private final transient SerializableString bracket = new SerializedString("\\u003C");

        BracketEscapes() {
            escapes['<'] = ESCAPE_CUSTOM;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return escapes.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return character == '<' ? bracket : null;
        }
    }
}
