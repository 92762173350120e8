package io.jm.ssh;

class SystemSshTest extends SshContract {
    @Override
    SshExecutor open(SshTarget target) {
        return SystemSsh.of(target, environment());
    }
}
