package io.jm.go.rpc;

import io.jm.go.gob.GobType;
import io.jm.go.gob.GobWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends requests in order from its own thread: a peer that does not read blocks that thread, but no caller for longer
 * than the timeout of its call.
 */
final class RequestWriter implements AutoCloseable {
    private final OutputStream out;
    private final GobWriter requests;
    private final GobType header = Headers.request();
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final Runnable lost;
    private final Thread thread = new Thread(this::send, "plugin-requests");

    /**
     * Starts the thread.
     *
     * @param registered the types that may be sent as interface values, by name
     * @param lost called when sending fails
     */
    RequestWriter(OutputStream out, Map<String, GobType> registered, Runnable lost) {
        this.out = out;
        this.requests = new GobWriter(registered);
        this.lost = lost;
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues a request. Encoding happens here, since a type is defined in the first request that uses it. */
    synchronized void add(String method, long number, RpcValue argument) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Headers.METHOD, method);
        fields.put(Headers.NUMBER, number);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(requests.value(header, fields));
        request.writeBytes(requests.value(argument.type(), argument.value()));
        queue.add(request.toByteArray());
    }

    private void send() {
        try {
            while (true) {
                out.write(queue.take());
            }
        } catch (IOException e) {
            lost.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
