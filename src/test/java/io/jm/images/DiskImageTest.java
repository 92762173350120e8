package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskImageTest {
    @TempDir
    Path directory;

    private DiskImage open(byte[] content) throws IOException, UnusableImageException {
        return DiskImage.of(Files.write(directory.resolve("image"), content));
    }

    private String refusal(byte[] content) {
        return String.valueOf(
                assertThrows(UnusableImageException.class, () -> open(content)).getMessage());
    }

    private String refusalOfQcow2(Consumer<ByteBuffer> change) {
        ByteBuffer image = TestDisk.qcow2();
        change.accept(image);
        return refusal(image.array());
    }

    @Test
    void readsTheSizeOfAQcow2Image() throws Exception {
        assertEquals(
                new DiskImage(ImageFormat.QCOW2, TestDisk.VIRTUAL),
                open(TestDisk.qcow2().array()));
    }

    @Test
    void readsVersion2() throws Exception {
        ByteBuffer image = TestDisk.qcow2();
        image.putInt(4, 2);
        for (int i = 72; i < 112; i++) {
            image.put(i, (byte) 0);
        }
        assertEquals(ImageFormat.QCOW2, open(image.array()).format());
    }

    @Test
    void acceptsCompressionByZstdAndKnownExtensions() throws Exception {
        ByteBuffer image = TestDisk.qcow2();
        image.putLong(72, 1 << 3).put(104, (byte) 1);
        // a feature name table of 48 bytes, then an unknown extension, then the end
        image.putInt(112, 0x6803f857).putInt(116, 48).putInt(168, 0x12345678).putInt(172, 3);
        assertEquals(TestDisk.VIRTUAL, open(image.array()).virtualBytes());
    }

    @Test
    void refusesABackingFile() {
        String reason = refusalOfQcow2(image ->
                image.putLong(8, 200).putInt(16, 11).put(200, "/etc/shadow".getBytes(StandardCharsets.US_ASCII)));
        assertTrue(reason.startsWith("has a backing file"), reason);
    }

    @Test
    void refusesAnExternalDataFile() {
        assertEquals(
                "keeps its data in another file, which can be any file of this computer",
                refusalOfQcow2(image -> image.putLong(72, 1 << 2)));
        assertEquals(
                "names another file for its data",
                refusalOfQcow2(image -> image.putInt(112, 0x44415441).putInt(116, 11)));
    }

    @Test
    void refusesEncryption() {
        assertEquals("is encrypted", refusalOfQcow2(image -> image.putInt(32, 1)));
        assertEquals("is encrypted", refusalOfQcow2(image -> image.putInt(32, 2)));
        assertEquals(
                "is encrypted",
                refusalOfQcow2(image -> image.putInt(112, 0x0537be77).putInt(116, 16)));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals("uses unknown features (0x20)", refusalOfQcow2(image -> image.putLong(72, 1 << 5)));
        assertEquals(
                "uses unknown features (0x8000000000000000)",
                refusalOfQcow2(image -> image.putLong(72, Long.MIN_VALUE)));
        assertEquals("is marked as corrupt", refusalOfQcow2(image -> image.putLong(72, 2)));
        assertEquals("uses an unknown compression", refusalOfQcow2(image -> image.putLong(72, 8)));
        assertEquals("uses an unknown compression", refusalOfQcow2(image -> image.put(104, (byte) 1)));
        assertEquals("has version 1 of the format: only 2 and 3 exist", refusalOfQcow2(image -> image.putInt(4, 1)));
        assertEquals(
                "has version 4294967295 of the format: only 2 and 3 exist",
                refusalOfQcow2(image -> image.putInt(4, -1)));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0, cluster size",
        "20, 22, cluster size",
        "20, -1, cluster size",
        "36, 5, L1 table",
        "36, -1, L1 table",
        "44, 1000, L1 table",
        "52, 0, reference counts",
        "56, 0, reference counts",
        "56, -1, reference counts",
        "60, 65537, snapshots",
        "60, 1, snapshots",
        "96, 7, reference counts",
        "96, -1, reference counts",
        "100, 96, header length",
        "100, 108, header length",
        "100, 2147483640, header length",
    })
    void refusesAnInconsistentHeader(int at, int value, String field) {
        assertEquals("has an inconsistent header (" + field + ")", refusalOfQcow2(image -> image.putInt(at, value)));
    }

    @Test
    void refusesSizesThatAreNone() {
        for (long size : new long[] {0, -1, Long.MIN_VALUE}) {
            assertEquals("has an inconsistent header (disk size)", refusalOfQcow2(image -> image.putLong(24, size)));
        }
        assertEquals(
                "has an inconsistent header (L1 table)", refusalOfQcow2(image -> image.putLong(24, Long.MAX_VALUE)));
    }

    @Test
    void refusesAnExtensionBeyondTheCluster() {
        assertEquals(
                "has an inconsistent header (header extensions)",
                refusalOfQcow2(image -> image.putInt(112, 7).putInt(116, -1)));
    }

    @Test
    void refusesACutFile() {
        byte[] whole = TestDisk.qcow2().array();
        assertEquals("is cut off within its header", refusal(java.util.Arrays.copyOf(whole, 71)));
        assertEquals("is cut off within its header", refusal(java.util.Arrays.copyOf(whole, 103)));
        assertEquals(
                "is cut off: its L1 table would be after its end", refusal(java.util.Arrays.copyOf(whole, 3 << 16)));
    }

    @Test
    void refusesSmallClustersWithExtendedEntries() {
        assertEquals(
                "has an inconsistent header (cluster size)",
                refusalOfQcow2(image -> image.putLong(72, 16).putInt(20, 13)));
    }

    @Test
    void acceptsARawDiskWithAPartitionTable() throws Exception {
        assertEquals(new DiskImage(ImageFormat.RAW, 4096), open(TestDisk.raw(4096)));
        assertEquals("is neither a qcow2 image nor a raw disk with a partition table", refusal(new byte[4096]));
        assertEquals("is neither a qcow2 image nor a raw disk with a partition table", refusal(new byte[] {1, 2, 3}));
        assertEquals("is empty", refusal(new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1f8b0800, is compressed with gzip: unpack it first (gunzip)",
        "0, fd377a585a00, is compressed with xz: unpack it first (unxz)",
        "0, 425a6839, is compressed with bzip2: unpack it first (bunzip2)",
        "0, 28b52ffd, is compressed with zstd: unpack it first (unzstd)",
        "0, 504b0304, is compressed with zip: unpack it first (unzip)",
        "0, 4b444d56, is a VMDK image: convert it with qemu-img convert -O qcow2",
        "64, 7f10dabe, is a VDI image: convert it with qemu-img convert -O qcow2",
        "0, 7668647866696c65, is a VHDX image: convert it with qemu-img convert -O qcow2",
        "0, 636f6e6563746978, is a VHD image: convert it with qemu-img convert -O qcow2",
        "0, 51454400, is a QED image: convert it with qemu-img convert -O qcow2",
        "0, 4c554b53babe, is a LUKS image: convert it with qemu-img convert -O qcow2",
        "0, 3c68746d6c, 'is an HTML page, not a disk image: the address is that of a web page'",
    })
    void saysWhatToDoWithOtherFormats(int at, String magic, String reason) {
        byte[] disk = TestDisk.raw(4096);
        byte[] bytes = java.util.HexFormat.of().parseHex(magic);
        System.arraycopy(bytes, 0, disk, at, bytes.length);
        assertEquals(reason, refusal(disk));
    }

    @Test
    void refusesAnIsoAndAFixedVhd() {
        byte[] iso = TestDisk.raw(40_000);
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, iso, 32_769, 5);
        assertTrue(refusal(iso).startsWith("is a CD (ISO) image"));
        byte[] vhd = TestDisk.raw(4096);
        System.arraycopy("conectix".getBytes(StandardCharsets.US_ASCII), 0, vhd, 4096 - 512, 8);
        assertTrue(refusal(vhd).startsWith("is a VHD image"));
    }

    @Test
    void rejectsADiskThatIsTooSmall() {
        CachedImage image = new CachedImage(Path.of("/x"), "sha256:00", ImageFormat.QCOW2, 3L << 30, "");
        image.checkFits(3L << 30);
        JmException e = assertThrows(JmException.class, () -> image.checkFits(2000L << 20));
        assertEquals(
                "the image contains a disk of 3 GiB, the machine's disk has only 1.9 GiB: make that at least 3072 MiB",
                e.getMessage());
    }
}
