package io.jm.ssh.copy;

import io.jm.os.Limits;
import io.jm.ssh.HostSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;

/** A session for a script or the SFTP subsystem, which keeps standard error for the error message. */
final class ScriptSession extends HostSession {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    ScriptSession(Connection connection) {
        super(connection);
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        byte[] text;
        try {
            packet.readUInt32();
            text = new byte[(int) Math.min(packet.readUInt32(), packet.available())];
            packet.readRawBytes(text);
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
        synchronized (errors) {
            if (errors.size() + text.length > Limits.HOST_ERRORS) {
                throw new ConnectionException(
                        "the host printed more than " + (Limits.HOST_ERRORS >> 10) + " KiB of errors");
            }
            errors.write(text, 0, text.length);
        }
    }

    /** Returns the standard error received so far. */
    String errorText() {
        synchronized (errors) {
            return errors.toString(StandardCharsets.UTF_8);
        }
    }
}
