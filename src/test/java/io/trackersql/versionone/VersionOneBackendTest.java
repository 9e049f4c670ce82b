package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.http.Credentials;
import io.trackersql.http.Scopes;
import io.trackersql.http.ScriptedServer;
import io.trackersql.http.Transport;
import io.trackersql.http.TransportConfig;
import io.trackersql.model.RequestScope;
import io.trackersql.query.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionOneBackendTest {
    private final ScriptedServer server = new ScriptedServer();
    private final VersionOneBackend backend = new VersionOneBackend(
            new Transport(TransportConfig.of("versionone", server.base(), new Credentials.Bearer("1.secret="))),
            VersionOneConfig.usual());
    private final RequestScope scope = Scopes.open();

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private static NativeQuery query(String table, String... columns) {
        List<Column> selected =
                Stream.of(columns).map(c -> Metadata.column(table, c)).toList();
        return new NativeQuery(Metadata.table(table), DataScope.ALL, selected, Optional.empty(), List.of(), List.of());
    }

    private static List<Object[]> rows(Page page) {
        List<Object[]> rows = new ArrayList<>();
        try (page) {
            for (Object[] row = page.next(); row != null; row = page.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void readsTheModelInOneRequest() {
        server.then(200, "text/xml; charset=utf-8", "", Metadata.text().getBytes(StandardCharsets.UTF_8));
        assertThat(backend.fetchModel(Optional.empty(), scope)).isEqualTo(Metadata.MODEL);
        assertThat(server.requests()).hasSize(1).first().asString().startsWith("GET /Instance/meta.v1/ HTTP/1.1");
    }

    @Test
    void readsAPageOfRows() {
        server.thenJson("""
                {"_type":"Assets","total":7,"pageSize":2,"pageStart":0,"Assets":[
                {"_type":"Asset","href":"\\/Instance\\/rest-1.v1\\/Data\\/Story\\/1005","id":"Story:1005","Attributes":{
                "Scope":{"_type":"Relation","name":"Scope","value":{"_type":"Asset","href":"x","idref":"Scope:0"}},
                "Scope.Name":{"_type":"Attribute","name":"Scope.Name","value":"All"},
                "Name":{"_type":"Attribute","name":"Name","value":"Fix \\"it\\""},
                "AssetState":{"_type":"Attribute","name":"AssetState","value":64}}},
                {"_type":"Asset","id":"Story:1006:77","Attributes":{"Name":{"value":""},"AssetState":{"value":"200"}}}]}
                """);
        Page page = backend.fetchPage(
                query("Story", "ID", "Name", "AssetState", "AssetState_Name", "Scope"),
                new PageWindow(0, 2, true),
                scope);
        assertThat(rows(page))
                .containsExactly(
                        new Object[] {"Story:1005", "Fix \"it\"", (short) 64, "Active", "Scope:0"},
                        new Object[] {"Story:1006", null, (short) 200, "Template", null});
        assertThat(page.total()).hasValue(7);
        assertThat(server.requests().get(0))
                .startsWith(
                        "GET /Instance/rest-1.v1/Data/Story?sel=Name,AssetState,Scope&sort=ID&page=2,0&needTotal=true HTTP/1.1")
                .contains("Authorization: Bearer 1.secret=");
        assertThat(scope.log().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.rows()).isEqualTo(2);
            assertThat(entry.status()).isEqualTo(200);
        });
    }
}
