package io.jm.ssh;

import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthImpl;

/** SSH user authentication that ignores the server's banner: jm does not show it, and sshj fails on one over 32 KiB. */
final class LoginService extends UserAuthImpl {
    LoginService(Transport transport) {
        super(transport);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message != Message.USERAUTH_BANNER) {
            super.handle(message, packet);
        }
    }
}
