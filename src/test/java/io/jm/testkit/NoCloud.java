package io.jm.testkit;

import io.jm.cloud.CloudServices;
import io.jm.cloud.NotSentException;
import io.jm.cloud.SharedAnswers;
import io.jm.cloud.Transport;
import java.net.ConnectException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** No provider can be reached. */
public final class NoCloud implements CloudServices {
    private final SharedAnswers answers = new SharedAnswers();

    @Override
    public Transport transport(@Nullable SSLContext tls) {
        return request -> {
            throw new NotSentException(new ConnectException("connection refused"));
        };
    }

    @Override
    public SharedAnswers answers() {
        return answers;
    }
}
