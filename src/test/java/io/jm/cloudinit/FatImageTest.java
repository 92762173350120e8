package io.jm.cloudinit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.base.JmException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FatImageTest {
    @TempDir
    Path directory;

    @Test
    void hasTheSizeOfAFloppyDisk() {
        assertEquals(1_474_560, FatImage.of("CIDATA", Map.of()).length);
    }

    @Test
    void everyByteOfFilesOfAllSizesIsReadBack() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int size : List.of(0, 1, 511, 512, 513, 1023, 1024, 1025, 5000, 100_000)) {
            files.put("file-" + size, random(size));
        }
        assertReadBack(files);
    }

    @Test
    void namesOfEveryLengthAreReadBack() {
        for (int length = 1; length <= 255; length++) {
            assertReadBack(Map.of("n".repeat(length), random(3), "other name.Txt", random(700)));
        }
        assertReadBack(Map.of("naïve ☂ \ud83d\ude00.yaml", random(9)));
    }

    @Test
    void fillsTheDiskToItsLastByte() {
        assertReadBack(Map.of("all", random(FatImage.CAPACITY)));
        String message = refusal(Map.of("all", random(FatImage.CAPACITY), "one-more", random(1)));
        assertEquals(
                "the files have 1458176 bytes, and a disk image of 1.44 MB holds 1457664: make them smaller", message);
    }

    @Test
    void fillsTheDirectoryToItsLastEntry() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 111; i++) {
            files.put("f" + i, random(i));
        }
        assertReadBack(files);
        files.put("one-more", random(1));
        assertTrue(refusal(files).startsWith("the names need 225 directory entries"), refusal(files));
    }

    @Test
    void refusesNamesThatOtherSystemsWouldChange() {
        for (String name : List.of("", "a/b", "a:b", "tab\t", "dot.", "blank ", "n".repeat(256), "a\\b", "?")) {
            assertEquals(
                    "\"" + name + "\" cannot be a file name in a FAT file system", refusal(Map.of(name, random(1))));
        }
        assertTrue(refusal(Map.of("a", random(1), "A", random(1)))
                .endsWith("is there twice: a FAT file system ignores case"));
    }

    @Test
    void refusesALabelThatCannotBeWritten() {
        for (String label : List.of("", "cidata", "TWELVE_CHARS", "A B")) {
            JmException refused = assertThrows(JmException.class, () -> FatImage.of(label, Map.of()));
            assertTrue(refused.getMessage().startsWith("\"" + label + "\" is no label"), refused.getMessage());
        }
    }

    @Test
    void theFileSystemCheckerFindsNothing() throws Exception {
        Path image = realImage();
        Run check = Run.of("/usr/sbin/fsck.vfat", "-n", "-v", image.toString());
        assertEquals(0, check.status(), check.output());
        assertTrue(check.output().contains("4 files"), check.output());
    }

    @Test
    void mtoolsReadTheFiles() throws Exception {
        Path image = realImage();
        Run list = Run.of("/usr/bin/mdir", "-i", image.toString(), "-b", "::");
        assertEquals(0, list.status(), list.output());
        assertEquals(
                List.of("::/empty", "::/network-config", "::/user-data 13"),
                list.output().lines().toList());
        Run type = Run.of("/usr/bin/mtype", "-i", image.toString(), "::/user-data 13");
        assertEquals("text\n".repeat(1000), type.output());
    }

    /** Names of less than, exactly and more than 13 characters; more than one cluster. */
    private Path realImage() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("empty", new byte[0]);
        files.put("network-config", random(600));
        files.put("user-data 13", "text\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        return Files.write(directory.resolve("seed.img"), FatImage.of("CIDATA", files));
    }

    private static void assertReadBack(Map<String, byte[]> files) {
        Map<String, byte[]> found = FatReader.read(FatImage.of("CIDATA", files));
        assertEquals("CIDATA", new String(found.remove("label"), StandardCharsets.US_ASCII));
        assertEquals(files.keySet(), found.keySet());
        files.forEach((name, content) -> assertArrayEquals(content, found.get(name), name));
    }

    private static String refusal(Map<String, byte[]> files) {
        return assertThrows(JmException.class, () -> FatImage.of("CIDATA", files))
                .getMessage();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** A run of a program that may not be installed. */
    record Run(int status, String output) {
        static Run of(String... command) throws Exception {
            assumeTrue(Files.isExecutable(Path.of(command[0])), command[0] + " is not installed");
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        }
    }
}
