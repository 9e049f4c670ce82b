package io.trackersql.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page in {@code docs} that is made from the code, between two comments. {@code -Ddocs=write} puts the present text there. */
record GeneratedPart(Path page, String name) {
    void assertIs(String text) throws IOException {
        String content = Files.readString(page);
        String begin = "<!-- " + name + ": made by a test, run it with -Ddocs=write to change -->\n";
        String end = "<!-- end of " + name + " -->";
        int from = content.indexOf(begin) + begin.length();
        int to = content.indexOf(end);
        assertThat(content).contains(begin).contains(end);
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(page, content.substring(0, from) + text + content.substring(to));
        } else {
            assertThat(content.substring(from, to))
                    .as("%s in %s; run this test with -Ddocs=write", name, page)
                    .isEqualTo(text);
        }
    }
}
