package io.jm.ssh.copy;

import java.io.IOException;

/** A small file that is copied in stages; one that fails leaves nothing behind and is then copied by itself. */
final class SmallFile {
    /** The number of stages. */
    static final int STAGES = 5;

    /** The maximum size in bytes; a server may send so much in one reply, with one byte more. */
    static final int MAX_SIZE = 32 * 1024 - 1;

    private final String source;
    private final String target;
    private final long size;
    private final StagedRead in;
    private final StagedWrite out;
    private boolean failed;

    SmallFile(String source, String target, long size, StagedRead in, StagedWrite out) {
        this.source = source;
        this.target = target;
        this.size = size;
        this.in = in;
        this.out = out;
    }

    String source() {
        return source;
    }

    String target() {
        return target;
    }

    long size() {
        return size;
    }

    /** Whether a stage has failed, for whatever reason: the file's own copy finds it again, and reports it. */
    boolean failed() {
        return failed;
    }

    /** Runs a stage, the first of which is 0. */
    void run(int stage) {
        if (failed) {
            return;
        }
        try {
            switch (stage) {
                case 0 -> {
                    in.open();
                    out.look();
                }
                case 1 -> {
                    in.request();
                    out.create();
                }
                case 2 -> out.put(in.content());
                case 3 -> out.keep();
                default -> out.finish();
            }
        } catch (IOException | RuntimeException e) {
            failed = true;
            in.abandon();
            out.discard();
            out.awaitDiscarded();
        }
    }

    /** Requests to delete the temporary file, because the process is ending. */
    void discard() {
        if (!failed) {
            out.discard();
        }
    }

    /** Waits until the temporary file is deleted. */
    void awaitDiscarded() {
        out.awaitDiscarded();
    }
}
