package io.jm.plugin.gob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GobDecoderTest {
    @Test
    void readsTheFirstRequestOfARealClient() throws IOException {
        GobDecoder decoder = decoder("2fff81030101075265717565737401ff82000102010d536572766963654d6574686f64010c0001"
                + "0353657101060000001fff82011a5250435365727665724472697665722e47657456657273696f6e00"
                + "0aff83030102ff8400000003ff8400");
        assertEquals(Map.of("ServiceMethod", "RPCServerDriver.GetVersion"), decoder.next());
        assertEquals(Map.of(), decoder.next());
    }

    @Test
    void writesNumbersAsGoDoes() {
        GobEncoder out =
                new GobEncoder().unsigned(256).signed(-1).signed(65).signed(-65).signed(-64);
        assertEquals("fe010001ff82ff817f", HexFormat.of().formatHex(out.toBytes()));
    }

    @Test
    void refusesALengthBeyondTheMessage() {
        assertThrows(GobException.class, () -> decoder("040c00fb7f").next());
    }

    private static GobDecoder decoder(String hex) {
        return new GobDecoder(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
