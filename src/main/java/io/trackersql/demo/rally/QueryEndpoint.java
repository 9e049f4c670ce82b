package io.trackersql.demo.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.rally.query.Answer;
import io.trackersql.demo.rally.query.Data;
import io.trackersql.demo.rally.query.Engine;
import io.trackersql.demo.rally.query.Question;
import io.trackersql.demo.rally.query.Refusal;
import io.trackersql.demo.rally.query.Scope;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.RallyType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Queries over a type and over the collection of an object, answered page by page. */
final class QueryEndpoint {
    private static final int DEFAULT_PAGE_ROWS = 20;
    private static final int ROWS_PER_FLUSH = 64;

    private final Data data;
    private final RallyQuirks quirks;
    private final Engine engine;
    private final ScopeReader scopes;
    private final long seed;
    private final AtomicLong requests = new AtomicLong();

    QueryEndpoint(Data data, RallyQuirks quirks, Engine engine, long seed) {
        this.data = data;
        this.quirks = quirks;
        this.engine = engine;
        this.scopes = new ScopeReader(data);
        this.seed = seed;
    }

    /** All objects of a type that the scope lets see; without {@code fetch} references only. */
    void type(Call call, Response response, RallyType type) throws IOException {
        Fetch fetch = fetch(call, Fetch.REFS);
        // Their content is read one by one; a query finds none.
        boolean hidden = type.typePath().equals("AttachmentContent");
        List<RallyType> types = call.parameter("types").isPresent() && type.isAbstract()
                ? named(type, call.parameter("types").get())
                : List.of(type);
        Question question = question(call, types, Optional.empty(), "");
        Answer answer = hidden ? new Answer(new Asset[0], new int[0], 0) : engine.answer(question);
        send(call, response, fetch, answer);
    }

    /** The items of a collection; without {@code fetch} whole objects. */
    void collection(Call call, Response response, Asset owner, String member, RallyType target) throws IOException {
        Fetch fetch = fetch(call, Fetch.ALL);
        Question question = question(call, List.of(target), Optional.of(owner), member);
        send(call, response, fetch, engine.answer(question));
    }

    private static Fetch fetch(Call call, Fetch otherwise) {
        return Fetch.of(call.parameter("fetch"), call.parameter("shallowFetch"), () -> otherwise);
    }

    private Question question(Call call, List<RallyType> types, Optional<Asset> owner, String member) {
        Scope scope = scopes.read(call);
        return new Question(
                types,
                owner,
                member,
                call.parameter("query").orElse(""),
                call.parameter("order").orElse(""),
                scope,
                call.member().user());
    }

    /** The types that {@code types} names below an abstract one. */
    private List<RallyType> named(RallyType above, String names) {
        return Arrays.stream(names.split(","))
                .map(String::trim)
                .map(name -> data.type(name)
                        .filter(type -> type.isA(above))
                        .orElseThrow(() -> Refusal.query("Requested type name \"" + name + "\" is unknown.")))
                .toList();
    }

    private void send(Call call, Response response, Fetch fetch, Answer answer) throws IOException {
        int asked = number(call, "pagesize", DEFAULT_PAGE_ROWS);
        int size = Math.min(asked, quirks.pageRowsMax());
        int start = number(call, "start", 1);
        int first = start - 1;
        if (response.reply().duplicatesPage()) {
            first = Math.max(0, first - size);
        }
        int begin = first;
        int end = (int) Math.min(answer.rows().length, (long) begin + size);
        long shuffle = seed + requests.incrementAndGet();
        response.envelope(call, "QueryResult", json -> {
            Response.head(json, List.of(), call.warnings());
            json.writeNumberField("TotalResultCount", answer.total());
            json.writeNumberField("StartIndex", start);
            json.writeNumberField("PageSize", size);
            json.writeArrayFieldStart("Results");
            ObjectWriter writer = new ObjectWriter(data, json, quirks, call);
            for (int i = begin; i < end; i++) {
                // Counted before the last bytes leave, so that a client that has read them finds the count.
                response.reply().rows(i - begin + 1L);
                writer.object(quirks.shufflesTies() ? answer.row(i, shuffle) : answer.rows()[i], fetch);
                if ((i - begin + 1) % ROWS_PER_FLUSH == 0) {
                    json.flush();
                }
            }
            json.writeEndArray();
        });
    }

    /** A positive number of the request; 0 counts as 1, as for a start that clients count from 0. */
    private static int number(Call call, String name, int otherwise) {
        Optional<String> text = call.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw Refusal.query("Could not convert \"" + text.get() + "\" to type INTEGER in parameter " + name);
        }
        return Math.max(1, Integer.parseInt(text.get()));
    }

    static void refuse(JsonGenerator json, Call call, String error) throws IOException {
        Response.head(json, List.of(error), call.warnings());
        json.writeNumberField("TotalResultCount", 0);
        json.writeNumberField("StartIndex", 0);
        json.writeNumberField("PageSize", 0);
        json.writeArrayFieldStart("Results");
        json.writeEndArray();
    }
}
