package io.jm.console;

import java.io.IOException;
import java.io.InputStream;

/** Reads an answer as docker-machine does: one line with one word; a leading {@code y} or {@code Y} means yes. */
final class AnswerReader {
    private AnswerReader() {}

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
        String text = line.toString().strip();
        if (text.isEmpty()) {
            return next < 0 ? Answer.END_OF_INPUT : Answer.EMPTY_LINE;
        }
        if (text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0) {
            return Answer.MORE_THAN_ONE_WORD;
        }
        return text.charAt(0) == 'y' || text.charAt(0) == 'Y' ? Answer.YES : Answer.NO;
    }
}
