package io.jm.cloud;

import io.jm.base.JmException;
import io.jm.web.WebFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How one provider's API wants its requests and reports its errors. */
public interface ApiDialect {
    /** Adds the credentials; called for each attempt, since a signature contains the time. */
    CloudRequest authorize(CloudRequest request);

    /** Returns the error that a response reports, or null if it is a success. */
    @Nullable
    ApiException failure(CloudRequest request, CloudReply reply);

    /** Returns the error of a request without a response. */
    default JmException unreachable(CloudRequest request, IOException failure) {
        return new JmException(request + ": " + WebFailure.reason(failure), failure);
    }
}
