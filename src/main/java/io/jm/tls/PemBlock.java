package io.jm.tls;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param label the label after {@code BEGIN}; programs write different ones, so only its suffix is significant
 * @param encrypted whether a header marks the content as encrypted (RFC 1421, as in old keys with a passphrase)
 * @param content the decoded bytes
 */
record PemBlock(String label, boolean encrypted, byte[] content) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    boolean isCertificate() {
        return label.equals("CERTIFICATE");
    }

    /** Returns whether the block is a private key, by the rule of Go's TLS library. */
    boolean isPrivateKey() {
        return label.equals(PRIVATE_KEY) || label.endsWith(" " + PRIVATE_KEY);
    }

    /** Returns the blocks of a file in order; text between them and invalid blocks are skipped. */
    static List<PemBlock> read(Path file) {
        try {
            byte[] bytes = BoundedReader.file(file, Limits.SMALL_FILE);
            return of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }

    /** Returns the blocks of a text. */
    static List<PemBlock> of(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int start = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, start);
            if (labelEnd < 0) {
                return blocks;
            }
            String label = text.substring(start, labelEnd);
            // the dashes of the two lines are different ones
            int end = text.indexOf("-----END " + label + DASHES, labelEnd + DASHES.length());
            if (end < 0) {
                return blocks;
            }
            add(blocks, label, text.substring(labelEnd + DASHES.length(), end));
            begin = text.indexOf(BEGIN, end);
        }
        return blocks;
    }

    private static void add(List<PemBlock> blocks, String label, String body) {
        int start = headersEnd(body);
        boolean encrypted = body.substring(0, start).contains("ENCRYPTED");
        try {
            blocks.add(new PemBlock(label, encrypted, Base64.getMimeDecoder().decode(body.substring(start))));
        } catch (IllegalArgumentException e) {
            // invalid base64
            return;
        }
    }

    /**
     * Returns the end of the headers: lines with a colon, which base64 does not contain, and an empty line after them.
     */
    private static int headersEnd(String body) {
        int colon = body.lastIndexOf(':');
        int lineEnd = colon < 0 ? -1 : body.indexOf('\n', colon);
        return lineEnd < 0 ? 0 : lineEnd;
    }
}
