package io.trackersql.versionone;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.WriteOptions;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.ScriptedServer;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.Operation;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.query.Column;
import io.trackersql.write.Change;
import io.trackersql.write.Mutation;
import io.trackersql.write.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A backend before a scripted server, and short words for mutations. */
abstract class WriterFixture {
    static final WriteOptions USUAL = new WriteOptions(DataScope.ALL, Optional.empty(), Optional.empty(), 500, false);
    static final WriteOptions COMMENTED =
            new WriteOptions(DataScope.ALL, Optional.of("so & so"), Optional.empty(), 500, false);

    final ScriptedServer server = new ScriptedServer();
    final VersionOneBackend backend = new VersionOneBackend(
            new Transport(TransportConfig.of("versionone", server.base(), new Credentials.None())),
            VersionOneConfig.usual());
    final RequestScope scope = Scopes.open();
    final MutationWriter writer = backend.writer().orElseThrow();

    @BeforeEach
    void useModel() {
        backend.useModel(WriteMetadata.MODEL);
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    static Column column(String table, String name) {
        return WriteMetadata.column(table, name);
    }

    static Change set(String table, String name, Object value) {
        return new Change.Assign(column(table, name), value);
    }

    static Mutation create(String table, String key, Change... changes) {
        return new Mutation.Create(WriteMetadata.table(table), key, List.of(changes));
    }

    static Mutation update(String table, String key, Change... changes) {
        return new Mutation.Update(WriteMetadata.table(table), key, List.of(changes), Map.of());
    }

    static Mutation delete(String table, String key) {
        return new Mutation.Delete(WriteMetadata.table(table), key, Map.of());
    }

    static Mutation operate(String table, String key, String name, Object... arguments) {
        Operation operation = WriteMetadata.table(table).entity().operations().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Mutation.Operate(
                WriteMetadata.table(table),
                key,
                operation,
                Arrays.asList(Arrays.copyOf(arguments, operation.arguments().size())));
    }

    static String answer(String created, String modified, String operatedOn, String failures, String results) {
        return """
                {"requestId":"1","complete":true,"processing":false,
                "assetsCreated":{"oidTokens":[%s],"count":1},"assetsModified":{"oidTokens":[%s],"count":1},
                "assetsOperatedOn":{"oidTokens":[%s],"count":1},
                "commandFailures":{"commands":[%s],"count":0},
                "queryResult":{"results":[%s],"count":-1}}
                """.formatted(created, modified, operatedOn, failures, results);
    }

    String body(int request) {
        String text = server.requests().get(request);
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    static TrackerException failure(WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Unknown unknown
                ? unknown.failure()
                : ((WriteOutcome.Failed) outcome).failure();
    }

    ScriptedServer xml(int status, String body) {
        return server.then(status, "text/xml", "", body.getBytes(StandardCharsets.UTF_8));
    }
}
