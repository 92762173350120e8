package io.jm.ssh;

import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthImpl;

/** The login, without the server's banner: nobody sees it here, and sshj breaks off at one of more than 32 KiB. */
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
