package io.trackersql.rally;

import io.trackersql.backend.DataScope;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.ScriptedServer;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.EntityModel;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The metadata that tests of this package share. */
final class Metadata {
    static final String USER = """
            {"User":{"_ref":"https://host/slm/webservice/v2.0/user/20","UserName":"ann@example.com","UserProfile":{
            "_ref":"https://host/slm/webservice/v2.0/userprofile/21","DefaultWorkspace":{
            "_ref":"https://host/slm/webservice/v2.0/workspace/41","Name":"Acme"}},"Errors":[],"Warnings":[]}}""";

    static final DataScope SCOPE =
            new DataScope(Optional.of(new DataScope.Place("41", "Acme")), Optional.empty(), false, false);

    static final EntityModel MODEL = read(text());

    private Metadata() {}

    static String text() {
        try (InputStream in = Metadata.class.getResourceAsStream("/wire/rally/schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A backend that knows its user and workspace 41. */
    static RallyBackend opened(ScriptedServer server) {
        RallyBackend backend = new RallyBackend(new Transport(
                TransportConfig.of("rally", server.base(), new Credentials.ApiKey(RallyConfig.KEY_HEADER, "_s3cret"))));
        server.thenJson(USER);
        backend.fetchUser(Scopes.open());
        backend.fetchDataScope(DataScope.Wanted.ALL, Scopes.open());
        return backend;
    }

    static EntityModel read(String json) {
        try (ScriptedServer server = new ScriptedServer();
                RallyBackend backend = opened(server)) {
            server.thenJson(json);
            return backend.fetchModel(Optional.empty(), Scopes.open());
        }
    }

    static EntityTable table(String name) {
        return EntityTables.current(MODEL, MODEL.entity(name).orElseThrow());
    }

    static EntityTable link(String type, String attribute) {
        var entity = MODEL.entity(type).orElseThrow();
        return EntityTables.link(entity, entity.attribute(attribute).orElseThrow());
    }

    static Column column(String table, String name) {
        EntityTable found = table(table);
        int position = found.position(name);
        if (position < 0) {
            throw new IllegalArgumentException("no column " + table + "." + name);
        }
        return found.columns().get(position);
    }
}
