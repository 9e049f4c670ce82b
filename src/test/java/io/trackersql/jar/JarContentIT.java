package io.trackersql.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What lies in the jar for tools. */
class JarContentIT {
    /** Names that relocation must have replaced in every class, as they stand in class files; with a slash before it, it is a path. */
    private static final Pattern MOVED = Pattern.compile(
            "(?<!/)(org/apache/calcite|com/google/common|com/google/protobuf|com/fasterxml/jackson|org/slf4j)/");

    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(Jvm.JAR.toFile());
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void everythingStandsUnderOurName() {
        assertThat(names().stream()
                        .filter(name -> !name.startsWith("io/trackersql/") && !name.startsWith("META-INF/"))
                        .filter(name -> !name.equals("io/")))
                .isEmpty();
    }

    @Test
    void noClassNamesALibraryByItsOldName() throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : names()) {
            if (name.endsWith(".class")) {
                String text = new String(bytes(name), StandardCharsets.ISO_8859_1);
                MOVED.matcher(text).results().forEach(old -> found.add(name + " names " + old.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theOnlyDriverIsOurs() throws IOException {
        assertThat(text("META-INF/services/java.sql.Driver").strip()).isEqualTo("io.trackersql.Driver");
    }

    @Test
    void servicesAndTheirProvidersMovedTogether() throws IOException {
        List<String> services = names().stream()
                .filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                .toList();
        assertThat(services)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("META-INF/services/io.trackersql.shaded.")
                        || name.startsWith("META-INF/services/java."));
        for (String service : services) {
            assertThat(text(service).lines().filter(line -> !line.isBlank() && !line.startsWith("#")))
                    .as(service)
                    .isNotEmpty()
                    .allMatch(provider -> jar.getEntry(provider.strip().replace('.', '/') + ".class") != null);
        }
    }

    @Test
    void nothingNativeNothingSignedNoModuleOfAnotherName() {
        assertThat(names())
                .noneMatch(name -> name.endsWith(".so")
                        || name.endsWith(".dll")
                        || name.endsWith(".jnilib")
                        || name.endsWith(".SF")
                        || name.endsWith(".RSA")
                        || name.endsWith("module-info.class"));
    }

    @Test
    void theManifestNamesProgramAndVersion() throws IOException {
        Attributes attributes = jar.getManifest().getMainAttributes();
        assertThat(attributes.getValue("Main-Class")).isEqualTo("io.trackersql.shell.Main");
        assertThat(attributes.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("io.trackersql");
    }

    @Test
    void licencesAreInside() throws IOException {
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("Apache Calcite", "Jackson");
        assertThat(text("META-INF/THIRD-PARTY.txt")).contains("Janino", "SLF4J", "SQLLine", "JTS");
    }

    private static List<String> names() {
        return jar.stream().map(JarEntry::getName).toList();
    }

    private static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return in.readAllBytes();
        }
    }
}
