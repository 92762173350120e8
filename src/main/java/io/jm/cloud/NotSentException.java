package io.jm.cloud;

import io.jm.web.WebFailure;
import java.io.IOException;

/** A request that the server cannot have received, since there was no connection. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean permanent;

    public NotSentException(IOException cause) {
        super(WebFailure.reason(cause), cause);
        this.permanent = WebFailure.isPermanent(cause);
    }

    /** Whether another attempt would fail as well, as with an unknown host. */
    public boolean isPermanent() {
        return permanent;
    }
}
