package io.trackersql.shell;

import io.trackersql.Driver;
import java.util.Collection;
import java.util.List;
import sqlline.Application;

/** What sqlline says of itself and expects of URLs when it is our prompt; made by sqlline, by name. */
public final class PromptApplication extends Application {
    /** As sqlline makes it. */
    public PromptApplication() {}

    @Override
    public String getInfoMessage() {
        return Driver.NAME_AND_VERSION
                + ". Statements end with a semicolon; !help lists commands, !tables the tables, !quit leaves.";
    }

    @Override
    public Collection<String> getConnectionUrlExamples() {
        return List.of(
                Target.DEFAULT_URL,
                "jdbc:tracker:versionone:https://host/instance",
                "jdbc:tracker:model:calcite-model/versionone.json");
    }

    @Override
    public String getDefaultInteractiveMode() {
        return "notAskCredentials";
    }
}
