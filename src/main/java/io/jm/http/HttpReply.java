package io.jm.http;

/**
 * An answer.
 *
 * @param code the status code
 * @param status the whole status line, such as {@code HTTP/1.1 404 Not Found}
 * @param body the text that came with it
 */
public record HttpReply(int code, String status, String body) {
    /** Code and reason, such as {@code 404 Not Found}. */
    public String reason() {
        int blank = status.indexOf(' ');
        return blank < 0 ? status : status.substring(blank + 1);
    }
}
