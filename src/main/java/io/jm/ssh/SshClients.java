package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.console.Streams;
import io.jm.os.Environment;
import io.jm.os.Programs;
import java.util.List;

/** The clients jm has: the one inside the process, and the system's {@code ssh} program. */
public final class SshClients implements SshExecutors {
    private final Environment environment;
    private final Console console;
    private final Passphrases passphrases;
    private final boolean useSystem;

    /**
     * @param useSystem whether the user wants the system's program for everything
     */
    public SshClients(Environment environment, Console console, Passphrases passphrases, boolean useSystem) {
        this.environment = environment;
        this.console = console;
        this.passphrases = passphrases;
        this.useSystem = useSystem;
    }

    @Override
    public SshExecutor open(SshTarget target) {
        return useSystem ? SystemSsh.of(target, environment) : inProcess(target);
    }

    private InProcessSsh inProcess(SshTarget target) {
        return new InProcessSsh(target, SshPatience.from(environment), environment, console, passphrases);
    }

    /**
     * Joins a remote command or shell to our own streams until it ends. Options that only OpenSSH understands are
     * left to the system's program.
     *
     * @param words what the user wrote after the machine's name: options of ssh, then the command
     * @return the command's exit status; 255 if it has none or the system's program could not connect
     * @throws SshException if the client inside jm could not connect
     */
    public int attach(SshTarget target, List<String> words) {
        SshWords parsed = SshWords.parse(words);
        console.flush();
        String foreign = parsed.foreign();
        if (useSystem || foreign != null) {
            if (!useSystem && Programs.find(environment, "ssh") == null) {
                throw new JmException("the ssh option " + foreign
                        + " needs the system's ssh program (--native-ssh), and there is none on your PATH");
            }
            return SystemSsh.of(target, environment).attach(parsed);
        }
        Streams streams = console.streams();
        try (InProcessSsh ssh = inProcess(parsed.applyTo(target))) {
            return ssh.attach(parsed, streams);
        }
    }
}
