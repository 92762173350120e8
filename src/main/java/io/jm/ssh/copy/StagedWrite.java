package io.jm.ssh.copy;

import java.io.IOException;

/**
 * A small file that is written in stages like {@link StagedRead}, under a temporary name until it is complete. After an
 * error {@link #discard} and {@link #awaitDiscarded} are called.
 */
interface StagedWrite {
    /** Asks what is at the path. */
    void look() throws IOException;

    /** Creates the temporary file. */
    void create() throws IOException;

    /** Writes the content. */
    void put(byte[] content) throws IOException;

    /** Gives the complete file its final name. */
    void keep() throws IOException;

    /** Waits until the file has its final name. */
    void finish() throws IOException;

    /** Requests to delete the temporary file; a file under the final name is left unchanged. */
    void discard();

    /** Waits until the temporary file is deleted. */
    void awaitDiscarded();
}
