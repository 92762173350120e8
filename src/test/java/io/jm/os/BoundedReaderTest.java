package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedReaderTest {
    private static final int LIMIT = 20_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, LIMIT - 1, LIMIT})
    void readsEverythingUpToTheLimit(int length) throws IOException {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 'x');
        assertArrayEquals(content, BoundedReader.stream(new ByteArrayInputStream(content), LIMIT));
        Path file = Files.write(directory.resolve("f"), content);
        assertArrayEquals(content, BoundedReader.file(file, LIMIT));
    }

    @Test
    void stopsAfterTheLimit() {
        InputStream endless = new InputStream() {
            private int served;

            @Override
            public int read() {
                served++;
                if (served > LIMIT + 1) {
                    throw new AssertionError("read on");
                }
                return 'x';
            }
        };
        assertThrows(TooLargeException.class, () -> BoundedReader.stream(endless, LIMIT));
    }

    @Test
    void doesNotOpenAFileThatIsTooLarge() throws IOException {
        Path sparse = directory.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(100L << 30);
        }
        TooLargeException e = assertThrows(TooLargeException.class, () -> BoundedReader.file(sparse, Limits.DOCUMENT));
        assertEquals("more than 64 MiB (the limit)", e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void neitherBlocksOnAFifoNorReadsADevice() throws Exception {
        Path fifo = directory.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        for (Path odd : new Path[] {fifo, Path.of("/dev/zero")}) {
            FileSystemException e = assertThrows(FileSystemException.class, () -> BoundedReader.file(odd, LIMIT));
            assertEquals("not a regular file", e.getReason());
        }
    }

    @Test
    void aDirectoryIsReportedAsOne() {
        FileSystemException e = assertThrows(FileSystemException.class, () -> BoundedReader.file(directory, LIMIT));
        assertEquals("is a directory", e.getReason());
        assertThrows(NoSuchFileException.class, () -> BoundedReader.file(directory.resolve("no"), LIMIT));
    }
}
