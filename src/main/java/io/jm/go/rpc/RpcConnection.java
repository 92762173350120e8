package io.jm.go.rpc;

import io.jm.base.JmException;
import io.jm.go.gob.GobDecoder;
import io.jm.go.gob.GobType;
import io.jm.go.gob.GobWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The connection of one client: every request runs in its own thread and is answered on completion. */
final class RpcConnection {
    private static final int MAX_CALLS = 64;

    private final InputStream in;
    private final OutputStream out;
    private final RpcService service;
    private final GobWriter responses;
    private final GobType header = Headers.response();
    private final Semaphore calls = new Semaphore(MAX_CALLS);

    RpcConnection(Socket peer, RpcService service) throws IOException {
        this.in = new BufferedInputStream(peer.getInputStream());
        this.out = new BufferedOutputStream(peer.getOutputStream());
        this.service = service;
        this.responses = new GobWriter(service.registered());
    }

    /** Answers requests until the client disconnects. */
    void serve() throws IOException {
        String request = HttpHead.read(in);
        if (!request.startsWith("CONNECT ")) {
            sendHead("HTTP/1.0 405 Method Not Allowed\nContent-Type: text/plain; charset=utf-8\n\n405 must CONNECT\n");
            return;
        }
        if (!request.startsWith("CONNECT /_goRPC_ ")) {
            sendHead("HTTP/1.0 404 Not Found\nContent-Type: text/plain; charset=utf-8\n\n404 page not found\n");
            return;
        }
        sendHead("HTTP/1.0 " + HttpHead.CONNECTED + "\n\n");
        GobDecoder decoder = new GobDecoder(in);
        while (true) {
            Map<?, ?> head = (Map<?, ?>) decoder.next();
            Object argument = decoder.next();
            calls.acquireUninterruptibly();
            Thread thread = new Thread(() -> answer(head, argument), "rpc-call");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void sendHead(String head) throws IOException {
        out.write(HttpHead.bytes(head));
        out.flush();
    }

    private void answer(Map<?, ?> head, Object argument) {
        String method = head.get(Headers.METHOD) instanceof String name ? name : "";
        Object number = head.get(Headers.NUMBER) instanceof Long seq ? seq : 0L;
        RpcValue result = RpcValue.nothing();
        String error = "";
        try {
            result = service.call(method, argument);
        } catch (JmException e) {
            error = e.getMessage();
        } catch (RuntimeException e) {
            error = "Panic in the driver: " + e;
        } finally {
            calls.release();
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Headers.METHOD, method);
        fields.put(Headers.NUMBER, number);
        fields.put(Headers.ERROR, error);
        try {
            send(fields, result);
            service.answered(method);
        } catch (IOException e) {
            // the client disconnected; the thread that reads requests ends on its own
            return;
        }
    }

    private synchronized void send(Map<String, Object> fields, RpcValue result) throws IOException {
        out.write(responses.value(header, fields));
        out.write(responses.value(result.type(), result.value()));
        out.flush();
    }
}
