package io.jm.cli;

import io.jm.base.JmException;
import io.jm.console.Answer;
import io.jm.console.Console;

/** Asks before something is done that cannot be undone. */
public final class Consent {
    private Consent() {}

    /**
     * Asks.
     *
     * @param question the question, without its end
     * @param option the option that answers it
     * @return whether the answer is yes
     * @throws JmException if there is no answer, so that a script does not take that for success
     */
    public static boolean given(Console console, String question, String option) {
        Answer answer = console.confirm(question + " (y/n): ");
        if (answer == Answer.END_OF_INPUT) {
            throw new JmException("Nothing was done: there was no answer. Use " + option + " to answer yes.");
        }
        return answer == Answer.YES;
    }
}
