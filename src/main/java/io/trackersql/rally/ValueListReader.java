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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads lists of allowed values that the schema only points to: {@code attributedefinition/-1234/AllowedValues}. */
final class ValueListReader {
    private static final List<Column> COLUMNS = List.of(
            column("StringValue", ValueType.VARCHAR, NativeType.STRING),
            column("ValueIndex", ValueType.BIGINT, NativeType.INTEGER));

    /** Values without a place in the list come last. */
    private static final Comparator<Object[]> BY_PLACE =
            Comparator.comparing(row -> (Long) row[1], Comparator.nullsLast(Comparator.naturalOrder()));

    private final RallyBackend backend;
    private final DataScope present;
    private final RequestScope scope;

    ValueListReader(RallyBackend backend, DataScope present, RequestScope scope) {
        this.backend = backend;
        this.present = present;
        this.scope = scope;
    }

    /**
     * In the order of the list. Pages are ordered by key, as only that order is known to stay the same. The values depend on the
     * workspace, which has to be said with each request.
     */
    List<Usage.AllowedValue> read(String list) {
        List<Object[]> rows = new ArrayList<>();
        long total;
        do {
            int before = rows.size();
            NativeRequest request = NativeRequest.get(QueryRenderer.PATH + list
                    + "?fetch=ObjectID,StringValue,ValueIndex&order=ObjectID&start=" + (before + 1) + "&pagesize="
                    + QueryRenderer.PAGE_ROWS_MAX
                    + present.workspace()
                            .map(w -> "&workspace=" + Encoder.workspace(w))
                            .orElse(""));
            try (Page page = backend.fetchPage(request, COLUMNS, before, scope)) {
                for (Object[] row = page.next(); row != null; row = page.next()) {
                    rows.add(new Object[] {row[0], row[1], page.key()});
                }
                total = rows.size() == before ? before : page.total().orElse(Long.MAX_VALUE);
            }
        } while (rows.size() < total);
        rows.sort(BY_PLACE);
        return rows.stream()
                .map(row -> new Usage.AllowedValue((String) row[2], row[0] == null ? "" : (String) row[0]))
                .toList();
    }

    private static Column column(String name, ValueType type, NativeType nativeType) {
        return new Column(
                name,
                Path.of(name),
                type,
                type,
                nativeType.word(),
                0,
                Column.Cardinality.SINGLE,
                Column.Role.VALUE,
                Optional.empty(),
                false,
                true,
                Usage.FREE,
                "");
    }
}
