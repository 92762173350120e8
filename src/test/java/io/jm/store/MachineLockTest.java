package io.jm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.machine.StoreLayout;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the user of a command reads that waits until another process has finished with a machine. */
@Timeout(60)
class MachineLockTest {
    /** Locks as another jm does, and does not let go. */
    private static final String HOLDER = """
            import fcntl, sys, time
            f = open(sys.argv[1], 'w')
            fcntl.lockf(f, fcntl.LOCK_EX)
            print('locked', flush=True)
            time.sleep(60)
            """;

    @TempDir
    Path root;

    @Test
    void theProcessThatIsWaitedForIsNamedOnStandardError() throws Exception {
        RecordingConsole lines = new RecordingConsole();
        FileStore store = new FileStore(new StoreLayout(root), "jm", lines.console());
        Path file = store.layout().machineLock("box");
        Process holder = holder(file);
        CompletableFuture<Void> waiting;
        try {
            waiting = CompletableFuture.runAsync(() -> store.lock("box").close());
            while (lines.err().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertTrue(!waiting.isDone());
        } finally {
            holder.destroyForcibly();
        }
        waiting.get(30, TimeUnit.SECONDS);
        assertEquals(
                "Waiting for python3 (pid " + holder.pid() + "), which is using this machine (lock " + file + ")\n",
                lines.err());
        assertEquals("", lines.out());
    }

    @Test
    void anotherThreadIsWaitedForWithoutAName() throws Exception {
        RecordingConsole lines = new RecordingConsole();
        FileStore store = new FileStore(new StoreLayout(root), "jm", lines.console());
        CompletableFuture<Void> waiting;
        try (MachineLock held = store.lock("box")) {
            waiting = CompletableFuture.runAsync(() -> store.lock("box").close());
            while (lines.err().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        waiting.get(30, TimeUnit.SECONDS);
        assertEquals(
                "Waiting for another process, which is using this machine (lock "
                        + store.layout().machineLock("box") + ")\n",
                lines.err());
    }

    private static Process holder(Path file) throws IOException {
        Process process = new ProcessBuilder("python3", "-c", HOLDER, file.toString()).start();
        assertEquals("locked", process.inputReader(StandardCharsets.UTF_8).readLine());
        return process;
    }
}
