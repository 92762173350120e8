package io.jm;

import io.jm.os.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the local commands one after the other in one process, so that {@code scripts/archive} can record the classes
 * they load. The native executable does not contain it.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Plays in the store of the environment, which has a machine of the none driver called box. */
    public static void main(String[] args) throws InterruptedException {
        waitForOneAnother();
        Environment environment = Environment.system();
        for (String words : List.of(
                "url box",
                "status box",
                "ip box",
                "inspect box",
                "inspect --format {{.Driver.IPAddress}} box",
                "active",
                "env --cached box",
                "ls -q",
                "help",
                "url")) {
            Main.run(environment, Arrays.asList(words.split(" ")));
        }
        Main.main(new String[] {"version"});
    }

    /** Whether the threads of a command ever wait is chance, and what waiting needs is on record either way. */
    private static void waitForOneAnother() throws InterruptedException {
        new LinkedBlockingQueue<Object>().poll(1, TimeUnit.MILLISECONDS);
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        Thread second = new Thread(() -> {
            lock.lock();
            lock.unlock();
        });
        second.start();
        while (!lock.hasQueuedThread(second)) {
            Thread.onSpinWait();
        }
        lock.unlock();
        second.join();
    }
}
