package io.jm.cloud;

import java.io.IOException;

/** Sends one request once. */
public interface Transport {
    /**
     * Sends a request and returns the complete response, whatever its status. Redirects are not followed, since they
     * would take the credentials along.
     *
     * @throws NotSentException if the server cannot have received the request
     * @throws IOException if the response did not come, or was larger than {@link io.jm.os.Limits#CLOUD_REPLY}
     */
    CloudReply send(CloudRequest request) throws IOException;
}
