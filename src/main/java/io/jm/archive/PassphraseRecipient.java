package io.jm.archive;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.codec.CanonicalBase64;
import com.exceptionfactory.jagged.framework.crypto.CipherKey;
import com.exceptionfactory.jagged.framework.crypto.FileKeyEncryptorFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;

/** Wraps the key of a file with a passphrase: the scrypt stanza of age. */
final class PassphraseRecipient implements RecipientStanzaWriter {
    /** 128 MiB of memory: age's own default of 2^18 does not fit into the memory of the jar form. */
    private static final int LOG_COST = 17;

    private final String passphrase;

    PassphraseRecipient(String passphrase) {
        this.passphrase = passphrase;
    }

    @Override
    public Iterable<RecipientStanza> getRecipientStanzas(FileKey fileKey) throws GeneralSecurityException {
        byte[] salt = new byte[PassphraseKey.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        CipherKey key = PassphraseKey.derive(passphrase, salt, LOG_COST);
        byte[] wrapped = new FileKeyEncryptorFactory()
                .newFileKeyEncryptor()
                .getEncryptedFileKey(fileKey, key)
                .getEncoded();
        String encodedSalt = new String(CanonicalBase64.getEncoder().encode(salt), StandardCharsets.US_ASCII);
        return List.of(new Stanza(List.of(encodedSalt, Integer.toString(LOG_COST)), wrapped));
    }

    private record Stanza(List<String> arguments, byte[] body) implements RecipientStanza {
        @Override
        public String getType() {
            return PassphraseKey.TYPE;
        }

        @Override
        public List<String> getArguments() {
            return arguments;
        }

        @Override
        public byte[] getBody() {
            return body;
        }
    }
}
