package io.trackersql.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.trackersql.model.Attribute;
import io.trackersql.model.Entity;
import io.trackersql.model.Failure;
import io.trackersql.model.TrackerException;
import io.trackersql.model.Usage.AllowedValue;
import io.trackersql.model.ValueType;
import io.trackersql.query.Column;
import io.trackersql.query.Column.Cardinality;
import io.trackersql.query.EntityTables;
import org.junit.jupiter.api.Test;

class MetaReaderTest {
    private static Entity entity(String name) {
        return Metadata.MODEL.entity(name).orElseThrow();
    }

    private static Attribute attribute(String type, String name) {
        return entity(type).attribute(name).orElseThrow();
    }

    @Test
    void keepsTypesThatCanBeQueriedInOrder() {
        assertThat(Metadata.MODEL.entities().keySet())
                .startsWith("Defect", "HierarchicalRequirement", "Task", "PortfolioItem", "Feature")
                .doesNotContain("AllowedAttributeValue", "RevisionHistory");
        assertThat(entity("Feature").nativeName()).isEqualTo("PortfolioItem/Feature");
        assertThat(entity("Feature").aliases()).containsExactly("PortfolioItem/Feature");
        assertThat(entity("Feature").base()).contains("PortfolioItem");
        assertThat(entity("Defect").remarks()).isEqualTo("Defect");
        assertThat(entity("HierarchicalRequirement").remarks()).isEqualTo("User Story");
        assertThat(entity("User").nameAttribute()).contains("DisplayName");
        assertThat(entity("Defect").numberAttribute()).contains("FormattedID");
        assertThat(entity("Tag").numberAttribute()).isEmpty();
    }

    @Test
    void givesEachTypeItsSqlType() {
        assertThat(entity("Defect").attributes())
                .extracting(Attribute::name, Attribute::nativeType, Attribute::type)
                .contains(
                        tuple("ObjectID", "KEY", ValueType.BIGINT),
                        tuple("FormattedID", "FORMATTED_ID", ValueType.VARCHAR),
                        tuple("Name", "STRING", ValueType.VARCHAR),
                        tuple("Description", "TEXT", ValueType.VARCHAR),
                        tuple("Package", "DROP_DOWN", ValueType.VARCHAR),
                        tuple("PlanEstimate", "QUANTITY", ValueType.DOUBLE),
                        tuple("Priority", "RATING", ValueType.VARCHAR),
                        tuple("State", "STATE", ValueType.VARCHAR),
                        tuple("Ready", "BOOLEAN", ValueType.BOOLEAN),
                        tuple("CreationDate", "DATE", ValueType.TIMESTAMP_UTC),
                        tuple("Owner", "OBJECT", ValueType.BIGINT),
                        tuple("Tasks", "COLLECTION", ValueType.BIGINT),
                        tuple("Tags", "MULTI_VALUE", ValueType.BIGINT),
                        tuple("c_Application", "MULTI_VALUE", ValueType.BIGINT),
                        tuple("c_Link", "WEB_LINK", ValueType.VARCHAR),
                        tuple("c_Odd", "OTHER", ValueType.VARCHAR));
        assertThat(attribute("Task", "TaskIndex").type()).isEqualTo(ValueType.BIGINT);
        assertThat(attribute("Defect", "Name").lengthMax()).isEqualTo(256);
        assertThat(attribute("Defect", "State").lengthMax()).isZero();
        assertThat(attribute("Feature", "State").relatedEntity()).contains("State");
        assertThat(attribute("Workspace", "Tags").nativeType()).isEqualTo("COLLECTION");
    }

    @Test
    void namesTheColumnsOfRelationsListsAndLinks() {
        assertThat(Metadata.table("Defect").columns())
                .extracting(Column::name)
                .contains(
                        "Owner",
                        "Owner_Name",
                        "Requirement_Number",
                        "Tags",
                        "Tags_Name",
                        "Tags_Count",
                        "Milestones_Name",
                        "c_Application_Name",
                        "Tasks_Count",
                        "c_Link_LinkID",
                        "c_Link_Label",
                        "RevisionHistory")
                .doesNotContain("Tasks", "Milestones_Number", "c_Link", "RevisionHistory_Name", "Owner_Type");
        assertThat(Metadata.column("Defect", "Tags_Name").cardinality()).isEqualTo(Cardinality.JOINED);
        assertThat(Metadata.column("Defect", "Tags").type()).isEqualTo(ValueType.VARCHAR);
        assertThat(Metadata.column("Defect", "Tasks_Count").type()).isEqualTo(ValueType.BIGINT);
        assertThat(Metadata.table("Defect").collisions()).isEmpty();
    }

    @Test
    void saysTheTypeWhereItDiffers() {
        assertThat(Metadata.column("Task", "WorkProduct_Type").path().toString())
                .isEqualTo("WorkProduct._type");
        assertThat(attribute("Task", "WorkProduct").relatedEntity()).contains("Artifact");
        assertThat(Metadata.column("Task", "WorkProduct_Number").path().toString())
                .isEqualTo("WorkProduct.FormattedID");
        assertThat(Metadata.column("Epic", "PortfolioItem_Type").type()).isEqualTo(ValueType.VARCHAR);
        assertThat(Metadata.table("PortfolioItem").position("_type")).isPositive();
        assertThat(Metadata.table("Feature").position("_type")).isNegative();
    }

    @Test
    void addsAbstractTypesWithWhatTheirSubtypesShare() {
        assertThat(entity("SchedulableArtifact").attributes())
                .extracting(Attribute::name)
                .contains("ObjectID", "Name", "PlanEstimate", "Tasks", "_type")
                .doesNotContain("Priority", "Parent");
        assertThat(entity("Artifact").attributes())
                .extracting(Attribute::name)
                .contains("FormattedID", "Tags")
                .doesNotContain("PlanEstimate", "State");
        assertThat(entity("Artifact").isAbstract()).isTrue();
        assertThat(entity("Requirement").base()).contains("SchedulableArtifact");
        assertThat(entity("Defect").base()).contains("SchedulableArtifact");
        assertThat(entity("PortfolioItem").base()).contains("Artifact");
    }

    @Test
    void aLinkTableStandsAtEachTypeThatIsNotAbstract() {
        assertThat(EntityTables.linked(entity("Defect")))
                .extracting(Attribute::name)
                .containsExactly("Milestones", "Tags", "Tasks", "c_Application");
        assertThat(EntityTables.linked(entity("Artifact"))).isEmpty();
        assertThat(EntityTables.linked(entity("PortfolioItem"))).isEmpty();
        assertThat(Metadata.link("HierarchicalRequirement", "Children").columns())
                .extracting(Column::name)
                .containsExactly("HierarchicalRequirement", "Related");
    }

    @Test
    void permissionsHaveKeysOfText() {
        assertThat(attribute("WorkspacePermission", "ObjectID").type()).isEqualTo(ValueType.VARCHAR);
        assertThat(attribute("WorkspacePermission", "ObjectID").usage().filterable())
                .isFalse();
        assertThat(attribute("User", "UserPermissions").type()).isEqualTo(ValueType.VARCHAR);
    }

    @Test
    void listsAllowedValuesOrWhereTheyAre() {
        assertThat(attribute("Defect", "Priority").usage().allowedValues())
                .containsExactly(
                        new AllowedValue("900", "None"),
                        new AllowedValue("901", "Urgent"),
                        new AllowedValue("902", "Low"));
        assertThat(attribute("Defect", "Package").usage().valueList())
                .contains("attributedefinition/-1234/AllowedValues");
        assertThat(attribute("Defect", "Tags").usage().sortable()).isFalse();
        assertThat(attribute("Defect", "Name").required()).isTrue();
        assertThat(attribute("Defect", "Name").remarks()).isEqualTo("Name: The name");
    }

    @Test
    void allowedValuesStandInTheOrderOfTheirPlaces() {
        var model = Metadata.read("""
                {"QueryResult":{"Results":[{"ElementName":"Defect","Attributes":[{"ElementName":"Size","AttributeType":"STRING",
                "Constrained":true,"AllowedValues":[{"ObjectID":3,"StringValue":"L","ValueIndex":2},
                {"ObjectID":1,"StringValue":"S","ValueIndex":0},{"ObjectID":2,"StringValue":"M","ValueIndex":1}]}]}]}}""");
        assertThat(model.entity("Defect")
                        .orElseThrow()
                        .attributes()
                        .get(1)
                        .usage()
                        .allowedValues())
                .extracting(AllowedValue::value)
                .containsExactly("S", "M", "L");
    }

    @Test
    void bearsWhatWorkspacesLeaveOutOrAdd() {
        var model = Metadata.read("""
                {"QueryResult":{"Novelty":{"a":[1]},"Results":[{"ElementName":"Odd","Attributes":[
                {"ElementName":"Plain","AllowedValues":true,"AllowedValueType":"?","Novelty":{}},{"Name":"none"}]},{"Name":"none"}]}}""");
        assertThat(model.entity("Odd").orElseThrow().attributes())
                .extracting(Attribute::name, Attribute::nativeType)
                .containsExactly(tuple("ObjectID", "KEY"), tuple("Plain", "OTHER"));
    }

    /** The service may give every attribute such an address, whether it has a list or not. */
    @Test
    void anAddressOfAnEmptyListMakesNoDropDown() {
        var model = Metadata.read("""
                {"QueryResult":{"Results":[{"ElementName":"Odd","Attributes":[
                {"ElementName":"Plain","AttributeType":"STRING","AllowedValues":{
                "_ref":"https://host/slm/webservice/v2.0/attributedefinition/-5/AllowedValues","_type":"AllowedAttributeValue","Count":0}},
                {"ElementName":"Listed","AttributeType":"STRING","AllowedValues":{
                "_ref":"https://host/slm/webservice/v2.0/attributedefinition/-6/AllowedValues","_type":"AllowedAttributeValue","Count":2}},
                {"ElementName":"Growing","AttributeType":"STRING","Constrained":true,"AllowedValues":{
                "_ref":"https://host/slm/webservice/v2.0/attributedefinition/-7/AllowedValues","_type":"AllowedAttributeValue","Count":0}}
                ]}]}}""");
        assertThat(model.entity("Odd").orElseThrow().attributes())
                .extracting(Attribute::name, Attribute::nativeType)
                .containsExactly(
                        tuple("ObjectID", "KEY"),
                        tuple("Plain", "STRING"),
                        tuple("Listed", "DROP_DOWN"),
                        tuple("Growing", "DROP_DOWN"));
    }

    /** The schema endpoint is said to call no type abstract, while it lists PortfolioItem. */
    @Test
    void aTypeIsAbstractIfOthersStandBelowItsPath() {
        var model = Metadata.read("""
                {"QueryResult":{"Results":[{"ElementName":"PortfolioItem","TypePath":"PortfolioItem","Abstract":false},
                {"ElementName":"Feature","TypePath":"PortfolioItem/Feature","Abstract":false}]}}""");
        assertThat(model.entity("PortfolioItem").orElseThrow().isAbstract()).isTrue();
        assertThat(model.entity("PortfolioItem").orElseThrow().attribute("_type"))
                .isPresent();
        assertThat(model.entity("Feature").orElseThrow().isAbstract()).isFalse();
    }

    @Test
    void errorsAndOtherDocumentsAreRefused() {
        String refused = "{\"QueryResult\":{\"Errors\":[\"Not authorized to read workspace\"],\"Results\":[]}}";
        assertThat(catchThrowableOfType(TrackerException.class, () -> Metadata.read(refused))
                        .failure())
                .isEqualTo(Failure.PERMISSION);
        for (String other :
                new String[] {"{\"a\":{}}", "[]", "{\"QueryResult\":{\"Results\":{}}}", "{\"QueryResult\":{"}) {
            assertThat(catchThrowableOfType(TrackerException.class, () -> Metadata.read(other)))
                    .as(other)
                    .isNotNull();
        }
    }
}
