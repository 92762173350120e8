package io.jm.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading and writing with age itself is in {@code scripts/e2e transfer}. */
class AgeFileTest {
    private static final String PASSPHRASE = "correct horse";
    private static final byte[] PLAIN = new byte[200_000];
    private static final int LIMIT = 1 << 20;

    private static byte[] encrypted = new byte[0];

    @BeforeAll
    static void encryptOnce() {
        Arrays.fill(PLAIN, (byte) 'x');
        encrypted = AgeFile.encrypt(PLAIN, PASSPHRASE);
    }

    private static String refusal(byte[] file) {
        return assertThrows(JmException.class, () -> AgeFile.decrypt(file, PASSPHRASE, LIMIT))
                .getMessage();
    }

    private static byte[] withHeader(String old, String changed) {
        String text = new String(encrypted, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(old), old);
        return text.replaceFirst(old, changed).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsWhatItWrote() {
        assertTrue(AgeFile.matches(encrypted));
        assertArrayEquals(PLAIN, AgeFile.decrypt(encrypted, PASSPHRASE, LIMIT));
    }

    @Test
    void hasTheHeaderOfAgesPassphraseFiles() {
        String[] lines = new String(encrypted, StandardCharsets.ISO_8859_1).split("\n", 4);
        assertEquals("age-encryption.org/v1", lines[0]);
        assertTrue(lines[1].matches("-> scrypt [A-Za-z0-9+/]{22} 17"), lines[1]);
    }

    @Test
    void refusesAWrongPassphrase() {
        JmException wrong = assertThrows(JmException.class, () -> AgeFile.decrypt(encrypted, "correct house", LIMIT));
        assertEquals("wrong passphrase, or not a file of age", wrong.getMessage());
    }

    @Test
    void refusesAChangedOrShortenedContent() {
        byte[] changed = encrypted.clone();
        changed[changed.length - 1] ^= 1;
        assertFalse(refusal(changed).isEmpty());
        assertFalse(refusal(Arrays.copyOf(encrypted, encrypted.length - 100)).isEmpty());
        assertFalse(refusal(Arrays.copyOf(encrypted, 60)).isEmpty());
    }

    @Test
    void refusesContentThatIsTooLarge() {
        JmException large =
                assertThrows(JmException.class, () -> AgeFile.decrypt(encrypted, PASSPHRASE, PLAIN.length - 1));
        assertTrue(large.getMessage().contains("more than 199999 bytes"), large.getMessage());
    }

    @Test
    void doesNotDoAllTheWorkThatAFileAsksFor() {
        assertTrue(refusal(withHeader(" 17\n", " 40\n")).contains("2^40"));
        assertEquals("wrong passphrase, or not a file of age", refusal(withHeader(" 17\n", " 017\n")));
    }

    @Test
    void tellsThatAFileIsForAKeyOfAge() {
        assertTrue(refusal(withHeader("-> scrypt", "-> X25519")).contains("age -d -i KEY"));
    }
}
