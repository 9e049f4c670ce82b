package io.trackersql.docs;

import io.trackersql.connect.ConnectionProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of connection properties says what the code does. */
class DocsPropertiesTest {
    @Test
    void thePageListsEveryPropertyAsTheCodeHasIt() throws IOException {
        StringBuilder text = new StringBuilder("| property | default | `SET` | meaning |\n|---|---|---|---|\n");
        for (ConnectionProperty property : ConnectionProperty.values()) {
            String values = property.choices().stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
            text.append("| `")
                    .append(property.key())
                    .append("` | ")
                    .append(property.standard().isEmpty() ? "" : "`" + property.standard() + "`")
                    .append(" | ")
                    .append(property.isSession() ? "yes" : "")
                    .append(" | ")
                    .append(property.description())
                    .append(values.isEmpty() ? "" : " One of " + values + ".")
                    .append(property.isSecret() ? " Never shown." : "")
                    .append(" |\n");
        }
        new GeneratedPart(Path.of("docs/connection-properties.md"), "properties").assertIs(text.toString());
    }
}
