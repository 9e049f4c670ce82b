package io.trackersql.rally;

import io.trackersql.model.Attribute;
import io.trackersql.model.Usage;
import java.util.List;
import java.util.Optional;

/** Attributes that no schema describes, since the driver itself asks for them. */
final class Attributes {
    private Attributes() {}

    /** A single value that is only read. */
    static Attribute readOnly(String name, NativeType type, Optional<String> related, String remarks) {
        return new Attribute(
                name,
                type.valueType(),
                type.word(),
                0,
                related,
                "",
                false,
                false,
                true,
                true,
                false,
                Usage.FREE,
                List.of(),
                remarks);
    }
}
