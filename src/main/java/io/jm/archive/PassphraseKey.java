package io.jm.archive;

import com.exceptionfactory.jagged.framework.crypto.CipherKey;
import io.jm.tls.Scrypt;
import java.nio.charset.StandardCharsets;

/** The key that age derives from a passphrase. */
final class PassphraseKey {
    static final String TYPE = "scrypt";
    static final int SALT_BYTES = 16;

    private static final byte[] LABEL = "age-encryption.org/v1/scrypt".getBytes(StandardCharsets.US_ASCII);

    private PassphraseKey() {}

    static CipherKey derive(String passphrase, byte[] salt, int logCost) {
        byte[] labelled = new byte[LABEL.length + salt.length];
        System.arraycopy(LABEL, 0, labelled, 0, LABEL.length);
        System.arraycopy(salt, 0, labelled, LABEL.length, salt.length);
        return new CipherKey(Scrypt.key(passphrase.getBytes(StandardCharsets.UTF_8), labelled, logCost));
    }
}
