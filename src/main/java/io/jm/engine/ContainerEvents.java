package io.jm.engine;

import io.jm.base.JmException;
import io.jm.os.Limits;
import io.jm.text.Printable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The starts and ends of an engine's containers, from the moment it was opened; may be closed by another thread. */
public final class ContainerEvents implements AutoCloseable {
    private static final int MAX_SHOWN = 200;

    private final EngineConnection connection;
    private final InputStream lines;

    ContainerEvents(EngineConnection connection, InputStream body) {
        this.connection = connection;
        this.lines = new BufferedInputStream(body);
    }

    /**
     * Waits for the next event. Its content is not parsed: the engine's list of containers shows the current state.
     *
     * @throws JmException if the stream ended, or has an event longer than {@link Limits#ENGINE_EVENT}
     */
    public void await() {
        try {
            int length = 0;
            for (int next = lines.read(); next != '\n' || length == 0; next = lines.read()) {
                if (next < 0) {
                    throw new JmException("the engine ended the stream of events");
                }
                length += next == '\n' || next == '\r' ? 0 : 1;
                if (length > Limits.ENGINE_EVENT) {
                    throw new JmException("the engine sent an event of more than " + Limits.ENGINE_EVENT + " bytes");
                }
            }
        } catch (IOException e) {
            throw new JmException(
                    "the stream of events broke: " + Printable.excerpt(String.valueOf(e.getMessage()), MAX_SHOWN), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            // it was closed by the engine
            return;
        }
    }
}
