package io.trackersql.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import sqlline.BuiltInProperty;
import sqlline.CommandHandler;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/** The prompt: sqlline, connected. A class of its own, so that sqlline is loaded only when a prompt opens. */
final class Interactive {
    /** Where sqlline keeps its history and its settings, in the user's home. */
    private static final String FOLDER = ".trackersql";

    private Interactive() {}

    static int run(Target target) throws IOException, UsageException {
        System.setProperty(SqlLine.SQLLINE_BASE_DIR, folder().toString());
        SqlLine sqlLine = new SqlLine();
        execute(sqlLine, "appconfig", PromptApplication.class.getName());
        sqlLine.getOpts().set(BuiltInProperty.PROMPT, "tracker> ");
        sqlLine.getOpts().set(BuiltInProperty.CONNECT_INTERACTION_MODE, "notAskCredentials");
        sqlLine.getOpts().set(BuiltInProperty.ISOLATION, "TRANSACTION_NONE");
        sqlLine.getOpts().set(BuiltInProperty.NULL_VALUE, "NULL");
        if (execute(sqlLine, "connect", connectArguments(target.withBareUrl())).isFailure()) {
            return Main.FAILED;
        }
        return sqlLine.begin(new String[0], null, true) == SqlLine.Status.OK ? Main.DONE : Main.FAILED;
    }

    /** Hands a command straight to its handler: sent as a line it would be echoed, secrets included. */
    private static DispatchCallback execute(SqlLine sqlLine, String command, String arguments) {
        DispatchCallback callback = new DispatchCallback();
        for (CommandHandler handler : sqlLine.getCommandHandlers()) {
            if (handler.getNames().contains(command)) {
                handler.execute(command + " " + arguments, callback);
            }
        }
        return callback;
    }

    private static String connectArguments(Target target) {
        StringBuilder arguments = new StringBuilder();
        Properties properties = target.properties();
        for (String name : properties.stringPropertyNames()) {
            arguments
                    .append("-p ")
                    .append(quoted(name))
                    .append(' ')
                    .append(quoted(properties.getProperty(name)))
                    .append(' ');
        }
        return arguments.append(quoted(target.url())).toString();
    }

    /** One word of a command of sqlline. */
    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The folder for the history; a home that cannot be written must not keep the prompt from opening. */
    private static Path folder() throws IOException {
        Path folder = Path.of(System.getProperty("user.home"), FOLDER);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            return Files.createTempDirectory("trackersql");
        }
    }
}
