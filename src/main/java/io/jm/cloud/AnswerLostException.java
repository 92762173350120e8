package io.jm.cloud;

import io.jm.base.JmException;

/**
 * A request that the provider may have carried out, although its answer did not come. Who sent it must look whether it was
 * before sending it again.
 */
public final class AnswerLostException extends JmException {
    private static final long serialVersionUID = 1;

    AnswerLostException(JmException cause) {
        super(cause.getMessage(), cause.exitCode(), cause);
    }
}
