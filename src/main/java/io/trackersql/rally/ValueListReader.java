package io.trackersql.rally;

import io.trackersql.backend.DataScope;
import io.trackersql.backend.Page;
import io.trackersql.model.NativeRequest;
import io.trackersql.model.RequestScope;
import io.trackersql.model.Usage;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of allowed values that the schema only points to: {@code attributedefinition/-1234/AllowedValues}. */
final class ValueListReader {
    private static final List<Column> VALUE = List.of(new Column(
            "StringValue",
            Path.of("StringValue"),
            ValueType.VARCHAR,
            ValueType.VARCHAR,
            NativeType.STRING.word(),
            0,
            Column.Cardinality.SINGLE,
            Column.Role.VALUE,
            Optional.empty(),
            false,
            true,
            Usage.FREE,
            ""));

    private final RallyBackend backend;
    private final DataScope present;
    private final RequestScope scope;

    ValueListReader(RallyBackend backend, DataScope present, RequestScope scope) {
        this.backend = backend;
        this.present = present;
        this.scope = scope;
    }

    /** In the service's own order. The values depend on the workspace, which has to be said with each request. */
    List<Usage.AllowedValue> read(String list) {
        List<Usage.AllowedValue> values = new ArrayList<>();
        long total;
        do {
            int before = values.size();
            NativeRequest request = NativeRequest.get(QueryRenderer.PATH + list + "?fetch=ObjectID,StringValue&start="
                    + (before + 1) + "&pagesize=" + QueryRenderer.PAGE_ROWS_MAX
                    + present.workspace()
                            .map(w -> "&workspace=" + Encoder.workspace(w))
                            .orElse(""));
            try (Page page = backend.fetchPage(request, VALUE, before, scope)) {
                for (Object[] row = page.next(); row != null; row = page.next()) {
                    values.add(new Usage.AllowedValue(page.key(), row[0] == null ? "" : (String) row[0]));
                }
                total = values.size() == before ? before : page.total().orElse(Long.MAX_VALUE);
            }
        } while (values.size() < total);
        return values;
    }
}
