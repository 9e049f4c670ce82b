package io.trackersql.rally;

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
import io.trackersql.http.Json;
import io.trackersql.http.Transport;
import io.trackersql.model.EntityModel;
import io.trackersql.model.Failure;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Usage;
import io.trackersql.query.Column;
import io.trackersql.query.Tense;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Rally through its Web Services API v2.0 and its schema endpoint, its past through the Lookback API. Every request names workspace, project and the directions of the scope,
 * since the server would else take the user's settings.
 */
public final class RallyBackend implements Backend {
    private static final String SCHEMA_PATH = "schema/v2.0/workspace/";

    private static final String CLOSED = "Closed";

    /** The first items of a collection. */
    private static final PageWindow LINKS = new PageWindow(0, QueryRenderer.PAGE_ROWS_MAX, true);

    /** Their totals may count what the user cannot see. */
    private static final Set<String> ROUGHLY_COUNTED = Set.of("Project", "Workspace");

    private final Transport transport;
    private final ErrorReader errors;
    private volatile Optional<DataScope.Place> defaultWorkspace = Optional.empty();
    private volatile Optional<DataScope.Place> workspace = Optional.empty();
    private volatile Optional<Object> userKey = Optional.empty();
    private final Set<String> knownAbsent = ConcurrentHashMap.newKeySet();
    private volatile Optional<EntityModel> model = Optional.empty();
    private final PushDownTable pushDown = new PushDownTable();
    private final LookbackTable pastPushDown = new LookbackTable();
    private final Lookback lookback;
    private final RallyWriter writer;

    /** A backend that has sent nothing yet. It owns the transport. */
    public RallyBackend(Transport transport) {
        this.transport = transport;
        this.errors = new ErrorReader(transport.config().base().getHost());
        this.lookback = new Lookback(transport, errors);
        this.writer = new RallyWriter(
                this,
                transport,
                errors,
                () -> model.orElseThrow(() -> new AssertionError("the model was not read")),
                () -> userKey);
    }

    @Override
    public String product() {
        return "rally";
    }

    @Override
    public String server() {
        return transport.config().base() + workspace.map(Encoder::workspace).orElse("");
    }

    @Override
    public String fetchUser(RequestScope scope) {
        NativeRequest request = NativeRequest.get(
                QueryRenderer.PATH + "user?fetch=UserName,DisplayName,UserProfile,DefaultWorkspace,Name,State");
        try (Answer answer = send(request, scope)) {
            Map<String, String> texts = Json.texts(answer);
            answer.complete();
            List<String> said = texts.keySet().stream()
                    .filter(place -> place.matches("/\\w+/Errors/\\d+"))
                    .map(texts::get)
                    .toList();
            if (!said.isEmpty()) {
                throw errors.explain(request, said);
            }
            answer.addRow();
            String user = texts.containsKey("/User/_ref") ? "/User/" : "/QueryResult/Results/0/";
            if (!texts.containsKey(user + "_ref")) {
                throw answer.malformed("the User who asks", "it holds none");
            }
            userKey = Optional.of(Refs.id(texts.get(user + "_ref")));
            String chosen = user + "UserProfile/DefaultWorkspace/";
            defaultWorkspace = Optional.ofNullable(texts.get(chosen + "_ref"))
                    // the service takes another one in its place, and so does whoever looks for a default
                    .filter(ref -> !CLOSED.equals(texts.get(chosen + "State")))
                    .map(ref -> new DataScope.Place(
                            Refs.id(ref),
                            texts.getOrDefault(
                                    chosen + "Name", texts.getOrDefault(chosen + "_refObjectName", Refs.id(ref)))));
            for (String name : new String[] {"UserName", "DisplayName", "_refObjectName"}) {
                String value = texts.getOrDefault(user + name, "");
                if (!value.isEmpty()) {
                    return value;
                }
            }
            return Refs.id(texts.get(user + "_ref"));
        } catch (IOException e) {
            throw Failure.BAD_ANSWER.with("Rally at " + server() + " did not tell who asks: " + e.getMessage(), e);
        }
    }

    @Override
    public DataScope fetchDataScope(DataScope.Wanted wanted, RequestScope scope) {
        PlaceReader places = new PlaceReader(this, scope);
        DataScope found = new ScopeFinder(places, defaultWorkspace).find(wanted);
        found.project().ifPresent(project -> lookback.knowAncestors(project.key(), places.ancestors(project.key())));
        workspace = found.workspace();
        return found;
    }

    @Override
    public List<DataScope.Listed> fetchPlaces(DataScope present, RequestScope scope) {
        return new PlaceReader(this, scope).all(present);
    }

    @Override
    public Map<String, List<Usage.AllowedValue>> fetchAllowedValues(
            Set<String> valueLists, DataScope present, RequestScope scope) {
        Map<String, List<Usage.AllowedValue>> values = new LinkedHashMap<>();
        for (String list : valueLists) {
            values.put(list, new ValueListReader(this, present, scope).read(list));
        }
        return values;
    }

    @Override
    public EntityModel fetchModel(Optional<EntityModel> known, RequestScope scope) {
        String target = schemaTarget();
        Transport.AnswerOrRedirect found = askForSchema(target, scope);
        String version = found.redirect().map(Refs::id).orElse("");
        if (found.redirect().isPresent()
                && known.filter(m -> m.version().equals(version)).isPresent()) {
            useModel(known.get());
            return known.get();
        }
        NativeRequest request = NativeRequest.get(found.redirect().orElse(target));
        try (Answer answer = found.answer().orElseGet(() -> send(request, scope))) {
            EntityModel read = MetaReader.read(answer, envelope(answer, request, scope), version);
            useModel(read);
            return read;
        } catch (IOException e) {
            throw Failure.BAD_ANSWER.with(
                    "The schema of Rally at " + server() + " is not well-formed: " + e.getMessage(), e);
        }
    }

    private String schemaTarget() {
        return SCHEMA_PATH
                + workspace
                        .orElseThrow(() -> new AssertionError("the workspace was not asked for"))
                        .key();
    }

    /** The redirect to the schema's present version; the schema itself where a server does not redirect. */
    private Transport.AnswerOrRedirect askForSchema(String target, RequestScope scope) {
        return transport.send(ask(NativeRequest.get(target)), redirect -> redirect.startsWith(target + "/"), scope);
    }

    @Override
    public void useModel(EntityModel present) {
        if (!present.version().equals(modelVersion())) {
            knownAbsent.clear();
        }
        model = Optional.of(present);
    }

    private String modelVersion() {
        return model.map(EntityModel::version).orElse("");
    }

    /**
     * Rows lack attributes that were fetched. The service does not say so when an attribute has been removed, so the schema's version is asked
     * for, once for each attribute: if it is no longer the one that was read, they are unknown; else they are taken for NULL.
     */
    private void checkAbsent(NativeQuery query, Set<String> names, RequestScope scope) {
        String type = query.table().entity().name();
        List<String> attributes = names.stream().map(name -> type + "." + name).toList();
        if (modelVersion().isEmpty() || knownAbsent.containsAll(attributes)) {
            return;
        }
        Transport.AnswerOrRedirect found = askForSchema(schemaTarget(), scope);
        found.answer().ifPresent(Answer::close);
        if (found.redirect()
                .map(Refs::id)
                .filter(v -> !v.equals(modelVersion()))
                .isPresent()) {
            throw Failure.UNKNOWN_COLUMN.with("Rally at " + server() + " does not give " + String.join(", ", attributes)
                    + " any more, and the workspace's schema has changed since it was read.");
        }
        knownAbsent.addAll(attributes);
    }

    @Override
    public PushDown pushDown(Tense tense) {
        return tense == Tense.PRESENT ? pushDown : pastPushDown;
    }

    @Override
    public boolean isKept(Column column) {
        return Snapshots.hold(column);
    }

    @Override
    public Optional<SnapshotBatches> snapshotBatches() {
        return Optional.empty();
    }

    @Override
    public int pageRows(NativeQuery query, int pageRowsWanted) {
        if (isPast(query)) {
            return lookback.pageRows(query, pageRowsWanted);
        }
        // named assets come as one page: a page of an absent one alone would be empty and look like the end
        int least = LinkPlan.of(query, model)
                .flatMap(LinkPlan::assets)
                .map(List::size)
                .orElse(1);
        return Math.max(least, Math.min(QueryRenderer.PAGE_ROWS_MAX, query.pageRows(pageRowsWanted)));
    }

    @Override
    public Total total(NativeQuery query) {
        // the past counts snapshots that the user may not see
        return isPast(query) || ROUGHLY_COUNTED.contains(query.table().entity().name()) ? Total.ROUGH : Total.EXACT;
    }

    private static boolean isPast(NativeQuery query) {
        return query.tense() != Tense.PRESENT;
    }

    @Override
    public int rowsPerFurtherRequest(NativeQuery query) {
        if (isPast(query)) {
            return 0;
        }
        return LinkPlan.of(query, model)
                .filter(plan -> plan.assets().isEmpty())
                .map(LinkPlan::groupRows)
                .orElse(Contents.places(query).length == 0 ? 0 : 1);
    }

    @Override
    public int maxInFlight() {
        return transport.maxInFlight();
    }

    @Override
    public NativeRequest render(NativeQuery query, PageWindow window) {
        if (isPast(query)) {
            return lookback.render(query, window);
        }
        return LinkPlan.of(query, model)
                .flatMap(plan -> plan.assets().map(assets -> plan.request(query, assets.get(0), LINKS)))
                .orElseGet(() -> new QueryRenderer(query).render(window));
    }

    @Override
    public Page fetchPage(NativeQuery query, PageWindow window, RequestScope scope) {
        if (isPast(query)) {
            return lookback.fetchPage(query, window, scope);
        }
        return LinkPlan.of(query, model)
                .map(plan -> fetchLinks(query, plan, window, scope))
                .orElseGet(() -> fetchRows(query, window, scope));
    }

    private Page fetchRows(NativeQuery query, PageWindow window, RequestScope scope) {
        Page rows = fetchPage(
                new QueryRenderer(query).render(window),
                query.columns(),
                window.start(),
                names -> checkAbsent(query, names, scope),
                scope);
        int[] contents = Contents.places(query);
        return contents.length == 0
                ? rows
                : new Contents.Rows(rows, contents, key -> fetchContent(key, query.scope(), scope));
    }

    private byte[] fetchContent(String key, DataScope dataScope, RequestScope scope) {
        NativeRequest request = Contents.request(key, dataScope);
        try (Answer answer = send(request, scope)) {
            return Contents.read(answer, envelope(answer, request, scope));
        }
    }

    private Page fetchLinks(NativeQuery query, LinkPlan plan, PageWindow window, RequestScope scope) {
        if (plan.assets().isPresent()) {
            return new NamedLinks(query, plan.assets().get(), new CollectionReader(this, query, plan, scope), window);
        }
        int[] targets = IntStream.range(0, query.columns().size())
                .filter(i -> query.columns().get(i).equals(plan.collection()))
                .toArray();
        return new LinkPage(
                fetchRows(query, window, scope),
                targets,
                plan.groupRows(),
                maxInFlight(),
                scope,
                part -> new CollectionReader(this, query, plan, part));
    }

    /** One page of whatever a request asks for. */
    Page fetchPage(NativeRequest request, List<Column> columns, long start, RequestScope scope) {
        return fetchPage(request, columns, start, names -> {}, scope);
    }

    private Page fetchPage(
            NativeRequest request, List<Column> columns, long start, Consumer<Set<String>> absent, RequestScope scope) {
        Answer answer = send(request, scope);
        RallyPage page =
                new RallyPage(answer, new RowBuilder(columns, answer), start, envelope(answer, request, scope), absent);
        page.open();
        return page;
    }

    private Envelope envelope(Answer answer, NativeRequest request, RequestScope scope) {
        return new Envelope(answer, request, errors, scope);
    }

    private Answer send(NativeRequest request, RequestScope scope) {
        return transport.send(ask(request), scope);
    }

    private Ask ask(NativeRequest request) {
        return new Ask(request, Ask.Format.JSON, Ask.BodyType.FORM, true, errors::explain);
    }

    @Override
    public Optional<MutationWriter> writer() {
        return Optional.of(writer);
    }

    @Override
    public void close() {
        transport.close();
    }
}
