package io.jm.store;

/** A hold on one machine's entry, or on the shared certificates. */
public interface MachineLock extends AutoCloseable {
    @Override
    void close();
}
