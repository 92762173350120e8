package io.jm.tls;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Generates RSA key pairs, which takes some tenths of a second each. */
final class KeyPairSource {
    private final int bits;
    private @Nullable FutureTask<KeyPair> prefetched;

    KeyPairSource(int bits) {
        this.bits = bits;
    }

    /** Returns a new pair and generates, concurrently, the one that {@link #next()} returns. */
    KeyPair nextAndPrefetch() {
        FutureTask<KeyPair> second = new FutureTask<>(this::generate);
        Thread thread = new Thread(second, "key-pair");
        thread.setDaemon(true);
        thread.start();
        KeyPair first = generate();
        prefetched = second;
        return first;
    }

    /** Returns a new pair. */
    KeyPair next() {
        FutureTask<KeyPair> generated = prefetched;
        if (generated == null) {
            return generate();
        }
        prefetched = null;
        try {
            return generated.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw new JmException("cannot generate a key pair: " + e.getCause(), e);
        }
    }

    private KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new JmException("this Java cannot generate RSA keys: " + e.getMessage(), e);
        }
    }
}
