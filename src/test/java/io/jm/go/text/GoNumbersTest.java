package io.jm.go.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jm.testkit.Recorded;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoNumbersTest {
    @Test
    void printsFloatsAsGoDoes() {
        for (List<String> row : Recorded.table("/text/go-float.tsv")) {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(row.get(0), 16));
            assertEquals(row.get(1), GoFloat.json(value));
            assertEquals(row.get(2), GoFloat.print(value));
            List<String> formats = List.of("e6", "f6", "g-1", "f0", "f2", "e3", "g3", "g10", "G-1", "e0", "g0", "E6");
            for (int i = 0; i < formats.size(); i++) {
                String format = formats.get(i);
                int precision = Integer.parseInt(format.substring(1));
                assertEquals(
                        row.get(3 + i), GoFloat.format(value, format.charAt(0), precision), format + " of " + value);
            }
            assertEquals(row.get(17), GoFloat.format(value, 'g', 1));
            assertEquals(row.get(18), GoFloat.format(value, 'g', 7));
        }
    }

    @Test
    void printsInfinityAndNotANumber() {
        assertEquals("NaN", GoFloat.print(Double.NaN));
        assertEquals("+Inf", GoFloat.print(Double.POSITIVE_INFINITY));
        assertEquals("-0", GoFloat.print(-0.0));
        assertEquals("-0", GoFloat.json(-0.0));
    }

    @Test
    void printsDurationsAsGoDoes() {
        for (List<String> row : Recorded.table("/text/go-duration.tsv")) {
            long nanos = Long.parseLong(row.get(0));
            assertEquals(row.get(1), GoDuration.format(nanos));
        }
    }

    @Test
    void roundsDurationsToMilliseconds() {
        assertEquals(2_000_000, GoDuration.roundToMillis(1_500_000));
        assertEquals(1_000_000, GoDuration.roundToMillis(1_499_999));
        assertEquals(-1_000_000, GoDuration.roundToMillis(-500_000));
        assertEquals(0, GoDuration.roundToMillis(0));
    }

    @Test
    void parsesBooleansAsGoDoes() {
        assertEquals(true, GoBool.parse("T"));
        assertEquals(false, GoBool.parse("0"));
        assertNull(GoBool.parse("yes"));
        assertNull(GoBool.parse("tRUE"));
    }
}
