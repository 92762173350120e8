package io.jm.cloud;

import io.jm.base.JmException;
import io.jm.text.Excerpt;
import io.jm.web.WebFailure;
import java.io.IOException;
import java.util.Locale;
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

    /** Returns the error of Go's HTTP client for a request without a response, which the libraries of providers pass on. */
    static String goMessage(CloudRequest request, IOException failure) {
        String method =
                request.method().charAt(0) + request.method().substring(1).toLowerCase(Locale.ROOT);
        return method + " \"" + Excerpt.line(request.uri().toString()) + "\": " + WebFailure.reason(failure);
    }
}
