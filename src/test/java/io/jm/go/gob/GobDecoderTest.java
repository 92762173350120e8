package io.jm.go.gob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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
    void rejectsALengthBeyondTheMessage() {
        assertThrows(GobException.class, () -> decoder("040c00fb7f").next());
    }

    private static GobDecoder decoder(String hex) {
        return new GobDecoder(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }

    @Test
    void aCountOfBillionsIsRejected() {
        GobType list = new GobType.Sequence("", GobType.ANY);
        byte[] empty = new GobWriter(Map.of()).value(list, List.of());
        // the definition of the type, then a message whose count promises that many nil elements
        GobEncoder stream = new GobEncoder().raw(Arrays.copyOf(empty, 13));
        GobEncoder value = new GobEncoder().signed(65).unsigned(0).unsigned(1L << 32);
        stream.counted(value.raw(new byte[1_000_000]).toBytes());
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(stream.toBytes()));
        GobException error = assertThrows(GobException.class, decoder::next);
        assertEquals("gob: value too large", error.getMessage());
    }

    @Test
    void typesThatExceedTheMemoryLimitAreRejected() {
        GobWriter writer = new GobWriter(Map.of());
        GobEncoder stream = new GobEncoder();
        for (int i = 0; i < 10; i++) {
            stream.raw(writer.value(new GobType.Struct("x".repeat(100_000) + i, List.of()), Map.of()));
        }
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(stream.toBytes()));
        GobException error = assertThrows(GobException.class, () -> {
            for (int i = 0; i < 10; i++) {
                decoder.next();
            }
        });
        assertEquals("gob: too many types", error.getMessage());
    }

    @Test
    void onlyBasicTypesAreAcceptedAsMapKeys() throws IOException {
        GobType nothing = new GobType.Struct("", List.of());
        GobType table = new GobType.Table("", nothing, GobType.INT);
        byte[] bytes = new GobWriter(Map.of()).value(table, Map.of(Map.of(), 1L));
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(bytes));
        assertEquals(
                "gob: unsupported type of a map's keys",
                assertThrows(GobException.class, decoder::next).getMessage());
    }
}
