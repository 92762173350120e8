package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;

/**
 * A machine's own known_hosts file, one {@code NAME TYPE BASE64} a line as OpenSSH writes it under {@code
 * HostKeyAlias}, so that jm and OpenSSH can share it.
 */
final class KnownHosts {
    private final Path file;
    private final String machineName;

    KnownHosts(Path file, String machineName) {
        this.file = file;
        this.machineName = machineName;
    }

    /**
     * A known host key.
     *
     * @param type the key's type as named by SSH, for example {@code ssh-ed25519}
     * @param base64 the key in SSH wire format
     */
    record Entry(String type, String base64) {
        static Entry of(PublicKey key) {
            byte[] wire = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
            return new Entry(
                    KeyType.fromKey(key).toString(), Base64.getEncoder().encodeToString(wire));
        }

        /** Returns the key's SHA-256 fingerprint as OpenSSH prints it. */
        String fingerprint() {
            try {
                byte[] digest = SecurityUtils.getMessageDigest("SHA-256")
                        .digest(Base64.getDecoder().decode(base64));
                return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return "unreadable";
            }
        }
    }

    /** Returns the machine's known keys; none if there is no file. */
    List<Entry> entries() {
        List<Entry> found = new ArrayList<>();
        for (String line : lines()) {
            String[] fields = line.trim().split("\\s+", -1);
            if (fields.length >= 3 && isNamedIn(fields[0])) {
                found.add(new Entry(fields[1], fields[2]));
            }
        }
        return found;
    }

    private boolean isNamedIn(String field) {
        for (String name : field.split(",", -1)) {
            if (name.equals(machineName)) {
                return true;
            }
        }
        return false;
    }

    private String[] lines() {
        try {
            return Files.exists(file)
                    ? BoundedReader.text(file, Limits.SMALL_FILE).split("\n", -1)
                    : new String[0];
        } catch (IOException e) {
            throw new JmException("cannot read the host keys in " + file + ": " + IoReason.of(e), e);
        }
    }

    /** Appends a key; the machine directory must exist. */
    void add(Entry entry) {
        String line = machineName + " " + entry.type() + " " + entry.base64() + "\n";
        try {
            PrivateFile.append(file, line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new JmException("cannot store the host key in " + file + ": " + IoReason.of(e), e);
        }
    }
}
