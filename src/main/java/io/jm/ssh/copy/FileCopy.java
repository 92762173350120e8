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
    private final SmallFiles small = new SmallFiles(this::copied);
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
                item(new Item(source.path(), null, name == null ? target : to.child(target, name), false), 0);
            } catch (IOException | RuntimeException e) {
                failed(source.path(), e);
            }
        }
        small.complete();
    }

    /** Adds an error, after those of the files before. */
    private void failed(String path, Exception e) {
        small.complete();
        failures.add(path, e);
    }

    private void failed(String path, String reason) {
        small.complete();
        failures.add(path, reason);
    }

    private void interrupted() {
        progress.interrupted();
        Thread work = new Thread(this::discardUnfinished, "copy-discard");
        work.setDaemon(true);
        work.start();
        try {
            // do not wait longer for a machine that does not respond
            work.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void discardUnfinished() {
        NewFile file = unfinished;
        if (file != null) {
            file.discard();
        }
        small.stop();
    }

    /**
     * A file to copy.
     *
     * @param info the attributes of the source; null if they are to be asked for
     * @param absent whether there is no file at the target for sure
     */
    private record Item(String source, FileTree.@Nullable Info info, String target, boolean absent) {}

    private void item(Item item, int depth) {
        String source = item.source();
        try {
            FileTree.Info info = item.info() == null ? from.info(source) : item.info();
            if (info == null) {
                failed(source, "No such file or directory");
            } else if (info.kind() == FileTree.Kind.FILE) {
                file(item, info);
            } else if (info.kind() == FileTree.Kind.OTHER || !recursive) {
                failed(source, "not a regular file");
            } else if (depth >= MAX_DEPTH) {
                failed(source, "directories nested too deeply");
            } else {
                directory(source, item.target(), info, depth);
            }
        } catch (IOException | RuntimeException e) {
            failed(source, e);
        }
    }

    /** Copies a directory, which is created if it is missing. */
    private void directory(String source, String target, FileTree.Info info, int depth) throws IOException {
        boolean absent;
        try {
            FileTree.Info there = to.info(target);
            absent = there == null;
            if (there == null) {
                // the owner needs all rights to write files into it
                to.makeDirectory(target, info.mode() | 0700);
            } else if (there.kind() != FileTree.Kind.DIRECTORY) {
                failed(target, "Not a directory");
                return;
            }
        } catch (IOException | RuntimeException e) {
            failed(target, e);
            return;
        }
        contents(source, target, absent, depth);
    }

    private void contents(String source, String target, boolean absent, int depth) throws IOException {
        long usedBefore = budget.used();
        for (FileTree.Entry entry : from.entries(source, budget)) {
            try {
                String child = from.child(source, entry.name());
                item(new Item(child, entry.info(), to.child(target, entry.name()), absent), depth + 1);
            } catch (IOException | RuntimeException e) {
                failed(source, e);
            }
        }
        budget.releaseTo(usedBefore);
    }

    private void file(Item item, FileTree.Info info) throws IOException {
        String source = item.source();
        if (info.size() <= SmallFile.MAX_SIZE) {
            int size = (int) info.size();
            StagedRead in = from.readStaged(source, size);
            StagedWrite out = in == null ? null : to.writeStaged(item.target(), info.mode(), item.absent());
            if (in != null && out != null) {
                small.add(new SmallFile(source, item.target(), size, in, out));
                return;
            }
        }
        small.complete();
        file(source, item.target(), info);
    }

    /** Shows that a small file is copied, or copies it by itself if that has failed. */
    private void copied(SmallFile file) {
        String source = file.source();
        if (!file.failed()) {
            try (CopyProgress.Bar bar = progress.start(from.lastName(source), file.size())) {
                bar.stepTo(file.size());
            }
            return;
        }
        try {
            FileTree.Info info = from.info(source);
            if (info == null) {
                failures.add(source, "No such file or directory");
            } else {
                file(source, file.target(), info);
            }
        } catch (IOException | RuntimeException e) {
            failures.add(source, e);
        }
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
