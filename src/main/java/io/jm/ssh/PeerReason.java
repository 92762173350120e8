package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.text.Printable;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/**
 * Describes why a connection failed, for the end of a message: one printable line, never empty, at most 400 characters.
 */
public final class PeerReason {
    private static final int MAX_LENGTH = 400;
    /** sshj's message for a host that does not open its channel window again. */
    private static final String WINDOW_TIMEOUT = "Timeout when trying to expand the window size";

    private PeerReason() {}

    /** Returns the reason of a failure. */
    public static String of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return "timed out";
            }
            if (cause instanceof RuntimeException && !(cause instanceof JmException)) {
                return "unexpected response (" + line(cause.toString()) + ")";
            }
        }
        String message = failure == null ? null : failure.getMessage();
        if (WINDOW_TIMEOUT.equals(message)) {
            return "the host accepts no more data";
        }
        return message == null || message.isBlank() ? withoutMessage(failure) : line(message);
    }

    private static String withoutMessage(@Nullable Throwable failure) {
        Enum<?> reason = failure instanceof OpenFailException refused
                ? refused.getReason()
                : failure instanceof SSHException end ? end.getDisconnectReason() : DisconnectReason.UNKNOWN;
        return reason == DisconnectReason.UNKNOWN || reason == OpenFailException.Reason.UNKNOWN
                ? "no reason given"
                : reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns text from the host as one printable line of limited length. */
    public static String line(String text) {
        return Printable.excerpt(text.strip(), MAX_LENGTH);
    }
}
