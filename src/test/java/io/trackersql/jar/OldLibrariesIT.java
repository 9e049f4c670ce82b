package io.trackersql.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jar inside programs that bring a Guava of 2013 and a Jackson of 2015. */
class OldLibrariesIT {
    @Test
    void theDriverWorksBehindOldLibrariesOnOneClassPath() throws IOException, InterruptedException, URISyntaxException {
        List<Path> classPath = oldLibraries();
        classPath.add(Jvm.JAR);
        classPath.add(tests());
        assertAnswers(Jvm.runClass(classPath, OldCompany.class.getName(), "manager"));
    }

    @Test
    void theDriverWorksInAClassLoaderOfItsOwn() throws IOException, InterruptedException, URISyntaxException {
        List<Path> classPath = oldLibraries();
        classPath.add(tests());
        Jvm.Ended ended = Jvm.runClass(classPath, OldCompany.class.getName(), "loader", Jvm.JAR.toString());
        assertAnswers(ended);
        assertThat(ended.out()).contains("driver io.trackersql.Driver\n");
    }

    private static void assertAnswers(Jvm.Ended ended) {
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("guava 14.0.1\n", "jackson 2.6.7\n");
        assertThat(ended.status()).isZero();
        List<String> lines = ended.out().lines().toList();
        String stories = lines.get(lines.size() - 2).replaceAll("groups [1-9]\\d* stories ", "");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("count " + stories);
        assertThat(Long.parseLong(stories)).isPositive();
    }

    private static List<Path> oldLibraries() throws IOException {
        try (var jars = Files.list(Jvm.OLD_LIBRARIES)) {
            return new ArrayList<>(jars.sorted().toList());
        }
    }

    private static Path tests() throws URISyntaxException {
        return Path.of(OldCompany.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
