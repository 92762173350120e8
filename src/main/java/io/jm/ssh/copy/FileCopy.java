package io.jm.ssh.copy;

import io.jm.os.Limits;
import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies files from one end to the other as {@code scp} does: it follows links, and a failed file does not stop the
 * rest. An unforeseen exception, of a library or of jm itself, is the failure of the file that it came with.
 */
public final class FileCopy {
    /** The maximum directory depth, as in scp: it ends a loop of symbolic links. */
    private static final int MAX_DEPTH = 64;

    private final FileTree from;
    private final FileTree to;
    private final boolean recursive;
    private final int chunk;
    private final CopyProgress progress;
    private final CopyFailures failures = new CopyFailures();
    private final MemoryBudget budget = new MemoryBudget(Limits.LISTING);
    private volatile @Nullable NewFile unfinished;

    /**
     * Creates a copy.
     *
     * @param chunk the number of bytes to transfer at once
     */
    public FileCopy(FileTree from, FileTree to, boolean recursive, int chunk, CopyProgress progress) {
        this.from = from;
        this.to = to;
        this.recursive = recursive;
        this.chunk = chunk;
        this.progress = progress;
    }

    /** Copies, and returns one line for each error. If a signal ends the process, the unfinished file is deleted. */
    public List<String> copy(String source, String destination) {
        Thread cleaner = new Thread(this::interrupted, "copy-clean-up");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            List<FileTree.Source> sources = sources(source);
            if (!sources.isEmpty()) {
                copy(sources, destination);
            }
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(cleaner);
            } catch (IllegalStateException e) {
                // the process is ending, and the hook runs anyway
                failures.add(destination, "interrupted");
            }
        }
        return failures.lines();
    }

    private List<FileTree.Source> sources(String typed) {
        try {
            return from.sources(typed, budget);
        } catch (IOException | RuntimeException e) {
            failures.add(typed, e);
            return List.of();
        }
    }

    private void copy(List<FileTree.Source> sources, String destination) {
        String target;
        boolean intoDirectory;
        try {
            target = to.expandHome(destination);
            FileTree.Info there = to.info(target);
            intoDirectory = there != null && there.kind() == FileTree.Kind.DIRECTORY;
            if (!intoDirectory && (sources.size() > 1 || target.endsWith("/") && !recursive)) {
                failures.add(target, there == null ? "No such file or directory" : "Not a directory");
                return;
            }
        } catch (IOException | RuntimeException e) {
            failures.add(destination, e);
            return;
        }
        for (FileTree.Source source : sources) {
            PeerName name = intoDirectory ? source.name() : null;
            try {
                item(source.path(), name == null ? target : to.child(target, name), 0);
            } catch (IOException | RuntimeException e) {
                failures.add(source.path(), e);
            }
        }
    }

    private void interrupted() {
        progress.interrupted();
        NewFile file = unfinished;
        if (file != null) {
            Thread work = new Thread(file::discard, "copy-discard");
            work.setDaemon(true);
            work.start();
            try {
                // do not wait longer for a machine that does not respond
                work.join(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void item(String source, String target, int depth) {
        try {
            FileTree.Info info = from.info(source);
            if (info == null) {
                failures.add(source, "No such file or directory");
            } else if (info.kind() == FileTree.Kind.FILE) {
                file(source, target, info);
            } else if (info.kind() == FileTree.Kind.OTHER || !recursive) {
                failures.add(source, "not a regular file");
            } else if (depth >= MAX_DEPTH) {
                failures.add(source, "directories nested too deeply");
            } else if (ensureDirectory(target, info)) {
                contents(source, target, depth);
            }
        } catch (IOException | RuntimeException e) {
            failures.add(source, e);
        }
    }

    /** Creates the directory if it is missing; returns false if that failed. */
    private boolean ensureDirectory(String target, FileTree.Info source) {
        try {
            FileTree.Info there = to.info(target);
            if (there == null) {
                // the owner needs all rights to write files into it
                to.makeDirectory(target, source.mode() | 0700);
            } else if (there.kind() != FileTree.Kind.DIRECTORY) {
                failures.add(target, "Not a directory");
                return false;
            }
            return true;
        } catch (IOException | RuntimeException e) {
            failures.add(target, e);
            return false;
        }
    }

    private void contents(String source, String target, int depth) throws IOException {
        long usedBefore = budget.used();
        for (PeerName name : from.names(source, budget)) {
            try {
                item(from.child(source, name), to.child(target, name), depth + 1);
            } catch (IOException | RuntimeException e) {
                failures.add(source, e);
            }
        }
        budget.releaseTo(usedBefore);
    }

    private void file(String source, String target, FileTree.Info info) throws IOException {
        try (InputStream in = from.read(source, info.size())) {
            NewFile file;
            try {
                file = to.write(target, info.mode());
            } catch (IOException | RuntimeException e) {
                failures.add(target, e);
                return;
            }
            unfinished = file;
            boolean complete = false;
            try {
                transfer(in, file, from.lastName(source), info.size());
                complete = true;
            } catch (TargetException e) {
                failures.add(target, e.reason);
            } finally {
                unfinished = null;
                if (!complete) {
                    discard(file);
                }
            }
        }
    }

    private static void discard(NewFile file) {
        try {
            file.discard();
        } catch (RuntimeException e) {
            // the copy's own failure is reported, and the leftover has a temporary name
            return;
        }
    }

    private void transfer(InputStream in, NewFile out, String name, long size) throws IOException, TargetException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(chunk - 1, size) + 1)];
        long done = 0;
        try (CopyProgress.Bar bar = progress.start(name, size)) {
            for (int n = fill(in, buffer); n > 0; n = fill(in, buffer)) {
                write(out, buffer, n);
                done += n;
                bar.stepTo(done);
            }
        }
        if (done < size) {
            throw new EOFException("the file was truncated while it was read");
        }
        try {
            out.keep();
        } catch (IOException | RuntimeException e) {
            throw new TargetException(e);
        }
    }

    private static void write(NewFile out, byte[] buffer, int n) throws TargetException {
        try {
            out.content().write(buffer, 0, n);
        } catch (IOException | RuntimeException e) {
            throw new TargetException(e);
        }
    }

    /** Fills the buffer, so that each packet has the maximum size; returns 0 at the end. */
    private static int fill(InputStream in, byte[] buffer) throws IOException {
        return in.readNBytes(buffer, 0, buffer.length);
    }

    /** Writing failed, not reading. */
    private static final class TargetException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Exception reason;

        TargetException(Exception reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
