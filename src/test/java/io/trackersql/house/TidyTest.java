package io.trackersql.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tree must look like, beyond what the compiler and Checkstyle see. */
class TidyTest {
    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (var paths = Files.walk(Path.of("src/main/java"))) {
            List<Path> silent = paths.filter(Files::isDirectory)
                    .filter(TidyTest::holdsCode)
                    .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(silent).isEmpty();
        }
    }

    private static boolean holdsCode(Path folder) {
        String[] files = folder.toFile().list((parent, name) -> name.endsWith(".java"));
        return files != null && files.length > 0;
    }
}
