package io.jm.console;

/** How a yes-or-no question was answered; see the ways in which the original reads a word. */
public enum Answer {
    YES(""),
    NO(""),
    EMPTY_LINE("unexpected newline"),
    END_OF_INPUT("EOF"),
    MORE_THAN_ONE_WORD("expected newline");

    private final String complaint;

    Answer(String complaint) {
        this.complaint = complaint;
    }

    /** What the original says about an answer it cannot read; empty for yes and no. */
    public String complaint() {
        return complaint;
    }
}
