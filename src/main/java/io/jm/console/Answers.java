package io.jm.console;

import java.io.IOException;
import java.io.InputStream;

/** Reads the answer to a question as the original does: one line, one word, {@code y} at its start means yes. */
final class Answers {
    private Answers() {}

    static Answer read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return Answer.END_OF_INPUT;
        }
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        String words = line.toString().strip();
        if (words.isEmpty()) {
            return next < 0 ? Answer.END_OF_INPUT : Answer.EMPTY_LINE;
        }
        if (words.indexOf(' ') >= 0 || words.indexOf('\t') >= 0) {
            return Answer.MORE_THAN_ONE_WORD;
        }
        return words.charAt(0) == 'y' || words.charAt(0) == 'Y' ? Answer.YES : Answer.NO;
    }
}
