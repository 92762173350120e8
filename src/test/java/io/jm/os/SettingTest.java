package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingTest {
    /** The pages of help have a row for each constant. */
    @Test
    void noVariableHasTwoConstants() {
        Set<String> seen = new HashSet<>();
        for (Setting setting : Setting.values()) {
            assertTrue(seen.add(setting.variable()), setting.variable());
        }
    }
}
