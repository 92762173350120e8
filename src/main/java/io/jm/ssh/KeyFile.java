package io.jm.ssh;

import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import org.jspecify.annotations.Nullable;

/** A private key file: what can be read from it without its passphrase. */
public record KeyFile(Path path) {
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    /**
     * Rejects a file that OpenSSH would not use, with docker-machine's messages.
     *
     * @throws SshException that is {@linkplain SshException#permanent permanent}
     */
    public void check() {
        if (!Files.exists(path)) {
            throw new SshException("stat " + path + ": no such file or directory", SshException.Kind.CLIENT_KEY, null);
        }
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        int mode = mode();
        if ((mode & 0400) == 0) {
            throw new SshException("'" + path + "' is not readable", SshException.Kind.CLIENT_KEY, null);
        }
        if ((mode & 077) != 0) {
            String octal = Integer.toOctalString(mode);
            throw new SshException(
                    "permissions 0" + "000".substring(octal.length()) + octal + " for '" + path + "' are too open",
                    SshException.Kind.CLIENT_KEY,
                    null);
        }
    }

    private int mode() {
        try {
            return (Integer) Files.getAttribute(path, "unix:mode") & 0777;
        } catch (IOException e) {
            throw new SshException(
                    "cannot read the mode of the key " + path + ": " + e.getMessage(), SshException.Kind.CLIENT_KEY, e);
        }
    }

    /** Whether the private key is encrypted with a passphrase. */
    boolean encrypted() {
        String text = text();
        if (!text.contains("OPENSSH PRIVATE KEY")) {
            return text.contains("ENCRYPTED");
        }
        Buffer.PlainBuffer body = body(text);
        try {
            return body != null && !body.readString().equals("none");
        } catch (Buffer.BufferException e) {
            return false;
        }
    }

    /** Returns the public key in SSH wire format, or null if only the passphrase gives access to it. */
    byte @Nullable [] publicBlob() {
        try {
            Buffer.PlainBuffer body = body(text());
            if (body != null) {
                body.readString();
                body.readString();
                body.readBytes();
                body.readUInt32();
                return body.readBytes();
            }
            Path publicFile = Path.of(path + ".pub");
            if (Files.exists(publicFile)) {
                String[] fields =
                        BoundedReader.text(publicFile, Limits.SSH_KEY).trim().split("\\s+", -1);
                return fields.length < 2 ? null : Base64.getDecoder().decode(fields[1]);
            }
            return null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns the whole file. */
    String text() {
        try {
            return new String(BoundedReader.file(path, Limits.SSH_KEY), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SshException(
                    "cannot read the key " + path + ": " + IoReason.of(e), SshException.Kind.CLIENT_KEY, e);
        }
    }

    /** Returns the bytes after the magic of a key in OpenSSH's own format, or null for any other format. */
    private static Buffer.@Nullable PlainBuffer body(String text) {
        int start = text.indexOf("-----BEGIN OPENSSH PRIVATE KEY-----");
        int end = text.indexOf("-----END");
        if (start < 0 || end < start) {
            return null;
        }
        String base64 = text.substring(start + "-----BEGIN OPENSSH PRIVATE KEY-----".length(), end);
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            return null;
        }
        return new Buffer.PlainBuffer(Arrays.copyOfRange(bytes, MAGIC.length, bytes.length));
    }
}
