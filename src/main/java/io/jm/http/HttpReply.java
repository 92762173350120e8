package io.jm.http;

/**
 * A response; its texts are untrusted and not escaped.
 *
 * @param code the status code
 * @param status the whole status line, such as {@code HTTP/1.1 404 Not Found}
 * @param location the Location header, or empty
 * @param date the Date header, or empty
 * @param body the body as text
 */
public record HttpReply(int code, String status, String location, String date, String body) {
    /** Returns code and reason, such as {@code 404 Not Found}. */
    public String reason() {
        return reason(status);
    }

    static String reason(String status) {
        int blank = status.indexOf(' ');
        return blank < 0 ? status : status.substring(blank + 1);
    }
}
