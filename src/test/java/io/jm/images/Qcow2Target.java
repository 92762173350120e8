package io.jm.images;

import io.jm.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Fuzzes the parser of disk images; what it accepts must name no other file. */
public final class Qcow2Target implements FuzzTarget {
    private static final int SEED_BYTES = 1024;

    private final Path directory;

    public Qcow2Target(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "qcow2";
    }

    @Override
    public List<byte[]> seeds() {
        ByteBuffer small = ByteBuffer.wrap(Arrays.copyOf(TestDisk.qcow2().array(), 4 * SEED_BYTES));
        small.putInt(20, 9).putLong(24, 1 << 20).putInt(36, 64).putLong(40, 512).putLong(48, 1024);
        ByteBuffer old = ByteBuffer.wrap(small.array().clone());
        old.putInt(4, 2);
        return List.of(small.array(), old.array(), TestDisk.raw(SEED_BYTES), Arrays.copyOf(small.array(), 120));
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "QFI\u00fb", "\0\0\0\2", "\0\0\0\3", "DATA", "\0\0\0\0\0\0\0\1", "\u00e2y*\u00ca", "KDMV", "conectix");
    }

    @Override
    public String parse(byte[] input) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(input);
        try {
            boolean qcow2 = header.limit() > 4 && header.getInt(0) == 0x514649fb;
            if (qcow2 && (new Qcow2Header(header, input.length).check() <= 0 || namesAnotherFile(header))) {
                throw new AssertionError("accepted");
            }
            return qcow2
                    ? "qcow2"
                    : DiskImage.of(Files.write(directory.resolve("fuzzed.img"), input))
                            .toString();
        } catch (UnusableImageException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean namesAnotherFile(ByteBuffer header) {
        return header.getLong(8) != 0 || header.getInt(4) == 3 && (header.get(79) & 4) != 0;
    }
}
