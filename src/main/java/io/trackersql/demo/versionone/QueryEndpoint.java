package io.trackersql.demo.versionone;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trackersql.demo.Reply;
import io.trackersql.demo.store.Asset;
import io.trackersql.demo.store.AttributeKind;
import io.trackersql.demo.store.DemoStore;
import io.trackersql.demo.store.ReadContext;
import io.trackersql.demo.store.Version;
import io.trackersql.demo.store.View;
import io.trackersql.demo.versionone.query.Engine;
import io.trackersql.demo.versionone.query.Path;
import io.trackersql.demo.versionone.query.Refusal;
import io.trackersql.demo.versionone.query.Row;
import io.trackersql.demo.versionone.query.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
        this.reader = new QueryReader(store, new Rules(quirks.nullMatchesNotEquals(), quirks.like()));
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
            long sent = 0;
            json.writeStartArray();
            for (QueryPlan plan : plans) {
                json.writeStartArray();
                List<Asset> page = page(context, plan, reply.duplicatesPage());
                for (Asset asset : page) {
                    reply.rows(++sent);
                    row(json, plan, Row.of(context, asset.current()));
                    if (sent % ROWS_PER_FLUSH == 0) {
                        json.flush();
                    }
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        }
    }

    private List<Asset> page(ReadContext context, QueryPlan plan, boolean duplicate) {
        List<Asset> rows = plan.asset().isPresent()
                ? single(context, plan, plan.asset().get())
                : Arrays.asList(engine.rows(context, plan.type(), plan.criteria()));
        int size = quirks.pageRowsMax() > 0 ? Math.min(plan.size(), quirks.pageRowsMax()) : plan.size();
        int start = Math.min(rows.size(), duplicate ? Math.max(0, plan.start() - size) : plan.start());
        return rows.subList(start, (int) Math.min(rows.size(), (long) start + size));
    }

    private static List<Asset> single(ReadContext context, QueryPlan plan, Optional<Asset> asset) {
        return asset
                .filter(found -> plan.criteria().deleted() || !found.current().deleted())
                .filter(found -> context.store().sees(context.self(), found.current()))
                .filter(found -> matches(plan, Row.of(context, found.current())))
                .stream()
                .toList();
    }

    private static boolean matches(QueryPlan plan, Row row) {
        return plan.criteria().filter().map(filter -> filter.test(row)).orElse(true);
    }

    private static void row(JsonGenerator json, QueryPlan plan, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("_oid", row.version().asset().token());
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
        Object value = nested.path().value(row);
        List<Row> rows = new ArrayList<>();
        for (Object each : value instanceof List<?> many ? many : Collections.singletonList(value)) {
            if (each != null) {
                Optional<Version> version =
                        each instanceof Asset asset ? row.context().view().version(asset) : Optional.of((Version) each);
                version.map(found -> Row.of(row.context(), found))
                        .filter(found -> matches(nested.plan(), found))
                        .filter(found ->
                                found.version().asset().type().isA(nested.plan().type()))
                        .ifPresent(rows::add);
            }
        }
        Engine.sort(rows, nested.plan().criteria());
        json.writeArrayFieldStart(nested.key());
        for (Row each : rows) {
            row(json, nested.plan(), each);
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
            json.writeStringField("_oid", token(value));
            json.writeEndObject();
        } else {
            json.writeString(Scalars.query(path, value));
        }
    }

    private static String token(Object value) {
        if (value instanceof Version version) {
            return version.token();
        }
        return value == null ? "NULL" : ((Asset) value).token();
    }
}
