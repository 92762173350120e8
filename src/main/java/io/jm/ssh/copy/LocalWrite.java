package io.jm.ssh.copy;

import java.io.IOException;

/** Writes a small file of this computer, in one stage. */
final class LocalWrite implements StagedWrite {
    private final LocalFiles files;
    private final String path;
    private final int mode;

    LocalWrite(LocalFiles files, String path, int mode) {
        this.files = files;
        this.path = path;
        this.mode = mode;
    }

    @Override
    public void look() {
        // there is nothing to wait for
    }

    @Override
    public void create() {
        // there is nothing to wait for
    }

    @Override
    public void put(byte[] content) throws IOException {
        NewFile file = files.write(path, mode);
        boolean kept = false;
        try {
            file.content().write(content);
            file.keep();
            kept = true;
        } finally {
            if (!kept) {
                file.discard();
            }
        }
    }

    @Override
    public void keep() {
        // it has its name
    }

    @Override
    public void finish() {
        // it has its name
    }

    @Override
    public void discard() {
        // no temporary file is left
    }

    @Override
    public void awaitDiscarded() {
        // no temporary file is left
    }
}
