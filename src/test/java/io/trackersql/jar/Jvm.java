package io.trackersql.jar;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Java processes of the tests that use the jar as a user does. */
final class Jvm {
    static final Path JAR = Path.of(System.getProperty("tracker.jar"));
    static final Path OLD_LIBRARIES = Path.of(System.getProperty("tracker.oldLibraries"));

    private static final long TIMEOUT_SECONDS = 120;

    /** What a process left behind; line ends are those of Unix. */
    record Ended(int status, String out, String err) {}

    private Jvm() {}

    /** Runs {@code java -jar} with the jar and these arguments to its end. */
    static Ended runJar(String... arguments) throws IOException, InterruptedException {
        return run("", jarCommand(arguments));
    }

    /** The same with a text on standard input. */
    static Ended runJarWithInput(String input, String... arguments) throws IOException, InterruptedException {
        return run(input, jarCommand(arguments));
    }

    /** Runs a class with a class path. */
    static Ended runClass(List<Path> classPath, String name, String... arguments)
            throws IOException, InterruptedException {
        String joined = String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
        List<String> command = new ArrayList<>(List.of(java(), "-cp", joined, name));
        command.addAll(List.of(arguments));
        return run("", command);
    }

    static List<String> jarCommand(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Ended run(String input, List<String> command) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile("in", ".txt"), input);
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Still running: " + command + "\n" + read(out) + read(err));
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } finally {
            for (Path file : List.of(in, out, err)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
