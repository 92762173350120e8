package io.jm.http;

/**
 * An answer, as it came: nothing in it is fit for a terminal.
 *
 * @param code the status code
 * @param status the whole status line, such as {@code HTTP/1.1 404 Not Found}
 * @param location where the answer is to be had instead, or empty
 * @param body the text that came with it
 */
public record HttpReply(int code, String status, String location, String body) {
    /** Code and reason, such as {@code 404 Not Found}. */
    public String reason() {
        int blank = status.indexOf(' ');
        return blank < 0 ? status : status.substring(blank + 1);
    }
}
