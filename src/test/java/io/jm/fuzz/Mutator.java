package io.jm.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Mutates inputs at random: single bytes, ranges, and whole tokens between delimiters. */
final class Mutator {
    private static final int MAX_LENGTH = 64 << 10;
    private static final String DELIMITERS = "\"',:;=|&()[]{}<> \t\r\n\0";
    private static final byte[] EDGES = {0, 1, 9, 10, 13, 27, 0x20, 0x22, 0x27, 0x2f, 0x5c, 0x7f, -1, -2, -64, -128};

    private final Random random;
    private final List<byte[]> dictionary;

    Mutator(Random random, List<String> dictionary) {
        this.random = random;
        this.dictionary = dictionary.stream()
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Returns a mutation of {@code input}, possibly with a range of {@code other} in it. */
    byte[] mutate(byte[] input, byte[] other) {
        byte[] bytes = input;
        for (int rounds = 1 + random.nextInt(4); rounds > 0; rounds--) {
            bytes = once(bytes, other);
        }
        return bytes.length > MAX_LENGTH ? Arrays.copyOf(bytes, MAX_LENGTH) : bytes;
    }

    private byte[] once(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + length(bytes.length));
        return switch (random.nextInt(10)) {
            case 0 -> replace(bytes, at, Math.min(bytes.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 1 -> replace(bytes, at, at, new byte[] {EDGES[random.nextInt(EDGES.length)]});
            case 2 -> replace(bytes, at, end, new byte[0]);
            case 3 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 4 -> repeat(bytes, at, end);
            case 5 -> replace(bytes, at, end, range(other));
            case 6 -> replace(bytes, at, at, token());
            default -> replace(bytes, tokenStart(bytes, at), tokenEnd(bytes, at), token());
        };
    }

    private int length(int max) {
        return 1 + random.nextInt(Math.max(1, random.nextBoolean() ? 8 : max));
    }

    private byte[] range(byte[] other) {
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + length(other.length)));
    }

    private byte[] token() {
        return dictionary.get(random.nextInt(dictionary.size()));
    }

    private byte[] repeat(byte[] bytes, int from, int to) {
        int size = to - from;
        int times = size == 0 ? 0 : Math.min(1 << random.nextInt(14), MAX_LENGTH / size);
        byte[] repeated = new byte[times * size];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, from, repeated, i * size, size);
        }
        return replace(bytes, from, to, repeated);
    }

    private static int tokenStart(byte[] bytes, int at) {
        int start = at;
        while (start > 0 && DELIMITERS.indexOf(bytes[start - 1]) < 0) {
            start--;
        }
        return start;
    }

    private static int tokenEnd(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && DELIMITERS.indexOf(bytes[end]) < 0) {
            end++;
        }
        return end;
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] replacement) {
        byte[] result = new byte[from + replacement.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(replacement, 0, result, from, replacement.length);
        System.arraycopy(bytes, to, result, from + replacement.length, bytes.length - to);
        return result;
    }
}
