package io.jm.cloudinit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes a message of type multipart/mixed (RFC 2046) for cloud-init. */
final class Multipart {
    /** Contains characters that base64 has not, and is not likely in a message of the user. */
    private static final String BOUNDARY = "==_jm_seed_4f1c9a7d52e8_==";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Multipart() {
        text("Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"\nMIME-Version: 1.0\n\n");
    }

    /** Returns whether the content could be mistaken for the end of a part. */
    static boolean isBoundaryIn(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(BOUNDARY);
    }

    /** Adds a part in base64, which keeps every byte and line ending. */
    void add(String type, String name, byte[] content) {
        text("--" + BOUNDARY + "\nContent-Type: " + type + "\nMIME-Version: 1.0\n");
        text("Content-Transfer-Encoding: base64\n");
        text("Content-Disposition: attachment; filename=\"" + name + "\"\n\n");
        text(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content) + "\n");
    }

    /** Adds a message with its own headers as it is. */
    void addMessage(byte[] message) {
        text("--" + BOUNDARY + "\n");
        out.writeBytes(message);
        text("\n");
    }

    private void text(String line) {
        out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] bytes() {
        text("--" + BOUNDARY + "--\n");
        return out.toByteArray();
    }
}
