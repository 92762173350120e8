package io.jm.os;

import io.jm.base.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a command has printed.
 *
 * @param out its standard output
 * @param err its standard error
 */
public record OutputPair(byte[] out, byte[] err) {
    /** Returns the standard output; invalid UTF-8 becomes U+FFFD. */
    public String outText() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Returns the standard error; invalid UTF-8 becomes U+FFFD. */
    public String errText() {
        return new String(err, StandardCharsets.UTF_8);
    }

    /**
     * Reads two streams at the same time, both to their ends.
     *
     * @param stop ends both streams; called if one has more bytes than the limit
     * @throws TooLargeException if one has more bytes than the limit
     * @throws IOException if one cannot be read
     */
    public static OutputPair read(InputStream out, InputStream err, int limit, Runnable stop) throws IOException {
        AtomicBoolean tooMuch = new AtomicBoolean();
        FutureTask<byte[]> errors = new FutureTask<>(() -> one(err, limit, stop, tooMuch));
        Thread reader = new Thread(errors, "read-errors");
        reader.setDaemon(true);
        reader.start();
        try {
            return new OutputPair(one(out, limit, stop, tooMuch), errors.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw tooMuch.get() ? new TooLargeException(limit) : new IOException(e.getCause());
        } catch (IOException e) {
            // the other stream may have been the one that was too long
            throw tooMuch.get() ? new TooLargeException(limit) : e;
        }
    }

    private static byte[] one(InputStream in, int limit, Runnable stop, AtomicBoolean tooMuch) throws IOException {
        try {
            return BoundedReader.stream(in, limit);
        } catch (TooLargeException e) {
            tooMuch.set(true);
            stop.run();
            throw e;
        }
    }
}
