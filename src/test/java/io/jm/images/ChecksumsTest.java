package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksumsTest extends ServedImages {
    @Test
    void aChecksumFileNextToTheImageHasItsDigest() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        server.text("/dir/SHA256SUMS", hex("sha256", OTHER) + " *other\n" + hex("sha256", IMAGE) + " *disk.qcow2\n");
        CachedImage image = fetch();
        assertTrue(
                cache.output()
                        .contains("Verified the image disk.qcow2 with the checksum in " + server.url("/dir/SHA256SUMS")
                                + ", which anyone in between can change, since it is not https."),
                cache.output());
        server.text("/dir/disk.qcow2.sha512", hex("sha512", OTHER));
        cache.remove(image);
        String message = refusal(this::fetch);
        assertTrue(message.contains(" has a wrong digest: expected " + digest("sha512", OTHER)), message);
    }

    @Test
    void theChecksumFileMayChangeTogetherWithTheImage() throws Exception {
        server.text("/dir/SHA256SUMS", hex("sha256", OTHER) + "  disk.qcow2\n");
        server.answer(PATH, (request, out) -> {
            server.text("/dir/SHA256SUMS", hex("sha256", IMAGE) + "  disk.qcow2\n");
            FileServer.file(IMAGE, "\"v2\"").write(request, out);
        });
        assertEquals(digest("sha256", IMAGE), fetch().digest());
    }

    @Test
    void keepsADownloadWithAWrongDigestApart() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        String wrong = digest("sha512", OTHER);
        Path bad = cache.layout().badImage("sha512", hex("sha512", IMAGE));
        assertEquals(
                "the image disk.qcow2 from " + server.url(PATH) + " has a wrong digest: expected " + wrong + ", actual "
                        + digest("sha512", IMAGE) + "; it is not used, and kept as " + bad,
                refusal(() -> fetch(wrong)));
        assertEquals(List.of(bad.getFileName().toString()), cache.fileNames());
        CachedImage right = fetch(digest("sha512", IMAGE));
        assertEquals(digest("sha512", IMAGE), right.digest());
        assertEquals(List.of(), server.requests("/dir/SHA256SUMS"));
    }
}
