package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalImagesTest {
    @TempDir
    Path directory;

    private TestCache cache;
    private Path image;

    @BeforeEach
    void createImage() throws IOException {
        cache = new TestCache(directory);
        image = Files.write(directory.resolve("disk.img"), TestDisk.qcow2(1, 6));
    }

    private String refusal(String what) {
        return assertThrows(JmException.class, () -> cache.fetch(what)).getMessage();
    }

    @Test
    void copiesAFileOnce() throws Exception {
        CachedImage first = cache.fetch("disk.img");
        assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(first.file()));
        assertEquals("r--r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())));
        assertEquals(image.toString(), first.source());
        assertEquals(TestDisk.VIRTUAL, first.virtualBytes());
        Object key = Files.readAttributes(first.file(), "unix:ino");
        assertEquals(first, cache.fetch(image.toString()));
        assertEquals(key, Files.readAttributes(first.file(), "unix:ino"));
        assertEquals(List.of(first), cache.images().list());
        assertEquals(List.of("index.json", first.file().getFileName().toString()), cache.fileNames());
    }

    @Test
    void copiesAChangedFileAgainAndKeepsTheOldOne() throws Exception {
        CachedImage first = cache.fetch("disk.img");
        FileTime time = Files.getLastModifiedTime(image);
        Files.write(image, TestDisk.qcow2(2, 6));
        Files.setLastModifiedTime(image, FileTime.from(time.toInstant().plusNanos(1000)));
        CachedImage second = cache.fetch("disk.img");
        assertNotEquals(first.digest(), second.digest());
        assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(second.file()));
        assertTrue(Files.exists(first.file()));
    }

    @Test
    void doesNotNeedTheFileAgainIfTheDigestIsSpecified() throws Exception {
        CachedImage first = cache.fetch("disk.img");
        Files.delete(image);
        assertEquals(first, cache.images().fetch(new ImageRequest("disk.img", first.digest(), "amd64")));
        assertEquals("open the image " + image + ": no such file or directory", refusal("./disk.img"));
    }

    @Test
    void checksTheDigestThatIsSpecified() throws Exception {
        String sha512 = ImageDigest.of(ImageDigest.SHA512, image).toString();
        CachedImage found = cache.images().fetch(new ImageRequest("disk.img", sha512, "amd64"));
        assertEquals(sha512, found.digest());
        String wrong = "sha256:" + "0".repeat(64);
        JmException e = assertThrows(
                JmException.class, () -> cache.images().fetch(new ImageRequest("disk.img", wrong, "amd64")));
        assertEquals(
                "the image " + image + " has another digest: expected " + wrong + ", actual "
                        + ImageDigest.of(ImageDigest.SHA256, image),
                e.getMessage());
        for (String text : List.of("md5:1", "sha256:xyz", "sha512:" + "0".repeat(64), "0".repeat(64))) {
            String message = assertThrows(
                            JmException.class, () -> cache.images().fetch(new ImageRequest("disk.img", text, "amd64")))
                    .getMessage();
            assertEquals(
                    "the digest of an image is sha256: and 64 hexadecimal digits, or sha512: and 128, not \"" + text
                            + "\"",
                    message);
        }
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        Files.createDirectory(directory.resolve("folder"));
        assertEquals(
                "the image " + directory.resolve("folder") + " is a directory: name the file in it", refusal("folder"));
        Process fifo = new ProcessBuilder("mkfifo", directory.resolve("fifo").toString()).start();
        assertEquals(0, fifo.waitFor());
        assertEquals("the image " + directory.resolve("fifo") + " is not a regular file", refusal("fifo"));
        String known = "debian13, debian12, ubuntu24.04, ubuntu24.04-minimal, ubuntu26.04, fedora43, alpine3.23";
        assertEquals(
                "there is no image \"debian14\": name one of " + known + ", a file, or an http or https URL",
                refusal("debian14"));
        assertEquals("there is no image \"\": name one of " + known + ", a file, or an http or https URL", refusal(""));
        assertEquals(
                "there is no image \"a\\x00\": name one of " + known + ", a file, or an http or https URL",
                refusal("a\0"));
    }

    @Test
    void copiesNothingThatQemuMustNotSee() throws Exception {
        Files.write(image, TestDisk.qcow2().putLong(8, 200).array());
        assertTrue(refusal("disk.img").startsWith("the image " + image + " has a backing file"));
        assertFalse(Files.exists(cache.layout().images()));
    }

    @Test
    void checksACachedImageEachTime() throws Exception {
        CachedImage first = cache.fetch("disk.img");
        Files.delete(first.file());
        Files.write(first.file(), TestDisk.qcow2().putLong(8, 200).array());
        assertEquals(first, cache.fetch("disk.img"));
        assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(first.file()));
        assertTrue(cache.output().contains("is damaged and is not used"), cache.output());
        Files.delete(first.file());
        Files.write(first.file(), TestDisk.qcow2(1, 5));
        assertEquals(first, cache.fetch("disk.img"));
        assertEquals(Files.size(image), Files.size(first.file()));
    }

    @Test
    void writesNoZerosOfARawDisk() throws Exception {
        byte[] raw = TestDisk.raw(8 << 20);
        raw[5 << 20] = 1;
        Files.write(image, raw);
        CachedImage cached = cache.fetch("disk.img");
        assertEquals(ImageFormat.RAW, cached.format());
        assertEquals(8 << 20, cached.virtualBytes());
        assertArrayEquals(raw, Files.readAllBytes(cached.file()));
    }

    @Test
    void surviveADamagedIndex() throws Exception {
        CachedImage first = cache.fetch("disk.img");
        for (String content :
                List.of("", "{", "[]", "{\"" + image + "\":3}", "{\"" + image + "\":{\"digest\":\"../x\"}}")) {
            Files.writeString(cache.layout().imageIndex(), content);
            assertEquals(first, cache.fetch("disk.img"));
        }
    }

    @Test
    void removesAnImageAndForgetsItsSource() throws Exception {
        CachedImage first = cache.fetch("disk.img");
        cache.remove(first);
        assertEquals(List.of("index.json"), cache.fileNames());
        assertEquals("{}\n", Files.readString(cache.layout().imageIndex()));
        assertEquals(List.of(), cache.images().list());
        assertEquals(first, cache.fetch("disk.img"));
    }

    @Test
    void listsLeftoversAndLeavesForeignFilesAlone() throws Exception {
        CachedImage first = cache.fetch("disk.img");
        Path images = cache.layout().images();
        String key = "0123456789abcdef0123456789abcdef";
        List<String> leftovers = List.of(
                ".index.json.tmp12ab",
                key + ".part",
                key + ".part.json",
                "sha256-" + "1".repeat(64) + ".bad",
                "sha256-" + "2".repeat(64) + ".qcow2");
        for (String name : leftovers) {
            Files.writeString(images.resolve(name), "x");
        }
        Files.setLastModifiedTime(
                images.resolve(".index.json.tmp12ab"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        Files.writeString(images.resolve("notes.txt"), "mine");
        Files.writeString(images.resolve(".index.json.tmp34cd"), "being written");
        Files.createDirectory(images.resolve("sha256-" + "3".repeat(64) + ".qcow2"));
        List<CachedImage> list = cache.images().list();
        assertEquals(first, list.get(0));
        assertEquals(
                leftovers,
                list.stream()
                        .filter(CachedImage::isLeftover)
                        .map(one -> one.file().getFileName().toString())
                        .toList());
        list.forEach(cache::remove);
        assertEquals(
                List.of(".index.json.tmp34cd", "index.json", "notes.txt", "sha256-" + "3".repeat(64) + ".qcow2"),
                cache.fileNames());
        Path outside = Files.writeString(directory.resolve("outside"), "x");
        assertThrows(JmException.class, () -> cache.remove(new CachedImage(outside, "", ImageFormat.RAW, 0, "")));
        assertTrue(Files.exists(outside));
    }
}
