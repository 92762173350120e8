package io.jm.os;

/** Limits the memory for text from a peer that is held at a time, such as the file names of its directories. */
public final class MemoryBudget {
    /** The memory of a short string besides its characters, in bytes. */
    private static final int OVERHEAD = 72;

    private final int limit;
    private long used;

    /**
     * @param limit the maximum in bytes
     */
    public MemoryBudget(int limit) {
        this.limit = limit;
    }

    /**
     * Counts one more text.
     *
     * @throws TooLargeException if the limit is exceeded
     */
    public void take(int length) throws TooLargeException {
        used += OVERHEAD + length;
        if (used > limit) {
            throw new TooLargeException(limit);
        }
    }

    /** Returns the memory in use, for {@link #releaseTo}. */
    public long used() {
        return used;
    }

    /** Releases everything counted since {@code mark}. */
    public void releaseTo(long mark) {
        used = mark;
    }
}
