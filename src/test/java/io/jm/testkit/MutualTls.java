package io.jm.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The TLS side of an engine: lets in only clients whose certificates are signed by one of its CAs and valid now. */
public final class MutualTls implements AutoCloseable {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 40\r\nConnection: close\r\n\r\n{\"Version\":\"28.0.0\",\"ApiVersion\":\"1.48\"}";

    private final SSLServerSocket socket;
    private final List<String> clients = Collections.synchronizedList(new ArrayList<>());
    private final Thread serving = new Thread(this::serve, "mutual-tls");

    private MutualTls(SSLServerSocket socket) {
        this.socket = socket;
    }

    /** Listens on a free port of this computer, with the files as an engine reads them at its start. */
    public static MutualTls start(Path certificate, Path key, Path cas) throws GeneralSecurityException, IOException {
        return start(certificate, key, cas, 0);
    }

    /** Listens on that port. */
    public static MutualTls start(Path certificate, Path key, Path cas, int port)
            throws GeneralSecurityException, IOException {
        SSLServerSocket socket = (SSLServerSocket) ServerTls.mutual(certificate, key, cas)
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        socket.setNeedClientAuth(true);
        MutualTls engine = new MutualTls(socket);
        engine.serving.setDaemon(true);
        engine.serving.start();
        return engine;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (SSLSocket client = (SSLSocket) socket.accept()) {
                client.setSoTimeout(5000);
                client.startHandshake();
                clients.add(((X509Certificate) client.getSession().getPeerCertificates()[0])
                        .getSubjectX500Principal()
                        .getName());
                readRequest(client);
                client.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // refused, or closed
                continue;
            }
        }
    }

    private static void readRequest(SSLSocket client) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                return;
            }
            request.append((char) next);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Returns the subjects of the clients that were let in, in order. */
    public List<String> clients() {
        return List.copyOf(clients);
    }

    /** Closes the port, so that another one can listen there: as long as a thread is in accept, it is in use. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            serving.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
