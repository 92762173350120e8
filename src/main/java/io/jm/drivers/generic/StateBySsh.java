package io.jm.drivers.generic;

import io.jm.driver.MachineState;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import java.util.function.Supplier;

/** Finds out with a login whether a host runs. */
final class StateBySsh {
    private StateBySsh() {}

    /**
     * The state of a host.
     *
     * @param reason why it does not run; empty if it does
     */
    record Answer(MachineState state, String reason) {
        static final Answer RUNNING = new Answer(MachineState.RUNNING, "");

        static Answer stopped(String reason) {
            return new Answer(MachineState.STOPPED, reason);
        }
    }

    /**
     * Logs in; a host that rejects the login runs.
     *
     * @throws SshException if a jump host does not work, or a host key is wrong: then the state is not known
     */
    static Answer ask(Supplier<SshExecutor> login) {
        try (SshExecutor ssh = login.get()) {
            SshReply reply = ssh.run("exit 0");
            return reply.isLost() ? Answer.stopped("SSH ended with exit status " + reply.status()) : Answer.RUNNING;
        } catch (SshException e) {
            return switch (e.kind()) {
                case AUTHENTICATION, CLIENT_KEY -> Answer.RUNNING;
                case HOST_KEY, JUMP, JUMP_REJECTED -> throw e;
                default -> Answer.stopped(e.getMessage());
            };
        }
    }
}
