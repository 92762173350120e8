package io.jm.ssh;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;

/** A session that merges standard error into standard output, in the order in which the server sent both. */
final class MergedSession extends HostSession {
    MergedSession(Connection connection) {
        super(connection);
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        try {
            packet.readUInt32();
            receiveInto((ChannelInputStream) getInputStream(), packet);
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }
}
