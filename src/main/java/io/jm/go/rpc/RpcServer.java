package io.jm.go.rpc;

import io.jm.base.JmException;
import io.jm.os.IoReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/** The server of Go's net/rpc, on a loopback port that the operating system chooses. */
public final class RpcServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 16;

    private final ServerSocket socket;
    private final RpcService service;
    private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);

    private RpcServer(ServerSocket socket, RpcService service) {
        this.socket = socket;
        this.service = service;
    }

    /** Listens and answers until closed. */
    public static RpcServer start(RpcService service) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            RpcServer server = new RpcServer(socket, service);
            Thread accepting = new Thread(server::accept, "rpc-accept");
            accepting.setDaemon(true);
            accepting.start();
            return server;
        } catch (IOException e) {
            throw new JmException("listen tcp 127.0.0.1: " + IoReason.of(e), e);
        }
    }

    /** Returns the listening address as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket peer = socket.accept();
                if (!connections.tryAcquire()) {
                    peer.close();
                    continue;
                }
                Thread thread = new Thread(() -> serve(peer), "rpc-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // the server was closed
            return;
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            peer.setTcpNoDelay(true);
            new RpcConnection(peer, service).serve();
        } catch (IOException | ClassCastException e) {
            // this client disconnected or sent malformed data; other connections are not affected
            return;
        } finally {
            connections.release();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // a server socket has no data to lose
            return;
        }
    }
}
