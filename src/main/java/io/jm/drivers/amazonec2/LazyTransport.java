package io.jm.drivers.amazonec2;

import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.Transport;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection that is made for its first request, since most commands send none. */
final class LazyTransport implements Transport {
    private final Supplier<Transport> source;
    private @Nullable Transport made;

    LazyTransport(Supplier<Transport> source) {
        this.source = source;
    }

    @Override
    public CloudReply send(CloudRequest request) throws IOException {
        return made().send(request);
    }

    private synchronized Transport made() {
        if (made == null) {
            made = source.get();
        }
        return made;
    }
}
