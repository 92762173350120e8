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

/** A session on a host that need not keep to the rules: where sshj would wait or spin for ever, this one fails. */
public class HostSession extends SessionChannel {
    private static final String CLOSED = "it closed the session before it ran anything";

    private final AtomicInteger unanswered = new AtomicInteger();

    public HostSession(Connection connection) {
        super(connection, StandardCharsets.UTF_8);
    }

    @Override
    public void open() throws ConnectionException, TransportException {
        super.open();
        if (getRemoteMaxPacketSize() < 1) {
            throw new ConnectionException("it takes no data at all");
        }
    }

    /** Whoever reads or joins learns of an end; a second throw of the same exception would break a try block. */
    @Override
    public void close() {
        try {
            super.close();
        } catch (ConnectionException | TransportException e) {
            // it is closed either way
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
