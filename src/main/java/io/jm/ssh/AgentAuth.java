package io.jm.ssh;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * Public key authentication (RFC 4252) with keys of the ssh-agent: each key is offered first, and signs if accepted.
 */
final class AgentAuth extends AbstractAuthMethod {
    private final SshAgent agent;
    private final Deque<SshAgent.Identity> remaining;

    AgentAuth(SshAgent agent, List<SshAgent.Identity> identities) {
        super("publickey");
        this.agent = agent;
        this.remaining = new ArrayDeque<>(identities);
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        SshAgent.Identity identity = remaining.element();
        return super.buildReq()
                .putBoolean(signed)
                .putString(identity.algorithm())
                .putBytes(identity.blob());
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] data = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            request.putBytes(agent.sign(remaining.element(), data));
        } catch (IOException e) {
            throw new UserAuthException("the ssh-agent did not sign: " + e.getMessage(), e);
        }
        params.getTransport().write(request);
    }

    @Override
    public boolean shouldRetry() {
        remaining.poll();
        return !remaining.isEmpty();
    }
}
