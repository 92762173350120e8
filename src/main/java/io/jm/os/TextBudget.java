package io.jm.os;

/** Counts how much text of a peer is held at a time, such as the names in its folders, and refuses what is too much. */
public final class TextBudget {
    /** What a short string costs in memory besides its characters. */
    private static final int OVERHEAD = 72;

    private final int limit;
    private long used;

    /**
     * @param limit the most that may be held, in bytes
     */
    public TextBudget(int limit) {
        this.limit = limit;
    }

    /**
     * Accounts for one more text.
     *
     * @throws TooLargeException if that is over the limit
     */
    public void take(int length) throws TooLargeException {
        used += OVERHEAD + length;
        if (used > limit) {
            throw new TooLargeException(limit);
        }
    }

    /** What is held now, to come back to with {@link #releaseTo}. */
    public long used() {
        return used;
    }

    /** Forgets what was taken since {@code mark}. */
    public void releaseTo(long mark) {
        used = mark;
    }
}
