package io.trackersql.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The VersionOne demo's data, which recorded numbers of requests and bytes rest on, stays as it is. */
class VersionOneDataTest {
    /** What depends on the metadata rather than on the data. */
    private static final Set<String> METADATA = Set.of("AssetType", "AttributeDefinition", "Operation", "Override");

    @Test
    void theStandardSeedGivesTheKnownContent() throws Exception {
        DemoStore store = DemoStore.seeded(DemoModel.standard(), 300, 42, ZoneId.of("America/New_York"));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (DemoType type : store.model().types()) {
            if (type.isAbstract() || METADATA.stream().anyMatch(type.name()::endsWith)) {
                continue;
            }
            for (String key : store.keys(type.name())) {
                for (DemoAttribute attribute : type.attributes()) {
                    if (!attribute.stored() && !attribute.name().startsWith("C")) {
                        continue;
                    }
                    Object value = store.value(key, attribute.name());
                    String line = key + "." + attribute.name() + "=" + text(value) + "\n";
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("0874c508468ce990ac06b47d5f27a21956bd22009b6deca6042036c11dbd11cb");
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof List<?> list
                ? list.stream().map(VersionOneDataTest::text).toList().toString()
                : String.valueOf(value);
    }
}
