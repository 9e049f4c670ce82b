package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.Reply;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.query.Engine;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Row;
import io.trackersql.demo.versionone.query.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code query.v1} and its older alias: queries in JSON, answered with one list of rows each. */
final class QueryEndpoint {
    private static final int ROWS_PER_FLUSH = 64;

    private final DemoStore store;
    private final VersionOneQuirks quirks;
    private final Engine engine;
    private final QueryReader reader;

    QueryEndpoint(DemoStore store, VersionOneQuirks quirks, Engine engine) {
        this.store = store;
        this.quirks = quirks;
        this.engine = engine;
        this.reader = new QueryReader(store, quirks.rules());
    }

    void serve(Call call, Reply reply) throws IOException {
        if (!call.method().equals("POST")) {
            throw Refusal.of(405, "The requested resource does not support http method '" + call.method() + "'.");
        }
        if (!call.segments().isEmpty()) {
            throw Refusal.of(404, "Not found: " + call.path());
        }
        List<QueryPlan> plans = reader.read(call.body());
        ReadContext context = new ReadContext(store, View.CURRENT, call.self());
        try (JsonGenerator json = JsonOut.open(reply.open(200, "application/json; charset=utf-8"))) {
            long[] sent = {0};
            json.writeStartArray();
            for (QueryPlan plan : plans) {
                int size = size(plan);
                int start = reply.duplicatesPage() ? Math.max(0, plan.start() - size) : plan.start();
                rows(json, context, plan, start, () -> reply.rows(++sent[0]));
            }
            json.writeEndArray();
        }
    }

    QueryReader reader() {
        return reader;
    }

    /** Writes the rows of a query as they are now. */
    void rows(JsonGenerator json, ReadContext context, QueryPlan plan) throws IOException {
        rows(json, context, plan, plan.start(), () -> {});
    }

    /** The rows of a query, before paging. */
    Rows rows(ReadContext context, QueryPlan plan) {
        return plan.asset().isPresent()
                ? engine.rows(context, plan.asset().get().stream().toArray(Asset[]::new), plan.criteria())
                : engine.rows(context, plan.type(), plan.criteria());
    }

    private int size(QueryPlan plan) {
        return quirks.pageRowsMax() > 0 ? Math.min(plan.size(), quirks.pageRowsMax()) : plan.size();
    }

    private void rows(JsonGenerator json, ReadContext context, QueryPlan plan, int start, Runnable beforeEach)
            throws IOException {
        Rows rows = rows(context, plan);
        int end = (int) Math.min(rows.size(), (long) start + size(plan));
        json.writeStartArray();
        for (int i = start; i < end; i++) {
            beforeEach.run();
            row(json, plan, rows.row().apply(i));
            if (i % ROWS_PER_FLUSH == 0) {
                json.flush();
            }
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, QueryPlan plan, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("_oid", RestWriter.token(row.reference()));
        for (QueryPlan.Column column : plan.columns()) {
            if (column instanceof QueryPlan.Value value) {
                json.writeFieldName(value.path().name());
                value(json, value.path(), value.path().value(row));
            } else {
                nested(json, (QueryPlan.Nested) column, row);
            }
        }
        json.writeEndObject();
    }

    private static void nested(JsonGenerator json, QueryPlan.Nested nested, Row row) throws IOException {
        QueryPlan plan = nested.plan();
        List<Row> rows = new ArrayList<>();
        for (Row target : nested.path().targets(row)) {
            Row each = Row.of(target.context(), target.version());
            boolean matches =
                    plan.criteria().filter().map(filter -> filter.test(each)).orElse(true);
            if (matches && each.version().asset().type().isA(plan.type())) {
                rows.add(each);
            }
        }
        Engine.sort(rows, plan.criteria());
        json.writeArrayFieldStart(nested.key());
        for (Row each : rows) {
            row(json, plan, each);
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, Path path, Object value) throws IOException {
        if (value instanceof List<?> many) {
            json.writeStartArray();
            for (Object each : many) {
                value(json, path, each);
            }
            json.writeEndArray();
        } else if (path.kind() == AttributeKind.RELATION) {
            json.writeStartObject();
            json.writeStringField("_oid", value == null ? "NULL" : RestWriter.token(value));
            json.writeEndObject();
        } else {
            json.writeString(Scalars.query(path, value));
        }
    }
}
