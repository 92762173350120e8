package io.jm.ssh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** A session that fails on protocol errors of the server for which sshj would wait or loop forever. */
public class HostSession extends SessionChannel {
    private static final String CLOSED = "the host closed the session before the command started";

    private final AtomicInteger unanswered = new AtomicInteger();

    public HostSession(Connection connection) {
        super(connection, StandardCharsets.UTF_8);
    }

    @Override
    public void open() throws ConnectionException, TransportException {
        super.open();
        if (getRemoteMaxPacketSize() < 1) {
            throw new ConnectionException("the host accepts no data");
        }
    }

    /** Throws nothing: readers report a lost connection, and a second exception would hide theirs. */
    @Override
    public void close() {
        try {
            super.close();
        } catch (ConnectionException | TransportException e) {
            // the session is closed in any case
            return;
        }
    }

    @Override
    protected @Nullable Event<ConnectionException> sendChannelRequest(
            String type, boolean wantsReply, Buffer.@Nullable PlainBuffer specific) throws TransportException {
        if (wantsReply) {
            unanswered.incrementAndGet();
        }
        Event<ConnectionException> reply = super.sendChannelRequest(type, wantsReply, specific);
        if (reply != null && unanswered.get() > 0 && !isOpen()) {
            reply.deliverError(new ConnectionException(CLOSED));
        }
        return reply;
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.CHANNEL_SUCCESS || message == Message.CHANNEL_FAILURE) {
            unanswered.decrementAndGet();
        } else if (message == Message.CHANNEL_CLOSE && unanswered.get() > 0) {
            notifyError(new ConnectionException(CLOSED));
        }
        super.handle(message, packet);
    }
}
