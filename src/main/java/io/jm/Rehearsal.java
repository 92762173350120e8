package io.jm;

import io.jm.os.Environment;
import io.jm.os.Signals;
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

    /** Runs with the store of the environment, which contains a machine "box" of the none driver. */
    public static void main(String[] args) throws InterruptedException {
        Signals.prepare();
        contendForLock();
        Environment environment = Environment.system();
        for (String command : List.of(
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
            Main.run(environment, Arrays.asList(command.split(" ")));
        }
        Main.main(new String[] {"version"});
    }

    /** Loads the classes for waiting threads, which the commands load only if threads happen to wait. */
    private static void contendForLock() throws InterruptedException {
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
