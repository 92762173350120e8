package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.Platform;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.FakeQemu;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine over the fake QEMU, with a login that always works; the tests of the driver extend it. */
@Timeout(120)
abstract class QemuDriverFixture {
    static final Platform LINUX = new Platform(Platform.System.LINUX, "amd64");
    static final int BOOT_SIGNATURE_AT = 510;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    final RecordingConsole lines = new RecordingConsole();

    @SuppressWarnings("NullAway.Init")
    FakeQemu fake;

    @SuppressWarnings("NullAway.Init")
    Path machine;

    @BeforeEach
    void prepare() throws IOException {
        fake = new FakeQemu(root);
        machine = new StoreLayout(root).machine("box");
        AtomicFile.createPrivateDirectories(machine);
        try (RandomAccessFile image =
                new RandomAccessFile(root.resolve("disk.raw").toFile(), "rw")) {
            image.setLength(1 << 20);
            image.seek(BOOT_SIGNATURE_AT);
            image.write(new byte[] {0x55, (byte) 0xaa});
        }
    }

    @AfterEach
    void endAll() {
        fake.close();
    }

    QemuDriver driver() {
        return driver(new OpenLogin());
    }

    QemuDriver driver(SshExecutor login) {
        return driver(login, LINUX);
    }

    QemuDriver driver(SshExecutor login, Platform platform) {
        Map<String, String> variables = Map.of("PATH", fake.programs() + ":/usr/bin:/bin", "HOME", root.toString());
        Environment environment = new Environment(variables, root, "jm", false);
        DriverContext context = new DriverContext("box", root, lines.console(), environment, Ticker.system());
        return new QemuDriver(context, platform, driver -> login);
    }

    /** A login that runs nothing. */
    static class OpenLogin implements SshExecutor {
        @Override
        public SshReply run(String command) {
            return new SshReply(0, "");
        }

        @Override
        public SshReply runOnTerminal(String command) {
            return run(command);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** The defaults of all options, and a machine that is quickly made. */
    static DriverOptions options(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>();
        for (CreateFlag flag : QemuFlags.all()) {
            if (flag instanceof CreateFlag.Text text) {
                all.put(flag.name(), text.defaultValue());
            } else if (flag instanceof CreateFlag.Number number) {
                all.put(flag.name(), number.defaultValue());
            }
        }
        all.putAll(Map.of("qemu-image", "disk.raw", "qemu-accel", "tcg", "qemu-no-share", true));
        all.putAll(more);
        return new DriverOptions(all);
    }

    QemuDriver created(Map<String, Object> more) {
        QemuDriver driver = driver();
        driver.configure(options(more));
        driver.preCreateCheck();
        driver.create();
        return driver;
    }

    /** What another jm process sees: only what config.json has. */
    QemuDriver reloaded(QemuDriver driver) {
        ObjectNode stored = driver.config();
        QemuDriver other = driver();
        other.load(stored);
        return other;
    }

    String refusal(Map<String, Object> more) {
        return assertThrows(JmException.class, () -> created(more)).getMessage();
    }
}
