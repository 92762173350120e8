package io.jm.ssh.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Copies small files in stages, several at a time: while one waits for a reply, requests for the next ones are sent. All
 * stages of a file, and the files of a stage, run in order.
 */
final class SmallFiles {
    /** How many files wait between two stages. */
    private static final int DISTANCE = 16;

    /** The files that have run so many stages and one more. */
    private final List<Deque<SmallFile>> waiting = new ArrayList<>();

    private final Consumer<SmallFile> done;
    private boolean stopped;

    /**
     * @param done is called for each file, in order, when it is copied or has failed
     */
    SmallFiles(Consumer<SmallFile> done) {
        this.done = done;
        for (int stage = 1; stage < SmallFile.STAGES; stage++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    /** Starts to copy a file, and continues with earlier ones. */
    void add(SmallFile file) {
        run(file, 0);
        advance(DISTANCE);
    }

    /** Completes all files. */
    void complete() {
        advance(0);
    }

    /** Runs the next stages, until at most so many files wait for each. */
    private void advance(int most) {
        for (int stage = 1; stage < SmallFile.STAGES; stage++) {
            Deque<SmallFile> ready = waiting.get(stage - 1);
            while (ready.size() > most) {
                run(ready.element(), stage);
            }
        }
    }

    private void run(SmallFile file, int stage) {
        if (runs(file, stage) && stage == SmallFile.STAGES - 1) {
            done.accept(file);
        }
    }

    /** Runs a stage; returns false if the process is ending. */
    private synchronized boolean runs(SmallFile file, int stage) {
        if (stage > 0) {
            waiting.get(stage - 1).remove();
        }
        if (stopped) {
            return false;
        }
        file.run(stage);
        if (stage < SmallFile.STAGES - 1) {
            waiting.get(stage).add(file);
        }
        return true;
    }

    /** Deletes what is unfinished, because the process is ending; later calls of other methods copy nothing. */
    synchronized void stop() {
        stopped = true;
        List<SmallFile> unfinished = new ArrayList<>();
        waiting.forEach(unfinished::addAll);
        unfinished.forEach(SmallFile::discard);
        unfinished.forEach(SmallFile::awaitDiscarded);
    }
}
