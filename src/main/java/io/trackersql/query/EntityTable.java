package io.trackersql.query;

import io.trackersql.model.Entity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A tracker's asset type, or one of its multi-valued relations, as a table with columns. Immutable. */
public final class EntityTable {
    private final String name;
    private final SchemaKind schemaKind;
    private final Entity entity;
    private final List<Column> columns;
    private final List<Collision> collisions;
    private final Optional<VersionColumns> versions;
    private final Map<String, Integer> positions = new HashMap<>();

    EntityTable(
            String name,
            SchemaKind schemaKind,
            Entity entity,
            List<Column> columns,
            List<Collision> collisions,
            Optional<VersionColumns> versions) {
        this.versions = versions;
        this.name = name;
        this.schemaKind = schemaKind;
        this.entity = entity;
        this.columns = List.copyOf(columns);
        this.collisions = List.copyOf(collisions);
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i).name().toLowerCase(Locale.ROOT), i);
        }
    }

    /** Which of a tracker's schemas a table belongs to. */
    public enum SchemaKind {
        /** Assets as they are now. */
        CURRENT,
        /** Multi-valued relations, one row for each pair. */
        LINKS,
        /** All versions of assets, one row for each. */
        HISTORY
    }

    /**
     * The columns of a history table that tell versions apart.
     *
     * @param end the end of a version; a column without native type, which is never asked for, if that is the start of the next
     * @param isEndTold whether the tracker tells the end of a version; else it is the start of the asset's next
     * @param deletion whether a version only says that the asset was deleted; such versions are no rows
     */
    public record VersionColumns(
            Column start, Column end, boolean isEndTold, Column number, Optional<Column> deletion) {}

    /** A companion or attribute that has no column, since another has its name. */
    public record Collision(String table, String column, String path, String reason) {}

    /** The table's name in its schema. */
    public String name() {
        return name;
    }

    /** The schema it belongs to. */
    public SchemaKind schemaKind() {
        return schemaKind;
    }

    /** The asset type that is read; for a link table the type that declares the relation. */
    public Entity entity() {
        return entity;
    }

    /** All columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** Names that were left out. */
    public List<Collision> collisions() {
        return collisions;
    }

    /** The position of a column, found without regard to case, or -1. */
    public int position(String columnName) {
        return positions.getOrDefault(columnName.toLowerCase(Locale.ROOT), -1);
    }

    /** The column that identifies the asset a row comes from. */
    public Column key() {
        return columns.stream().filter(Column::isKey).findFirst().orElseThrow();
    }

    /** The column that makes several rows of one asset. */
    public Optional<Column> unnested() {
        return columns.stream()
                .filter(c -> c.cardinality() == Column.Cardinality.UNNESTED)
                .findFirst();
    }

    /** The column beside which a companion is shown, with the key of the related asset; empty if the column is no companion of one. */
    public Optional<Column> relationOf(Column companion) {
        return columns.stream()
                .filter(c -> companion.role() == Column.Role.COMPANION
                        && c.role() == Column.Role.RELATION
                        && c.path().steps().equals(companion.path().steps().subList(0, 1)))
                .findFirst();
    }

    /** What tells the versions of an asset apart; empty unless it is a history table. */
    public Optional<VersionColumns> versions() {
        return versions;
    }

    /** Which versions of assets its rows are, unless a query says otherwise. */
    public Tense tense() {
        return versions.isPresent() ? Tense.VERSIONS : Tense.PRESENT;
    }

    /** Whether an asset has at most one row. */
    public boolean isRowPerAsset() {
        return versions.isEmpty() && unnested().isEmpty();
    }

    /** The columns that identify a row, that of the asset first. */
    public List<Column> primaryKey() {
        return columns.stream()
                .filter(c -> c.isKey()
                        || c.cardinality() == Column.Cardinality.UNNESTED
                        || versions.filter(v -> v.number().equals(c)).isPresent())
                .sorted(Comparator.comparing(c -> !c.isKey()))
                .toList();
    }

    @Override
    public String toString() {
        return schemaKind + "." + name;
    }
}
