package io.jm.archive;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.TooLargeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/** Encrypts and decrypts files of age with a passphrase (age-encryption.org/v1), which {@code age -d} reads too. */
public final class AgeFile {
    private static final byte[] START = "age-encryption.org/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ARMORED = "-----BEGIN AGE ENCRYPTED FILE-----".getBytes(StandardCharsets.US_ASCII);

    private AgeFile() {}

    /** Whether the content starts as a file of age does. */
    public static boolean matches(byte[] content) {
        return startsWith(content, START) || startsWith(content, ARMORED);
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    /** Encrypts. */
    public static byte[] encrypt(byte[] plain, String passphrase) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel channel = new StandardEncryptingChannelFactory()
                .newEncryptingChannel(Channels.newChannel(out), List.of(new PassphraseRecipient(passphrase)))) {
            ByteBuffer rest = ByteBuffer.wrap(plain);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new JmException("The file could not be encrypted: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    /**
     * Decrypts.
     *
     * @param limit the most bytes that the content may have
     * @throws JmException if the passphrase is wrong, or the file is damaged or too large
     */
    public static byte[] decrypt(byte[] file, String passphrase, int limit) {
        if (startsWith(file, ARMORED)) {
            throw new JmException("The file is in age's text format: remove that with \"age -d\" first");
        }
        try (ReadableByteChannel channel = new StandardDecryptingChannelFactory()
                .newDecryptingChannel(
                        Channels.newChannel(new ByteArrayInputStream(file)),
                        List.of(new PassphraseIdentity(passphrase)))) {
            return BoundedReader.stream(Channels.newInputStream(channel), limit);
        } catch (PayloadException e) {
            throw new JmException("The encrypted file is damaged or incomplete", e);
        } catch (TooLargeException e) {
            throw new JmException("The file has more than " + limit + " bytes", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new JmException("wrong passphrase, or not a file of age", e);
        }
    }
}
