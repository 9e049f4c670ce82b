package io.trackersql.versionone;

import io.trackersql.backend.Backend;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.MutationWriter;
import io.trackersql.backend.NativeQuery;
import io.trackersql.backend.Page;
import io.trackersql.backend.PageWindow;
import io.trackersql.backend.PushDown;
import io.trackersql.backend.SnapshotBatches;
import io.trackersql.backend.Total;
import io.trackersql.http.Answer;
import io.trackersql.http.Ask;
import io.trackersql.http.Credentials;
import io.trackersql.http.Json;
import io.trackersql.http.Transport;
import io.trackersql.http.UrlText;
import io.trackersql.http.Xml;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.TrackerException;
import io.trackersql.model.Usage;
import io.trackersql.query.Column;
import io.trackersql.query.Tense;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;

/**
 * VersionOne through {@code meta.v1}, {@code rest-1.v1} and {@code query.v1}.
 *
 * <p>Instances on premise with Windows authentication take access tokens only under {@code rest-1.oauth.v1}. If the configuration
 * leaves that open and the usual path refuses a token, {@link #fetchUser} asks once more there, and stays there if that works.
 */
public final class VersionOneBackend implements Backend {
    private static final String STANDARD_PATH = "rest-1.v1";
    private static final String OAUTH_PATH = "rest-1.oauth.v1";

    private final Transport transport;
    private final VersionOneConfig config;
    private final ErrorReader errors;
    private final VersionOneWriter writer;
    private volatile String dataPath;
    private volatile Map<Tense, PushDown> pushDown = pushDown(Set.of());
    private volatile EntityModel model = new EntityModel("", Map.of());

    /** A backend that has sent nothing yet. It owns the transport. */
    public VersionOneBackend(Transport transport, VersionOneConfig config) {
        this.transport = transport;
        this.config = config;
        this.errors = new ErrorReader(transport.config().base().getHost());
        this.writer = new VersionOneWriter(this, errors);
        this.dataPath = config.paths() == VersionOneConfig.Paths.OAUTH ? OAUTH_PATH : STANDARD_PATH;
    }

    @Override
    public String product() {
        return "versionone";
    }

    @Override
    public String server() {
        String base = transport.config().base().toString();
        return base.substring(0, base.length() - 1);
    }

    @Override
    public String fetchUser(RequestScope scope) {
        try {
            return fetchUser(dataPath, scope);
        } catch (TrackerException e) {
            boolean mayMove = e.failure() == Failure.AUTHENTICATION
                    && config.paths() == VersionOneConfig.Paths.DETECT
                    && transport.config().credentials() instanceof Credentials.Bearer
                    && dataPath.equals(STANDARD_PATH);
            if (!mayMove) {
                throw e;
            }
            String user = fetchUserByOauth(scope, e);
            dataPath = OAUTH_PATH;
            return user;
        }
    }

    /** The first refusal is the one to report: to hosted users the other path means nothing. */
    private String fetchUserByOauth(RequestScope scope, TrackerException refusal) {
        try {
            return fetchUser(OAUTH_PATH, scope);
        } catch (TrackerException e) {
            boolean isStop = e.failure() == Failure.CANCELLED || e.failure() == Failure.TIMEOUT;
            throw isStop ? e : refusal;
        }
    }

    private String fetchUser(String path, RequestScope scope) {
        NativeRequest request = NativeRequest.get(
                path + "/Data/Member?sel=Username,Name&where=" + UrlText.percent("IsSelf='true'") + "&page=1,0");
        try (Answer answer = send(request, Ask.Format.JSON, scope)) {
            Map<String, String> values = Json.texts(answer);
            answer.complete();
            String id = values.get("/Assets/0/id");
            if (id == null) {
                throw answer.malformed("a list with the Member who asks", "it lists none");
            }
            answer.addRow();
            for (String name : new String[] {"Username", "Name"}) {
                String value = values.getOrDefault("/Assets/0/Attributes/" + name + "/value", "");
                if (!value.isEmpty()) {
                    return value;
                }
            }
            return id;
        } catch (IOException e) {
            throw Failure.BAD_ANSWER.with("VersionOne at " + server() + " did not tell who asks: " + e.getMessage(), e);
        }
    }

    @Override
    public DataScope fetchDataScope(DataScope.Wanted wanted, RequestScope scope) {
        return DataScope.ALL;
    }

    @Override
    public List<DataScope.Listed> fetchPlaces(DataScope present, RequestScope scope) {
        return List.of();
    }

    @Override
    public Map<String, List<Usage.AllowedValue>> fetchAllowedValues(
            Set<String> valueLists, DataScope present, RequestScope scope) {
        return new ListReader(this, model).read(valueLists, present, scope);
    }

    @Override
    public EntityModel fetchModel(Optional<EntityModel> known, RequestScope scope) {
        try (Answer answer = send(NativeRequest.get("meta.v1/"), Ask.Format.XML, scope)) {
            EntityModel read = MetaReader.read(Xml.reader(answer.body()))
                    .orElseThrow(() -> answer.malformed("VersionOne's metadata", "its root element is another"));
            answer.complete();
            useModel(read);
            return read;
        } catch (XMLStreamException e) {
            throw Failure.BAD_ANSWER.with(
                    "The metadata of VersionOne at " + server() + " is not well-formed: " + e.getMessage(), e);
        }
    }

    @Override
    public void useModel(EntityModel newModel) {
        model = newModel;
        pushDown = pushDown(newModel.entities().keySet());
    }

    private static Map<Tense, PushDown> pushDown(Set<String> types) {
        Map<Tense, PushDown> tables = new EnumMap<>(Tense.class);
        for (Tense tense : Tense.values()) {
            tables.put(tense, new PushDownTable(types, tense));
        }
        return tables;
    }

    @Override
    public PushDown pushDown(Tense tense) {
        return pushDown.get(tense);
    }

    /** A version is a whole asset: the vendor's pages on history select what they like. Of bytes no source shows the past. */
    @Override
    public boolean isKept(Column column) {
        return NativeType.of(column.nativeType()) != NativeType.BLOB;
    }

    @Override
    public Optional<SnapshotBatches> snapshotBatches() {
        return Optional.of(new QueryBatches((request, scope) -> send(request, Ask.Format.JSON, scope)));
    }

    @Override
    public int pageRows(NativeQuery query, int pageRowsWanted) {
        return query.pageRows(pageRowsWanted);
    }

    @Override
    public Total total(NativeQuery query) {
        return new QueryRenderer(query).needsPost() ? Total.UNTOLD : Total.EXACT;
    }

    @Override
    public int rowsPerFurtherRequest(NativeQuery query) {
        return contentPlaces(query).length > 0 ? 1 : 0;
    }

    /** Where the contents of files stand in a row, each of which takes a request. */
    private static int[] contentPlaces(NativeQuery query) {
        String type = query.table().entity().name();
        return IntStream.range(0, query.columns().size())
                .filter(i -> query.tense() == Tense.PRESENT
                        && Contents.isContent(type, query.columns().get(i)))
                .toArray();
    }

    @Override
    public int maxInFlight() {
        return transport.maxInFlight();
    }

    @Override
    public NativeRequest render(NativeQuery query, PageWindow window) {
        return new QueryRenderer(query).render(dataPath, window);
    }

    @Override
    public Page fetchPage(NativeQuery query, PageWindow window, RequestScope scope) {
        QueryRenderer renderer = new QueryRenderer(query);
        query.asOf().ifPresent(time -> LocalTimes.warnIfUncertain(time, scope));
        Answer answer = send(renderer.render(dataPath, window), Ask.Format.JSON, scope);
        RowBuilder rows = new RowBuilder(query.columns(), query.tense() != Tense.PRESENT, answer);
        Page page = renderer.needsPost() ? new QueryPage(answer, rows) : new RestPage(answer, rows, window.start());
        int[] contents = contentPlaces(query);
        return contents.length == 0
                ? page
                : new ContentPage(page, contents, key -> Contents.fetch(transport, dataPath, errors, key, scope));
    }

    /** Sends a read. */
    Answer send(NativeRequest request, Ask.Format format, RequestScope scope) {
        return transport.send(new Ask(request, format, true, errors::explain), scope);
    }

    @Override
    public Optional<MutationWriter> writer() {
        return Optional.of(writer);
    }

    /** What writes are sent through. */
    Transport transport() {
        return transport;
    }

    /** The model as it was read or handed over last. */
    EntityModel model() {
        return model;
    }

    /** The path below which data is, which depends on how the user logs in. */
    String dataPath() {
        return dataPath;
    }

    @Override
    public void close() {
        transport.close();
    }
}
