package io.jm.plugin.gob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come, the decoder gives values or says no, and keeps little. Two seconds in each build; for longer:
 * {@code mvn test -Dtest=GobFuzzTest -Djm.fuzz.seconds=600 -DargLine=-Xmx128m}.
 */
class GobFuzzTest {
    private final Random random = new Random(4711);

    @Test
    void rubbishAndBrokenConversationsEndInACleanError() throws IOException {
        List<byte[]> streams = streams();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger("jm.fuzz.seconds", 2));
        long values = 0;
        long refused = 0;
        for (int round = 0; System.nanoTime() < end; round++) {
            byte[] bytes = round % 4 == 0 ? rubbish() : broken(streams.get(random.nextInt(streams.size())));
            GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(bytes));
            try {
                while (true) {
                    decoder.next();
                    values++;
                }
            } catch (IOException e) {
                refused++;
            }
        }
        System.out.println("fuzz: " + refused + " streams, " + values + " values");
        assertTrue(values > 1000 && refused > 100, values + " values, " + refused + " refused");
    }

    @Test
    void aCountThatPromisesBillionsIsNotBelieved() {
        GobType list = new GobType.Sequence("", GobType.ANY);
        byte[] empty = new GobWriter(Map.of()).value(list, List.of());
        // the definition of the type, then a message with so many elements that are all nil
        GobEncoder stream = new GobEncoder().raw(Arrays.copyOf(empty, 13));
        GobEncoder value = new GobEncoder().signed(65).unsigned(0).unsigned(1L << 32);
        stream.counted(value.raw(new byte[1_000_000]).toBytes());
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(stream.toBytes()));
        GobException refused = assertThrows(GobException.class, decoder::next);
        assertEquals("gob: value too large", refused.getMessage());
    }

    @Test
    void typesThatFillTheMemoryAreRefused() {
        GobWriter writer = new GobWriter(Map.of());
        GobEncoder stream = new GobEncoder();
        for (int i = 0; i < 10; i++) {
            stream.raw(writer.value(new GobType.Struct("x".repeat(100_000) + i, List.of()), Map.of()));
        }
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(stream.toBytes()));
        GobException refused = assertThrows(GobException.class, () -> {
            for (int i = 0; i < 10; i++) {
                decoder.next();
            }
        });
        assertEquals("gob: too many types", refused.getMessage());
    }

    @Test
    void onlyPlainKeysOfMapsAreTaken() throws IOException {
        GobType nothing = new GobType.Struct("", List.of());
        GobType table = new GobType.Table("", nothing, GobType.INT);
        byte[] bytes = new GobWriter(Map.of()).value(table, Map.of(Map.of(), 1L));
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(bytes));
        assertEquals(
                "gob: unsupported type of a map's keys",
                assertThrows(GobException.class, decoder::next).getMessage());
    }

    private byte[] rubbish() {
        byte[] bytes = new byte[1 + random.nextInt(2000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] broken(byte[] stream) {
        byte[] bytes = stream.clone();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                default ->
                    System.arraycopy(bytes, random.nextInt(at + 1), bytes, at, Math.min(8, bytes.length - at) / 2);
            }
        }
        return bytes;
    }

    private static List<byte[]> streams() throws IOException {
        List<byte[]> streams = new ArrayList<>();
        try (InputStream file = GobFuzzTest.class.getResourceAsStream("/plugin/captures.txt.gz");
                InputStream in = new GZIPInputStream(file)) {
            for (String conversation : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("(?m)^(?=# )")) {
                for (String side : List.of("c2s ", "s2c ")) {
                    StringBuilder hex = new StringBuilder();
                    conversation
                            .lines()
                            .filter(line -> line.startsWith(side))
                            .skip(1)
                            .forEach(line -> hex.append(line, 4, line.length()));
                    if (!hex.isEmpty()) {
                        streams.add(HexFormat.of().parseHex(hex));
                    }
                }
            }
        }
        return streams;
    }
}
