package io.jm.archive;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.codec.CanonicalBase64;
import com.exceptionfactory.jagged.framework.crypto.CipherKey;
import com.exceptionfactory.jagged.framework.crypto.EncryptedFileKey;
import com.exceptionfactory.jagged.framework.crypto.FileKeyDecryptorFactory;
import io.jm.base.JmException;
import io.jm.tls.Scrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Iterator;

/** Unwraps the key of a file with a passphrase: the scrypt stanza of age, which must be the only one. */
final class PassphraseIdentity implements RecipientStanzaReader {
    private static final int MAX_LOG_COST = 20;
    private static final int WRAPPED_KEY_BYTES = 32;

    private final String passphrase;

    PassphraseIdentity(String passphrase) {
        this.passphrase = passphrase;
    }

    @Override
    public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
        Iterator<RecipientStanza> all = stanzas.iterator();
        RecipientStanza stanza = all.next();
        if (all.hasNext() || !stanza.getType().equals(PassphraseKey.TYPE)) {
            throw new JmException("The file is encrypted for a key of age and not with a passphrase:"
                    + " decrypt it with \"age -d -i KEY\" first");
        }
        if (stanza.getArguments().size() != 2 || stanza.getBody().length != WRAPPED_KEY_BYTES) {
            throw new GeneralSecurityException("not a valid scrypt stanza");
        }
        CipherKey key = PassphraseKey.derive(
                passphrase,
                salt(stanza.getArguments().get(0)),
                logCost(stanza.getArguments().get(1)));
        return new FileKeyDecryptorFactory()
                .newFileKeyDecryptor()
                .getFileKey(new EncryptedFileKey(stanza.getBody()), key);
    }

    private static byte[] salt(String text) throws GeneralSecurityException {
        byte[] salt;
        try {
            salt = CanonicalBase64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not a valid salt", e);
        }
        if (salt.length != PassphraseKey.SALT_BYTES) {
            throw new GeneralSecurityException("not a valid salt");
        }
        return salt;
    }

    /** Bounded, because the file decides how much memory and time the derivation takes. */
    private static int logCost(String text) throws GeneralSecurityException {
        if (!text.matches("[1-9][0-9]?")) {
            throw new GeneralSecurityException("not a valid cost");
        }
        int logCost = Integer.parseInt(text);
        if (logCost > MAX_LOG_COST) {
            throw new JmException("The file wants more work for its passphrase (2^" + logCost + ") than jm does (2^"
                    + MAX_LOG_COST + "): decrypt it with \"age -d\" first");
        }
        if (Scrypt.memory(logCost) > Runtime.getRuntime().maxMemory() / 4 * 3) {
            throw new JmException("The file needs " + (Scrypt.memory(logCost) >> 20) + " MiB of memory, more than this"
                    + " form of jm has: use the executable, or decrypt it with \"age -d\" first");
        }
        return logCost;
    }
}
