package io.jm.go.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void ordersNumbersByValueAndIgnoresCase() {
        assertOrder("a1b3", "a1b20", "m1", "m2", "M3", "m10");
    }

    @Test
    void putsFewerLeadingZerosFirst() {
        assertOrder("n1", "n01", "n001", "n2");
    }

    @Test
    void putsDigitsBeforeLettersAndShortBeforeLong() {
        assertOrder("1", "a", "a1", "aa", "ab", "b");
    }

    @Test
    void distinguishesNamesThatDifferOnlyInCase() {
        assertOrder("LIVE", "Live", "live", "live2");
    }

    @Test
    void comparesNumbersOfAnyLength() {
        assertOrder("a99999999999999999998", "a99999999999999999999", "a100000000000000000000");
    }

    @Test
    void bytesOrderPutsSupplementaryCharactersLast() {
        assertTrue(NaturalOrder.byBytes("\uffee", "\ud83d\ude00") < 0);
        assertTrue(NaturalOrder.byBytes("Z", "a") < 0);
    }

    private static void assertOrder(String... names) {
        List<String> expected = List.of(names);
        List<String> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(new NaturalOrder());
        assertEquals(expected, shuffled);
    }
}
