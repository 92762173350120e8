package io.jm.ssh.copy;

import java.io.IOException;
import java.io.InputStream;

/** Reads a small file of this computer, in the last stage. */
final class LocalRead implements StagedRead {
    private final LocalFiles files;
    private final String path;
    private final int size;

    LocalRead(LocalFiles files, String path, int size) {
        this.files = files;
        this.path = path;
        this.size = size;
    }

    @Override
    public void open() {
        // there is nothing to wait for
    }

    @Override
    public void request() {
        // there is nothing to wait for
    }

    @Override
    public byte[] content() throws IOException {
        try (InputStream in = files.read(path, size)) {
            byte[] content = in.readNBytes(size + 1);
            if (content.length != size) {
                throw new IOException("the file has changed");
            }
            return content;
        }
    }

    @Override
    public void abandon() {
        // nothing is open
    }
}
