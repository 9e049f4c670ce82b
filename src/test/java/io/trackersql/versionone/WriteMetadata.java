package io.trackersql.versionone;

import io.trackersql.model.EntityModel;
import io.trackersql.query.Column;
import io.trackersql.query.EntityTable;
import io.trackersql.query.EntityTables;

/** Metadata with what tests of writing need: types with operations, files, required attributes. */
final class WriteMetadata {
    static final EntityModel MODEL = Metadata.read("<Meta version=\"24.3.0.1\">"
            + type(
                    "BaseAsset",
                    "",
                    true,
                    attribute("Name", "Text", "", "!") + states() + operations("Delete", "Undelete"))
            + type(
                    "Workitem",
                    "BaseAsset",
                    true,
                    attribute("Name", "Text", "", "!")
                            + states()
                            + attribute("Number", "Text", "", "r")
                            + operations("Delete", "Undelete"))
            + type(
                    "Story",
                    "Workitem",
                    false,
                    attribute("Name", "Text", "", "!")
                            + attribute("Number", "Text", "", "r")
                            + states()
                            + attribute("Description", "LongText", "", "")
                            + attribute("Estimate", "Numeric", "", "")
                            + attribute("Order", "Rank", "", "")
                            + attribute("Scope", "Relation", "Scope", "!")
                            + attribute("Super", "Relation", "Workitem", "")
                            + attribute("SplitFrom", "Relation", "Story", "")
                            + attribute("Owners", "Relation", "Member", "*")
                            + attribute("TaggedWith", "Text", "", "*")
                            + operations("Inactivate", "Reactivate", "Delete", "Undelete", "QuickClose", "Copy"))
            + type(
                    "Timebox",
                    "BaseAsset",
                    false,
                    attribute("Name", "Text", "", "!")
                            + states()
                            + attribute("BeginDate", "Date", "", "!")
                            + operations("Activate", "Close", "MakeFuture", "Reactivate", "Delete"))
            + type("Scope", "BaseAsset", false, attribute("Name", "Text", "", "!") + operations("Delete"))
            + type(
                    "Member",
                    "BaseAsset",
                    false,
                    attribute("Name", "Text", "", "!") + operations("AssignToScopeWithRole", "Delete"))
            + type(
                    "Attachment",
                    "",
                    false,
                    attribute("Name", "Text", "", "!")
                            + attribute("Content", "Blob", "", "!")
                            + attribute("ContentType", "Text", "", "")
                            + attribute("Filename", "Text", "", "")
                            + attribute("Asset", "Relation", "BaseAsset", "!")
                            + operations("Delete"))
            + "</Meta>");

    private WriteMetadata() {}

    private static String type(String name, String base, boolean isAbstract, String content) {
        return "<AssetType name=\"" + name + "\" token=\"" + name + "\" abstract=\"" + isAbstract + "\">"
                + (base.isEmpty() ? "" : "<Base nameref=\"" + base + "\" href=\"x\"/>") + content + "</AssetType>";
    }

    private static String states() {
        return attribute("AssetState", "State", "", "r");
    }

    /** Flags as in the notes: r is read-only, ! required, * multi-valued. */
    private static String attribute(String name, String type, String related, String flags) {
        return "<AttributeDefinition name=\"" + name + "\" attributetype=\"" + type + "\" isreadonly=\""
                + flags.contains("r") + "\" isrequired=\"" + flags.contains("!") + "\" ismultivalue=\""
                + flags.contains("*") + "\">"
                + (related.isEmpty() ? "" : "<RelatedAsset nameref=\"" + related + "\" href=\"x\"/>")
                + "</AttributeDefinition>";
    }

    private static String operations(String... names) {
        StringBuilder xml = new StringBuilder();
        for (String name : names) {
            xml.append("<Operation name=\"" + name + "\"><Validator href=\"x\" tokenref=\"Story.Check" + name + "\"/>"
                    + "</Operation>");
        }
        return xml.toString();
    }

    static EntityTable table(String name) {
        return EntityTables.current(MODEL, MODEL.entity(name).orElseThrow());
    }

    static Column column(String table, String name) {
        EntityTable found = table(table);
        return found.columns().get(found.position(name));
    }
}
