package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A place in which AWS's tools look for credentials. */
interface CredentialSource {
    /**
     * Looks there.
     *
     * @param whyNot told why there are none
     * @return null if there are none
     * @throws JmException if the user has set it up, and it does not work
     */
    @Nullable
    AwsCredentials find(Consumer<String> whyNot);
}
