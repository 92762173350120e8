package io.jm.certs;

import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.FileLock;
import io.jm.os.LockHolder;
import java.nio.file.Path;
import java.time.Duration;

/** The lock of a store's CA and client certificate: only one of several processes changes them. */
record CertificatesLock(StoreLayout layout, Console console) {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Waits for the lock; a message shows the process that holds it. */
    FileLock acquire() {
        return FileLock.acquire(layout.certsLock(), TIMEOUT, this::waiting);
    }

    private void waiting(Path lock) {
        console.error("Waiting for " + LockHolder.text(lock) + ", which is creating certificates (lock " + lock + ")");
    }
}
