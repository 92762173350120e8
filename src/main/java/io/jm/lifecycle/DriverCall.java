package io.jm.lifecycle;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;

/** Calls of drivers that change an instance. */
final class DriverCall {
    private DriverCall() {}

    /**
     * Makes a call.
     *
     * @throws JmException if it fails; as {@link ErrorCode#DRIVER}, unless a nearer kind is known
     */
    static void run(Runnable call) {
        try {
            call.run();
        } catch (JmException e) {
            throw e.as(ErrorCode.DRIVER);
        }
    }
}
