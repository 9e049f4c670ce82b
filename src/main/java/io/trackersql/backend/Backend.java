package io.trackersql.backend;

import io.trackersql.model.EntityModel;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Usage;
import io.trackersql.query.Column;
import io.trackersql.query.Tense;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One tracker, reached with one user's credentials. Thread-safe. Methods that begin with {@code fetch} send requests and
 * count them in the scope's budget; nothing else does.
 */
public interface Backend extends AutoCloseable {
    /** The product's name, which is also its schema's: {@code versionone}. */
    String product();

    /** Identifies the server and the part of it that has a model of its own, for caches and messages; holds no credentials. */
    String server();

    /** Asks one question that needs valid credentials. Returns the user's name; fails with AUTHENTICATION. */
    String fetchUser(RequestScope scope);

    /**
     * Finds the scope that the user names; fails with BAD_PROPERTY and lists candidates if a name is unknown or ambiguous. Comes after
     * {@link #fetchUser} and before {@link #fetchModel}, and again when the user changes the scope.
     */
    DataScope fetchDataScope(DataScope.Wanted wanted, RequestScope scope);

    /**
     * The workspaces and projects that a scope can name at present, workspaces first; projects of the given scope's workspace only.
     * Empty if requests to this tracker can name none.
     */
    List<DataScope.Listed> fetchPlaces(DataScope present, RequestScope scope);

    /**
     * The values of lists that {@link Usage#valueList} names, in the tracker's order, by list, with as few requests as the tracker
     * allows.
     */
    Map<String, List<Usage.AllowedValue>> fetchAllowedValues(
            Set<String> valueLists, DataScope present, RequestScope scope);

    /** Reads the whole model, or gives back the one that is known if the tracker says that it is still the present one. */
    EntityModel fetchModel(Optional<EntityModel> known, RequestScope scope);

    /**
     * Hands over a model that was read earlier, perhaps by another backend of the same server, so that {@link #pushDown} can tell
     * existing types from others. A backend that read the model itself knows it.
     */
    void useModel(EntityModel model);

    /** What the tracker can compute of such versions; the past may be asked in another language than the present. */
    PushDown pushDown(Tense tense);

    /**
     * Whether past versions hold a column's value. A column that they do not hold is never asked for and reads NULL; a link table whose
     * values they do not hold cannot be read in the past.
     */
    boolean isKept(Column column);

    /** How one request asks about several times; empty where each time takes a request of its own. */
    Optional<SnapshotBatches> snapshotBatches();

    /** How many rows of this query one page should ask for, given what the user allows. */
    int pageRows(NativeQuery query, int pageRowsWanted);

    /** Whether pages of this query say how many rows match in all. */
    Total total(NativeQuery query);

    /**
     * How many rows share one further request, where the tracker gives collections apart from their assets; 0 where reading costs no
     * further requests.
     */
    int rowsPerFurtherRequest(NativeQuery query);

    /** How many requests of this user the tracker may have in work at a time, over all connections of the process. */
    int maxInFlight();

    /** The request that {@link #fetchPage} would send. Pure. */
    NativeRequest render(NativeQuery query, PageWindow window);

    /** Sends one page's request and returns when its answer begins. Retries as the transport's rules say. */
    Page fetchPage(NativeQuery query, PageWindow window, RequestScope scope);

    /** How the tracker is written to; empty if this backend only reads. */
    Optional<MutationWriter> writer();

    /** Ends idle connections. */
    @Override
    void close();
}
