package io.trackersql.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the tree must look like, beyond what the compiler and Checkstyle see. */
class TidyTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml", "src", "calcite-model", "docs", "sql-examples", "README.md", "LICENSE", ".ci", ".gitignore");

    /** What a clone, a build and an editor leave behind; version control ignores all of it. */
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", ".idea", ".vscode", ".classpath", ".project", ".settings");

    private static final Set<String> TEXT_ENDINGS =
            Set.of("java", "md", "xml", "sql", "json", "iq", "txt", "properties", "yml", "csv", "");

    // Put together from parts so that this file does not find itself.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X)\\b");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.}>/-])/(work|root|home|Users)" + "/\\w|\\b[A-Z]:\\\\" + "Users\\\\");

    @Test
    void theTopLevelHoldsNothingUnexpected() throws IOException {
        try (var entries = Files.list(Path.of("."))) {
            List<String> unexpected = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !TOP_LEVEL.contains(name) && !NOT_OURS.contains(name) && !name.endsWith(".iml"))
                    .toList();
            assertThat(unexpected).isEmpty();
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (var paths = Files.walk(MAIN)) {
            List<Path> silent = paths.filter(Files::isDirectory)
                    .filter(TidyTest::holdsCode)
                    .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(silent).isEmpty();
        }
    }

    @Test
    void nothingIsLeftUnfinished() throws IOException {
        assertThat(linesOf(everything(), line -> UNFINISHED.matcher(line).find()))
                .isEmpty();
    }

    @Test
    void nothingNamesAPathOfSomebodysMachine() throws IOException {
        assertThat(linesOf(everything(), line -> MACHINE_PATH.matcher(line).find()))
                .isEmpty();
    }

    @Test
    void onlyTheCommandLinePrints() throws IOException {
        List<Path> library = javaFiles(MAIN).stream()
                .filter(file -> !file.startsWith(MAIN.resolve("io/trackersql/shell")))
                .toList();
        assertThat(linesOf(library, line -> line.contains("System.out") || line.contains("System.err")))
                .isEmpty();
    }

    @Test
    void noStackTraceIsPrinted() throws IOException {
        assertThat(linesOf(javaFiles(MAIN), line -> line.contains(".print" + "StackTrace(")))
                .isEmpty();
    }

    @Test
    void testsWaitForEventsAndNeverSleep() throws IOException {
        assertThat(linesOf(javaFiles(TEST), line -> line.contains("Thread.sl" + "eep(")))
                .isEmpty();
    }

    private static boolean holdsCode(Path folder) {
        String[] files = folder.toFile().list((parent, name) -> name.endsWith(".java"));
        return files != null && files.length > 0;
    }

    private static List<Path> everything() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : TOP_LEVEL) {
            Path entry = Path.of(name);
            if (Files.exists(entry)) {
                files.addAll(filesUnder(entry, TidyTest::isText));
            }
        }
        return files;
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        return filesUnder(folder, file -> file.toString().endsWith(".java"));
    }

    private static List<Path> filesUnder(Path start, Predicate<Path> wanted) throws IOException {
        try (var paths = Files.walk(start)) {
            return paths.filter(Files::isRegularFile).filter(wanted).toList();
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return TEXT_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
                || !name.contains(".")
                || name.startsWith(".");
    }

    private static List<String> linesOf(List<Path> files, Predicate<String> bad) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (bad.test(lines.get(i))) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return found;
    }
}
