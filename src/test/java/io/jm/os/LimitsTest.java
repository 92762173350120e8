package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\d+)( KiB| MiB|) \\|");

    @Test
    void theSecurityPageHasEveryLimit() throws Exception {
        Map<String, Long> limits = new TreeMap<>();
        for (Field field : Limits.class.getFields()) {
            limits.put(field.getName(), field.getLong(null));
        }
        Map<String, Long> page = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/security.md")));
        while (row.find()) {
            long unit = row.group(3).equals(" MiB") ? 1 << 20 : row.group(3).equals(" KiB") ? 1 << 10 : 1;
            page.put(row.group(1), Long.parseLong(row.group(2)) * unit);
        }
        assertEquals(limits, page);
    }
}
