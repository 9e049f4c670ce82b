package io.trackersql.demo.store;

import java.util.List;

/** Writes the text of models of any size. */
final class SyntheticModel {
    private static final String POINTERS = " order=Name display=Name short=Name name=Name desc=Description\n";
    private static final String CORE = """
            *
              ID:>/r@id AssetType:AssetType/rb@type Key:Opaque/r@key Moment:Opaque/r@moment
              ChangeDate:Date/r@changed CreateDate:Date/r@created ChangeDateUTC:Date/r@changedUTC CreateDateUTC:Date/r@createdUTC
              ChangedBy:>Member/r@changedBy CreatedBy:>Member/r@createdBy
            Role order=Name display=Name short=Name name=Name
              Name:LocalizerTag/!b Order:Rank/b
            BaseAsset abstract order=Name display=Name short=Name name=Name desc=Description
              Name:Text/!b Description:LongText/b AssetState:State/rb@state IsDeleted:Boolean/r@isDeleted IsClosed:Boolean/r@isClosed
            Member : BaseAsset order=Name display=Name short=Nickname name=Name desc=Description
              Username:Text/b Password:Password Nickname:Text/!b Email:Text/b DefaultRole:>Role/b IsSelf:Boolean/r@isSelf
            Scope : BaseAsset order=Name display=Name short=Name name=Name desc=Description
              Parent:>Scope/bh<Children Owner:>Member/b
            """;
    private static final int CORE_TYPES = 4;
    private static final int ROOT_ATTRIBUTES = 10;
    private static final int BASE_ATTRIBUTES = 5;
    private static final List<String> KINDS = List.of(
            "Text/b",
            "Numeric/b",
            ">Scope/b",
            "Boolean",
            "Date",
            ">Member/*",
            "LongText",
            "Rank",
            "LongInt",
            "Duration");

    private SyntheticModel() {}

    static String text(int types, int attributesPerType) {
        int own = attributesPerType - ROOT_ATTRIBUTES - BASE_ATTRIBUTES;
        if (types < CORE_TYPES || own < 1) {
            throw new IllegalArgumentException("a synthetic model of " + types + " types with " + attributesPerType);
        }
        StringBuilder text = new StringBuilder(CORE);
        for (int type = CORE_TYPES; type < types; type++) {
            text.append("Synthetic")
                    .append(type)
                    .append(" : BaseAsset")
                    .append(POINTERS)
                    .append(' ');
            for (int i = 0; i < own; i++) {
                text.append(" Attribute").append(i).append(':').append(KINDS.get(i % KINDS.size()));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
