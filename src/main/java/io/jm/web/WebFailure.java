package io.jm.web;

import io.jm.os.IoReason;
import io.jm.os.TooLargeException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What the failure of a request to a server means. */
public final class WebFailure {
    private WebFailure() {}

    /** Whether the same request would fail again: no such host, no trust, a redirect that is not followed. */
    public static boolean isPermanent(IOException failure) {
        return failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException
                || failure instanceof TooLargeException
                || failure instanceof ProtocolException;
    }

    /** Returns the reason of a failure for messages. */
    public static String reason(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the host " + failure.getMessage() + " is not known (no network?)";
        }
        if (failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException) {
            return "the certificate of the server is not trusted, or TLS is not possible with it ("
                    + failure.getMessage() + ")";
        }
        return IoReason.of(failure);
    }
}
