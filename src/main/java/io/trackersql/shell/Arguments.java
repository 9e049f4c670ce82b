package io.trackersql.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line's grammar and what one command line said. The grammar is spelled out instead of annotated, which saves
 * the reflection at each start, and keeps {@code -e} and {@code -f} in their order.
 */
final class Arguments {
    private static final String DEMO_SERVER = "demo-server";

    private final CommandLine grammar;
    private final Map<String, Optional<String>> properties = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private final ParseResult result;

    private Arguments(String[] arguments, String version) throws UsageException {
        grammar = new CommandLine(session(version)).setCaseInsensitiveEnumValuesAllowed(true);
        grammar.addSubcommand(DEMO_SERVER, demoServer());
        try {
            result = grammar.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new UsageException(e.getMessage());
        }
    }

    static Arguments parse(String[] arguments, String version) throws UsageException {
        return new Arguments(arguments, version);
    }

    /** The text to print and leave, for {@code --help} and {@code --version}. */
    Optional<String> information() {
        ParseResult innermost = result.hasSubcommand() ? result.subcommand() : result;
        CommandLine command = innermost.commandSpec().commandLine();
        if (innermost.isUsageHelpRequested()) {
            return Optional.of(command.getUsageMessage());
        }
        if (innermost.isVersionHelpRequested()) {
            return Optional.of(String.join("\n", grammar.getCommandSpec().version()) + "\n");
        }
        return Optional.empty();
    }

    /** The demo server's options when it was asked for. */
    Optional<DemoServerCommand.Settings> demoServerSettings() {
        if (!result.hasSubcommand()) {
            return Optional.empty();
        }
        ParseResult demo = result.subcommand();
        return Optional.of(new DemoServerCommand.Settings(
                demo.matchedOptionValue("--port", 0),
                Optional.ofNullable(demo.matchedOptionValue("--rows", (Integer) null)),
                Optional.ofNullable(demo.matchedOptionValue("--seed", (Long) null))));
    }

    /** The URL, null if none was given. */
    String url() {
        return result.matchedOptionValue("--url", (String) null);
    }

    /** Properties in their order; one without a value is to be asked for. */
    Map<String, Optional<String>> properties() {
        return properties;
    }

    /** Statements and scripts in their order. */
    List<Input> inputs() {
        return List.copyOf(inputs);
    }

    OutputFormat format() {
        return result.matchedOptionValue("--format", OutputFormat.TABLE);
    }

    private CommandSpec session(String version) {
        CommandSpec spec =
                CommandSpec.create().name("java -jar tracker-jdbc.jar").version(version);
        spec.usageMessage()
                .description("SQL for VersionOne and Rally.")
                .footer(
                        "",
                        "Without -e and -f a prompt opens; statements are read from standard input if that is no terminal.",
                        "Exit status: 0 done, 1 a statement or the connection failed, 2 the command line makes no sense.",
                        "The environment may name the server in TRACKER_URL, with TRACKER_USER, TRACKER_PASSWORD and",
                        "TRACKER_TOKEN for that server alone. jdbc:tracker:rally: without a host takes RALLY_SERVER, RALLY_USER,",
                        "RALLY_PASSWORD, APIKEY, RALLY_WORKSPACE, RALLY_PROJECT and the file that RALLY_CONFIG names.");
        spec.addOption(OptionSpec.builder("-u", "--url")
                .type(String.class)
                .paramLabel("URL")
                .description("JDBC URL; without it " + Target.DEFAULT_URL)
                .build());
        spec.addOption(repeatable(this::addProperty, "-p", "--property")
                .paramLabel("name[=value]")
                .description("property of the connection; without a value it is asked for, unseen")
                .build());
        spec.addOption(repeatable(sql -> inputs.add(new Input.Text(sql)), "-e", "--execute")
                .paramLabel("SQL")
                .description("statements to run, separated by ;")
                .build());
        spec.addOption(repeatable(this::addScript, "-f", "--file")
                .paramLabel("FILE")
                .description("script to run, in UTF-8; - for standard input")
                .build());
        spec.addOption(OptionSpec.builder("--format")
                .type(OutputFormat.class)
                .paramLabel("table|csv|json")
                .description("how rows are written; without it as a table")
                .build());
        addInformation(spec);
        return spec;
    }

    private static CommandSpec demoServer() {
        CommandSpec spec = CommandSpec.create().name(DEMO_SERVER);
        spec.usageMessage()
                .description("Runs the demo trackers until the process is ended. Prints one line when they listen:"
                        + " ready, their addresses, and the credentials that they accept.");
        spec.addOption(OptionSpec.builder("--port")
                .type(Integer.class)
                .required(true)
                .paramLabel("N")
                .description("port of the loopback address; 0 for any that is free")
                .build());
        spec.addOption(OptionSpec.builder("--rows")
                .type(Integer.class)
                .paramLabel("N")
                .description("stories in the store")
                .build());
        spec.addOption(OptionSpec.builder("--seed")
                .type(Long.class)
                .paramLabel("N")
                .description("the same seed gives the same data")
                .build());
        addInformation(spec);
        return spec;
    }

    private static void addInformation(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("print this and leave")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("print the version and leave")
                .build());
    }

    /** An option that hands over each of its values at once, so that options of two names keep their order. */
    private OptionSpec.Builder repeatable(Consumer<String> taker, String... names) {
        return OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .parameterConsumer((Stack<String> rest, picocli.CommandLine.Model.ArgSpec option, CommandSpec spec) -> {
                    if (rest.isEmpty()) {
                        throw new ParameterException(grammar, names[0] + " needs a value.");
                    }
                    taker.accept(rest.pop());
                });
    }

    private void addProperty(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        properties.put(name, equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
    }

    private void addScript(String name) {
        if (name.equals("-")) {
            inputs.add(new Input.StandardInput());
            return;
        }
        Path file = Path.of(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(grammar, "-f " + name + ": there is no such file that can be read.");
        }
        inputs.add(new Input.Script(file));
    }
}
