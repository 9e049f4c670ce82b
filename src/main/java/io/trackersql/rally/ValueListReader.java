package io.trackersql.rally;

import io.trackersql.backend.AllPages;
import io.trackersql.backend.DataScope;
import io.trackersql.backend.PageWindow;
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
        AllPages.read(
                QueryRenderer.PAGE_ROWS_MAX,
                window -> backend.fetchPage(request(list, window), COLUMNS, window.start(), scope),
                (key, row) -> rows.add(new Object[] {row[0], row[1], key}));
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

    private NativeRequest request(String list, PageWindow window) {
        String workspace = present.workspace()
                .map(place -> "&workspace=" + Encoder.workspace(place))
                .orElse("");
        return NativeRequest.get(
                QueryRenderer.PATH + list + "?fetch=ObjectID,StringValue,ValueIndex&order=ObjectID&start="
                        + (window.start() + 1) + "&pagesize=" + window.rows() + workspace);
    }
}
