package io.jm.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtraKeysTest {
    private static String kept(String fields, String... keys) throws IOException {
        ObjectNode stored = (ObjectNode) new ObjectMapper().readTree(fields);
        return ExtraKeys.withoutUnused(stored, List.of(keys)).toString();
    }

    @Test
    void whatHasNoValueIsNotWritten() throws IOException {
        String fields = "{\"a\":\"\",\"b\":0,\"c\":false,\"d\":null,\"e\":[]}";
        assertEquals("{}", kept(fields, "a", "b", "c", "d", "e", "missing"));
    }

    @Test
    void whatHasAValueIsWrittenInItsPlace() throws IOException {
        String fields = "{\"a\":\"x\",\"b\":-1,\"c\":true,\"d\":[\"\"]}";
        assertEquals(fields, kept(fields, "d", "c", "b", "a"));
    }

    @Test
    void otherKeysAreAlwaysWritten() throws IOException {
        assertEquals("{\"Id\":\"\"}", kept("{\"Id\":\"\",\"Profile\":\"\"}", "Profile"));
    }
}
