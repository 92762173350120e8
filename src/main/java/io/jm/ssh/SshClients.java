package io.jm.ssh;

import io.jm.console.Console;
import io.jm.os.Environment;

/** The clients jm has: the one inside the process, and the system's {@code ssh} program. */
public final class SshClients implements SshExecutors {
    private final Environment environment;
    private final Console console;
    private final Passphrases passphrases;

    public SshClients(Environment environment, Console console, Passphrases passphrases) {
        this.environment = environment;
        this.console = console;
        this.passphrases = passphrases;
    }

    @Override
    public SshExecutor open(SshTarget target) {
        return new InProcessSsh(target, SshPatience.from(environment), environment, console, passphrases);
    }
}
