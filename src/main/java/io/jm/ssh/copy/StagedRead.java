package io.jm.ssh.copy;

import java.io.IOException;

/**
 * A small file that is read in stages, so that the requests for several files are under way at the same time: each
 * stage sends what the next one awaits. After an error only {@link #abandon} is called.
 */
interface StagedRead {
    /** Opens the file. */
    void open() throws IOException;

    /** Requests the content. */
    void request() throws IOException;

    /**
     * Returns the content.
     *
     * @throws IOException also if the file does not have the expected size
     */
    byte[] content() throws IOException;

    /** Ends reading. */
    void abandon();
}
