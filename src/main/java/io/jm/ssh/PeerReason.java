package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.text.Printable;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/** Why something on a connection failed, as the end of a sentence: one harmless line, never empty and never long. */
public final class PeerReason {
    private static final int LONGEST = 400;
    /** sshj's message for a host that leaves its window closed. */
    private static final String WINDOW_TIMEOUT = "Timeout when trying to expand the window size";

    private PeerReason() {}

    public static String of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return "no answer in time";
            }
            if (cause instanceof RuntimeException && !(cause instanceof JmException)) {
                return "unexpected answer (" + line(cause.toString()) + ")";
            }
        }
        String message = failure == null ? null : failure.getMessage();
        if (WINDOW_TIMEOUT.equals(message)) {
            return "it took no more data";
        }
        return message == null || message.isBlank() ? withoutWords(failure) : line(message);
    }

    private static String withoutWords(@Nullable Throwable failure) {
        Enum<?> reason = failure instanceof OpenFailException refused
                ? refused.getReason()
                : failure instanceof SSHException end ? end.getDisconnectReason() : DisconnectReason.UNKNOWN;
        return reason == DisconnectReason.UNKNOWN || reason == OpenFailException.Reason.UNKNOWN
                ? "it gave no reason"
                : reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The text of a peer, made fit for the middle of our own line. */
    public static String line(String text) {
        String shown = text.strip();
        return Printable.line(shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…");
    }
}
