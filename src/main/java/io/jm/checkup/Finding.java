package io.jm.checkup;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param id the name of the check, for programs; it never changes
 * @param machine the machine; null for this computer and the store
 * @param message what is so, on one line
 * @param command what repairs it; null if nothing is wrong, or no command does
 * @param fix the change with which jm repairs it; null if there is none
 */
public record Finding(
        String id,
        Level level,
        @Nullable String machine,
        String message,
        @Nullable String command,
        @Nullable Fix fix) {
    /** How bad a finding is. */
    public enum Level {
        OK("ok"),
        WARNING("warning"),
        ERROR("error"),
        /** The check could not be made, and something else is the reason. */
        SKIPPED("skip");

        private final String text;

        Level(String text) {
            this.text = text;
        }

        /** Returns the text for programs. */
        public String text() {
            return text;
        }
    }

    /**
     * A change that repairs something.
     *
     * @param description what it does, for the question before it
     */
    public record Fix(String description, Runnable action) {}
}
