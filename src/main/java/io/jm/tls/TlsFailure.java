package io.jm.tls;

import io.jm.text.Printable;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Converts the reason of a failed TLS connection to the error message of Go's library, which scripts match. */
public final class TlsFailure {
    private static final String ALERT = "received fatal alert: ";
    /** The prefix of an alert that the peer sent. */
    public static final String REMOTE = "remote error: tls: ";

    private static final int MAX_LENGTH = 1024;

    private TlsFailure() {}

    /**
     * Returns the cause on one line.
     *
     * @param ends both addresses of the connection, for messages in which Go shows them; empty to omit them
     */
    public static String of(IOException failure, String ends) {
        return Printable.excerpt(message(failure, ends), MAX_LENGTH);
    }

    /** Whether TLS itself, or a certificate, is the cause of a failed request, and not the network or the engine. */
    public static boolean isIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String message(IOException failure, String ends) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                String text = String.valueOf(cause.getMessage());
                return text.startsWith("x509: ") ? text : "tls: failed to parse certificate from server: " + text;
            }
        }
        if (failure instanceof SocketTimeoutException) {
            return "i/o timeout";
        }
        String text = String.valueOf(failure.getMessage());
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("broken pipe")) {
            // the engine closed while jm's certificate was being sent, so its alert could not be read
            return REMOTE + "bad certificate";
        }
        if (failure instanceof SSLException) {
            return tls(text, lower);
        }
        if (failure instanceof SocketException && lower.contains("reset")) {
            return (ends.isEmpty() ? "" : "read tcp " + ends + ": ") + "read: connection reset by peer";
        }
        return text;
    }

    private static String tls(String text, String lower) {
        int alert = lower.indexOf(ALERT);
        if (alert >= 0) {
            return REMOTE + alert(lower.substring(alert + ALERT.length()));
        }
        if (lower.contains("remote host terminated")
                || lower.contains("close_notify")
                || lower.contains("closed")
                || lower.contains("received handshake warning")) {
            return "EOF";
        }
        if (lower.contains("unsupported or unrecognized ssl message")) {
            return "tls: first record does not look like a TLS handshake";
        }
        if (lower.contains("improper ciphersuite")) {
            return "tls: server chose an unconfigured cipher suite";
        }
        if (lower.contains("selected protocol version")) {
            return "tls: server selected unsupported protocol version" + version(lower);
        }
        List<String> sizes = numbers(lower);
        if (lower.contains("size of the handshake message") && sizes.size() == 2) {
            return "tls: handshake message of length " + sizes.get(0) + " bytes exceeds maximum of " + sizes.get(1)
                    + " bytes";
        }
        if (lower.contains("bad input record size") && sizes.size() == 1) {
            return "tls: oversized record received with length " + sizes.get(0);
        }
        return "tls: " + text;
    }

    private static String version(String lower) {
        return lower.contains("version tls11")
                ? " 302"
                : lower.contains("version tls10") ? " 301" : lower.contains("version ssl") ? " 300" : "";
    }

    private static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            int start = i;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            if (i > start) {
                numbers.add(text.substring(start, i));
            }
        }
        return numbers;
    }

    /** Returns Go's name of an alert; Java uses the name of RFC 8446. */
    private static String alert(String name) {
        return switch (name) {
            case "bad_record_mac" -> "bad record MAC";
            case "certificate_revoked" -> "revoked certificate";
            case "certificate_expired" -> "expired certificate";
            case "certificate_unknown" -> "unknown certificate";
            case "unknown_ca" -> "unknown certificate authority";
            case "decode_error" -> "error decoding message";
            case "decrypt_error" -> "error decrypting message";
            case "protocol_version" -> "protocol version not supported";
            case "insufficient_security" -> "insufficient security level";
            case "unknown_psk_identity" -> "unknown PSK identity";
            default -> name.replace('_', ' ');
        };
    }
}
