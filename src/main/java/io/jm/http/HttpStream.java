package io.jm.http;

import java.io.InputStream;

/**
 * A response whose body is read as it arrives; its texts are untrusted and not escaped.
 *
 * @param code the status code
 * @param status the whole status line
 * @param body the body, without a limit of its size; a truncated one ends with an {@link java.io.EOFException}
 */
public record HttpStream(int code, String status, InputStream body) {
    /** Returns code and reason, such as {@code 404 Not Found}. */
    public String reason() {
        return HttpReply.reason(status);
    }
}
