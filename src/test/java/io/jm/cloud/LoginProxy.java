package io.jm.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that wants the user {@code u} with the password {@code p}, and leads every tunnel to one server on this computer. */
final class LoginProxy implements AutoCloseable {
    private static final String LOGIN = "proxy-authorization: basic dtpw";

    /** The heads of the requests to the proxy itself, in lower case. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    /** The answer to a request with the login. */
    volatile String answer = "200 OK";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;

    LoginProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        daemon(() -> {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one of the sides has closed the connection
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** The environment of a process that uses this proxy. */
    Map<String, String> variables(String login) {
        String url = "http://" + login + "127.0.0.1:" + socket.getLocalPort();
        return Map.of("https_proxy", url, "http_proxy", url);
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            while (true) {
                StringBuilder head = new StringBuilder();
                while (!head.toString().endsWith("\r\n\r\n")) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    head.append(Character.toLowerCase((char) next));
                }
                heads.add(head.toString());
                if (!head.toString().contains(LOGIN)) {
                    write(
                            out,
                            "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0");
                } else if (head.toString().startsWith("connect ") && answer.startsWith("200 ")) {
                    write(out, answer);
                    tunnel(client);
                    return;
                } else {
                    write(out, answer + "\r\nContent-Length: 0");
                }
            }
        }
    }

    private static void write(OutputStream out, String head) throws IOException {
        out.write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void tunnel(Socket client) throws IOException {
        try (Socket there = new Socket(server.getAddress(), server.getPort())) {
            daemon(() -> {
                there.getInputStream().transferTo(client.getOutputStream());
                client.close();
            });
            client.getInputStream().transferTo(there.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
