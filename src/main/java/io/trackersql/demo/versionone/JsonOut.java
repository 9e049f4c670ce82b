package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;

/** Opens JSON writers that escape the slash, as the product does. */
final class JsonOut {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new SlashEscapes()).build();

    private JsonOut() {}

    static JsonGenerator open(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    private static final class SlashEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
        private final transient SerializableString slash = new SerializedString("\\/");

        SlashEscapes() {
            escapes['/'] = ESCAPE_CUSTOM;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return escapes.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return character == '/' ? slash : null;
        }
    }
}
