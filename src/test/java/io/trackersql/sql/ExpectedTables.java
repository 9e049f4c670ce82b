package io.trackersql.sql;

import io.trackersql.sql.ExpectedColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a product's tables must hold on a server, worked out from the demo's own data and never from the driver. */
interface ExpectedTables {
    /**
     * A link table: of a multi-valued attribute of a type.
     *
     * @param type   the type, whose name is also that of the first column
     * @param second name of the second column
     */
    record Link(String type, String attribute, String second) {
        String table() {
            return type + "_" + attribute;
        }
    }

    /** The tables that are compared. */
    List<String> tables();

    /** The keys of a type's assets that are shown. */
    List<?> keys(String table);

    /** All columns of a table, in their order. */
    List<ExpectedColumn> columns(String table);

    /** The link tables that are compared. */
    List<Link> links();

    /** What an asset of a link table's type refers to, or did in a version. */
    List<?> targets(Link link, Object row);

    /** The types of whose assets the tracker keeps past versions. */
    List<String> pastTables();

    /** The columns of a type's history table: what tells versions apart, then those of its table. */
    default List<ExpectedColumn> historyColumns(String table) {
        List<ExpectedColumn> columns = new ArrayList<>(List.of(
                ofVersion("ValidFrom", Kind.TIMESTAMP, version -> ExpectedVersion.shown(version.from())),
                ofVersion("ValidTo", Kind.TIMESTAMP, version -> ExpectedVersion.shown(version.to())),
                ofVersion("Version", Kind.BIGINT, ExpectedVersion::number),
                ofVersion("ChangedBy", keyKind(), ExpectedVersion::changedBy)));
        columns(table).stream()
                .filter(own -> columns.stream().noneMatch(other -> other.name().equalsIgnoreCase(own.name())))
                .toList()
                .forEach(columns::add);
        return columns;
    }

    private static ExpectedColumn ofVersion(String name, Kind kind, Function<ExpectedVersion, Object> value) {
        return ExpectedColumn.kept(name, kind, List.of(name), row -> value.apply((ExpectedVersion) row));
    }

    /** All versions of the assets of a type, which are rows of its history table. */
    List<ExpectedVersion> versions(String table);

    /** What the rows of a type were, cut so finely that each stays the same from its beginning to its end. */
    List<ExpectedVersion> spans(String table);

    /** Whether nobody but clients changes a column: the tracker does not compute it, nor does it follow from another one. */
    boolean isGiven(String table, ExpectedColumn column);

    /** The column of keys. */
    String key();

    /** The type of columns of keys. */
    Kind keyKind();

    /** Functions that HSQLDB lacks: HAS, and the tracker's order of text and of keys. */
    List<String> functions();
}
