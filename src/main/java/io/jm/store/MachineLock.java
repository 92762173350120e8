package io.jm.store;

/** A lock on one machine, held until it is closed. */
public interface MachineLock extends AutoCloseable {
    @Override
    void close();
}
