package io.jm.console;

/** The answer to a yes-or-no question, with the cases that docker-machine's reader distinguishes. */
public enum Answer {
    YES(""),
    NO(""),
    EMPTY_LINE("unexpected newline"),
    END_OF_INPUT("EOF"),
    MORE_THAN_ONE_WORD("expected newline");

    private final String errorMessage;

    Answer(String errorMessage) {
        this.errorMessage = errorMessage;
    }

    /** Returns docker-machine's error message for an invalid answer; empty for yes and no. */
    public String errorMessage() {
        return errorMessage;
    }
}
