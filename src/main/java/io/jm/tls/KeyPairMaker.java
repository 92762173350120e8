package io.jm.tls;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Makes RSA key pairs, which takes some tenths of a second each. */
final class KeyPairMaker {
    private final int bits;
    private @Nullable FutureTask<KeyPair> ahead;

    KeyPairMaker(int bits) {
        this.bits = bits;
    }

    /** A new pair, and on another processor meanwhile the one that {@link #next()} will give. */
    KeyPair firstOfTwo() {
        FutureTask<KeyPair> second = new FutureTask<>(this::make);
        Thread thread = new Thread(second, "key-pair");
        thread.setDaemon(true);
        thread.start();
        KeyPair first = make();
        ahead = second;
        return first;
    }

    /** A new pair. */
    KeyPair next() {
        FutureTask<KeyPair> made = ahead;
        if (made == null) {
            return make();
        }
        ahead = null;
        try {
            return made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw new JmException("cannot make a key pair: " + e.getCause(), e);
        }
    }

    private KeyPair make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new JmException("This Java cannot make RSA keys: " + e.getMessage(), e);
        }
    }
}
