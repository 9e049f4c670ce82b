package io.trackersql.versionone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trackersql.http.Xml;
import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.EntityModel;
import io.trackersql.model.History;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class MetaReaderTest {
    private static Entity story() {
        return Metadata.MODEL.entity("Story").orElseThrow();
    }

    private static Attribute attribute(String type, String name) {
        return Metadata.MODEL.entity(type).orElseThrow().attribute(name).orElseThrow();
    }

    @Test
    void keepsTypesInOrderWithTheirBase() {
        assertThat(Metadata.MODEL.version()).isEqualTo("20.0.0.1");
        assertThat(Metadata.MODEL.entities().keySet()).startsWith("BaseAsset", "Workitem", "Story");
        assertThat(story().base()).contains("Workitem");
        assertThat(story().isAbstract()).isFalse();
        assertThat(Metadata.MODEL.entity("Workitem").orElseThrow().isAbstract()).isTrue();
        assertThat(story().numberAttribute()).contains("Number");
        assertThat(Metadata.MODEL.entity("Role").orElseThrow().numberAttribute())
                .isEmpty();
    }

    @Test
    void givesEachTypeItsSqlType() {
        assertThat(story().attributes())
                .extracting(Attribute::name, Attribute::type)
                .contains(
                        tuple("ID", ValueType.VARCHAR),
                        tuple("Estimate", ValueType.DOUBLE),
                        tuple("CreateDate", ValueType.TIMESTAMP),
                        tuple("CreateDateUTC", ValueType.TIMESTAMP_UTC),
                        tuple("Key", ValueType.BIGINT),
                        tuple("Moment", ValueType.BIGINT),
                        tuple("Order", ValueType.BIGINT),
                        tuple("IsClosed", ValueType.BOOLEAN),
                        tuple("AssetState", ValueType.SMALLINT),
                        tuple("AssetState_Name", ValueType.VARCHAR),
                        tuple("Custom_Spent", ValueType.VARCHAR),
                        tuple("Custom_Colour", ValueType.VARCHAR));
        assertThat(attribute("Timebox", "EndDate").type()).isEqualTo(ValueType.DATE);
        assertThat(attribute("Image", "Content").type()).isEqualTo(ValueType.VARBINARY);
        assertThat(attribute("Story", "Name").lengthMax()).isEqualTo(4000);
        assertThat(attribute("Story", "Description").lengthMax()).isZero();
    }

    @Test
    void showsWhatAUserCanUse() {
        assertThat(attribute("Story", "Owners").shown()).isTrue();
        assertThat(attribute("Story", "Subs").shown()).isFalse();
        assertThat(attribute("Story", "Subs").linked()).isTrue();
        assertThat(attribute("Story", "SuperMeAndUp").linked()).isTrue();
        assertThat(attribute("Story", "TaggedWith").shown()).isTrue();
        for (String name : new String[] {"Now", "Prior", "History"}) {
            assertThat(attribute("Story", name).shown()).as(name).isFalse();
            assertThat(attribute("Story", name).linked()).as(name).isFalse();
        }
        assertThat(attribute("Member", "Password").shown()).isFalse();
    }

    @Test
    void aLinkTableStandsAtTheTypeThatDeclaresIt() {
        assertThat(attribute("Story", "Owners").declaredBy()).isEqualTo("Workitem");
        assertThat(attribute("Story", "Name").declaredBy()).isEqualTo("BaseAsset");
        assertThat(EntityTables.linked(story())).extracting(Attribute::name).containsExactly("Dependencies");
    }

    @Test
    void makesReadableRemarks() {
        assertThat(attribute("Story", "ChangeDateUTC").remarks()).isEqualTo("Change Date UTC");
        assertThat(attribute("Story", "Custom_Colour").remarks())
                .isEqualTo("Custom Colour (type Colour, shown as text)");
    }

    @Test
    void bearsWhatOldAndNewServersLeaveOutOrAdd() {
        EntityModel model = Metadata.read("""
                <?xml version="1.0"?>
                <Meta><Novelty><AttributeDefinition name="X"/></Novelty>
                <AssetType name="Odd" novelty="1"><Base/><AttributeDefinition name="Plain"/>
                <AttributeDefinition name="Ref" attributetype="Relation"><Base tokenref="Gone.Ref"/></AttributeDefinition>
                <AttributeDefinition attributetype="Text"/></AssetType></Meta>""");
        Entity odd = model.entity("Odd").orElseThrow();
        assertThat(odd.attributes())
                .extracting(Attribute::name, Attribute::type, Attribute::declaredBy)
                .containsExactly(
                        tuple("ID", ValueType.VARCHAR, "Odd"),
                        tuple("Plain", ValueType.VARCHAR, "Odd"),
                        tuple("Ref", ValueType.VARCHAR, "Odd"));
    }

    @Test
    void isEmptyForAnotherDocument() throws XMLStreamException {
        assertThat(MetaReader.read(Xml.reader("<Error><Message>no</Message></Error>")))
                .isEmpty();
    }

    @Test
    void whatHasMomentsHasAPast() {
        History history = story().history().orElseThrow();
        assertThat(history.validTo()).isEmpty();
        assertThat(history.deletion()).map(Attribute::name).contains("IsDeleted");
        EntityTable table = Metadata.history("Story");
        assertThat(table.columns().subList(0, 4))
                .extracting(Column::name, c -> c.path().toString(), Column::type, Column::relatedEntity)
                .containsExactly(
                        tuple("ValidFrom", "ChangeDateUTC", ValueType.TIMESTAMP_UTC, Optional.empty()),
                        tuple("ValidTo", "ValidTo", ValueType.TIMESTAMP_UTC, Optional.empty()),
                        tuple("Version", "Moment", ValueType.BIGINT, Optional.empty()),
                        tuple("ChangedBy", "ChangedBy", ValueType.VARCHAR, Optional.of("Member")));
        assertThat(table.columns())
                .filteredOn(c -> c.name().equals("ChangedBy"))
                .hasSize(1);
        assertThat(table.position("ChangedBy_Name")).isPositive();
        assertThat(table.collisions()).isEmpty();
        assertThat(Metadata.MODEL.entity("Role").orElseThrow().history()).isEmpty();
    }

    private static boolean hasPast(String type, String attributes, String rest) {
        EntityModel model = Metadata.read(
                "<Meta><AssetType name=\"AttributeDefinition\"/>" + type + attributes + rest + "</AssetType></Meta>");
        return model.entity("T").orElseThrow().history().isPresent();
    }

    @Test
    void whatCannotBeToldOfVersionsLeavesATypeWithoutAPast() {
        String root = "<AssetType name=\"T\">";
        String time = "<AttributeDefinition name=\"ChangeDateUTC\" attributetype=\"Date\"/>";
        String moment = "<AttributeDefinition name=\"Moment\" attributetype=\"Opaque\"/>";
        String member =
                "<AttributeDefinition name=\"ChangedBy\" attributetype=\"Relation\"><RelatedAsset nameref=\"Member\"/></AttributeDefinition>";
        String deleted = "<AttributeDefinition name=\"IsDeleted\" attributetype=\"Boolean\"/>";
        String delete = "<Operation name=\"Delete\"/>";
        assertThat(hasPast(root, time + moment + member + deleted, delete)).isTrue();
        assertThat(hasPast(root, time + moment + member, "")).isTrue();
        assertThat(hasPast(root, time + moment + member, delete)).isFalse();
        assertThat(hasPast(root, time + moment, "")).isFalse();
        assertThat(hasPast(root, time + member, "")).isFalse();
        assertThat(hasPast(root, moment + member, "")).isFalse();
        String meta = "<AssetType name=\"RelationDefinition\"><Base nameref=\"AttributeDefinition\"/></AssetType>"
                + "<AssetType name=\"T\"><Base nameref=\"RelationDefinition\"/>";
        assertThat(hasPast(meta, time + moment + member, "")).isFalse();
    }
}
