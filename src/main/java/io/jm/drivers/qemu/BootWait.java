package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import io.jm.text.HostPort;
import io.jm.text.Printable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits until a machine that was started lets us in, as long as its QEMU runs. */
final class BootWait {
    private static final Duration TIMEOUT = Duration.ofSeconds(300);
    private static final Duration EMULATED_TIMEOUT = Duration.ofSeconds(900);
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);
    private static final Duration NOTICE = Duration.ofMinutes(1);
    private static final int BANNER_MILLIS = 3000;
    private static final int CONSOLE_LINES = 10;
    /** How the first line of every SSH server starts (RFC 4253, 4.2). */
    private static final String PROTOCOL = "SSH-";

    /** With {@code --long} the last line is the error. */
    private static final String CLOUD_INIT = "! command -v cloud-init >/dev/null 2>&1"
            + " || cloud-init status --wait >/dev/null 2>&1 || { cloud-init status --long 2>&1; false; }";

    private final DriverContext context;
    private final QemuProcess process;
    private final Path consoleLog;
    private final Duration timeout;
    private final Retry retry;
    private long lastNotice;

    BootWait(DriverContext context, QemuProcess process, Path consoleLog, boolean emulated) {
        this.context = context;
        this.process = process;
        this.consoleLog = consoleLog;
        this.timeout = emulated ? EMULATED_TIMEOUT : TIMEOUT;
        this.retry = new Retry(context.ticker(), timeout, MAX_DELAY);
        this.lastNotice = context.ticker().nanos();
    }

    /**
     * Waits for the first bytes of an SSH server: the forward accepts connections before there is one.
     *
     * @throws JmException with the last lines of the console if QEMU ends, or after the timeout
     */
    void untilSshAnswers(String address, int port) {
        while (!answers(address, port)) {
            pause("no SSH at " + HostPort.join(address, port));
        }
    }

    private static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), BANNER_MILLIS);
            socket.setSoTimeout(BANNER_MILLIS);
            byte[] start = socket.getInputStream().readNBytes(PROTOCOL.length());
            return new String(start, StandardCharsets.US_ASCII).equals(PROTOCOL);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Waits until the login works, which cloud-init and systemd allow after the server runs.
     *
     * @throws SshException if waiting is of no use: another host key was pinned before the first boot
     */
    void untilLoginWorks(Supplier<SshExecutor> login) {
        String refused = refusal(login);
        while (!refused.isEmpty()) {
            pause(refused);
            refused = refusal(login);
        }
    }

    private static String refusal(Supplier<SshExecutor> login) {
        try (SshExecutor ssh = login.get()) {
            SshReply reply = ssh.run("exit 0");
            return reply.succeeded() ? "" : "the login ends with exit status " + reply.status();
        } catch (SshException e) {
            if (e.permanent()) {
                throw e;
            }
            return e.getMessage();
        }
    }

    private void pause(String cause) {
        if (!process.isRunning()) {
            throw failure("QEMU ended while the machine was starting");
        }
        if (retry.isExhausted()) {
            throw failure("the machine does not answer after " + timeout.toSeconds() + " s (" + cause + ")");
        }
        Ticker ticker = context.ticker();
        if (ticker.nanos() - lastNotice > NOTICE.toNanos()) {
            lastNotice = ticker.nanos();
            context.say("Still starting: " + Printable.line(consoleTail(1)));
        }
        retry.pause();
    }

    private JmException failure(String what) {
        return new JmException(what + "; its console (" + consoleLog + ") ends with:\n"
                + Printable.text(consoleTail(CONSOLE_LINES)) + "\nTo watch the next start in a window: --"
                + QemuFlags.DISPLAY);
    }

    private String consoleTail(int lines) {
        try {
            byte[] log = BoundedReader.file(consoleLog, Limits.HOST_OUTPUT);
            return Excerpt.lastLines(new String(log, StandardCharsets.UTF_8), lines);
        } catch (IOException e) {
            return "(nothing)";
        }
    }

    /** Waits for cloud-init, which may hold the lock of the package manager; its failure is only a warning. */
    void untilCloudInitIsDone(Supplier<SshExecutor> login) {
        try (SshExecutor ssh = login.get()) {
            SshReply reply = ssh.run(CLOUD_INIT);
            if (!reply.succeeded()) {
                context.say("cloud-init reports an error in one of its modules, see /var/log/cloud-init.log in the"
                        + " machine: " + Excerpt.line(Excerpt.lastLines(reply.output(), 1)));
            }
        }
    }
}
