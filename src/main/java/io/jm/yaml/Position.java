package io.jm.yaml;

import io.jm.base.JmException;

/**
 * A place in a file, for messages.
 *
 * @param source the name of the file
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 */
public record Position(String source, int line, int column) {
    /** Returns the error about what is at this place. */
    public JmException error(String message) {
        return new JmException(source + ": line " + line + ", column " + column + ": " + message);
    }
}
