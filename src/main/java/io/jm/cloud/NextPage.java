package io.jm.cloud;

import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.net.URI;

/** Links to the next page of a list, which come from the server. */
public final class NextPage {
    private NextPage() {}

    /**
     * Returns the address of the next page.
     *
     * @param link absolute, or relative to the page
     * @throws JmException if it leads to another server, which must not get the credentials
     */
    public static URI of(URI page, String link) {
        URI next;
        try {
            next = page.resolve(link);
        } catch (IllegalArgumentException e) {
            throw refused(page, link);
        }
        boolean same = page.getScheme().equals(next.getScheme())
                && page.getRawAuthority().equals(next.getRawAuthority())
                && !next.equals(page);
        if (!same) {
            throw refused(page, link);
        }
        return next;
    }

    private static JmException refused(URI page, String link) {
        return new JmException(
                page.getHost() + " sent a link to the next page that is not followed: " + Excerpt.line(link));
    }
}
