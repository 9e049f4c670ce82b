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
                .isEqualTo("da01c2e97b4cb127161294eda80dc7e6e0b877bf37d8f6eb3f3b8e54ad5f85d3");
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
