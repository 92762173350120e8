package io.jm.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a TLS connection failed, in the words of Go's library, which scripts and people know. */
public final class TlsFailure {
    private TlsFailure() {}

    /** The cause alone. */
    public static String of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return String.valueOf(cause.getMessage());
            }
        }
        if (failure instanceof SocketTimeoutException) {
            return "i/o timeout";
        }
        String text = String.valueOf(failure.getMessage());
        if (text.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            // it hung up while our certificate was being sent, so that its alert could not be read
            return "remote error: tls: bad certificate";
        }
        if (failure instanceof SSLException) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.contains("unsupported or unrecognized ssl message")) {
                return "tls: first record does not look like a TLS handshake";
            }
            int alert = lower.indexOf("received fatal alert: ");
            if (alert >= 0) {
                String name = lower.substring(alert + "received fatal alert: ".length());
                return "remote error: tls: "
                        + name.replace('_', ' ').replace("certificate required", "bad certificate");
            }
            if (lower.contains("remote host terminated") || lower.contains("closed")) {
                return "EOF";
            }
        }
        if (failure instanceof EOFException) {
            return "EOF";
        }
        if (failure instanceof SocketException && text.toLowerCase(Locale.ROOT).contains("reset")) {
            return "read: connection reset by peer";
        }
        return text;
    }
}
