package io.jm.images;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on a loopback port, one request for each connection, whose answers tests can break in every way. */
final class FileServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Thread accepting = new Thread(this::serve, "file server");

    FileServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Writes a whole response. */
    interface Answer {
        void write(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** One request; the names of the headers are in lower case. */
    record Request(String method, String target, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Sets the answer to requests of a path, or of a whole URL if the server is used as a proxy. */
    void answer(String target, Answer answer) {
        answers.put(target, answer);
    }

    void text(String path, String text) {
        answer(path, file(text.getBytes(StandardCharsets.UTF_8), "\"t\""));
    }

    List<Request> requests() {
        return requests;
    }

    /** The requests of a path. */
    List<Request> requests(String target) {
        return requests.stream().filter(one -> one.target().equals(target)).toList();
    }

    private void serve() {
        while (true) {
            try {
                Socket client = socket.accept();
                Thread thread = new Thread(() -> serve(client), "file server connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            String[] first = String.valueOf(in.readLine()).split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            Request request = new Request(first[0], first[1], headers);
            requests.add(request);
            OutputStream out = client.getOutputStream();
            answers.getOrDefault(first[1], (any, to) -> to.write(head("404 Not Found", "Content-Length: 0")))
                    .write(request, out);
            out.flush();
        } catch (IOException e) {
            // the client went away
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static byte[] head(String status, String... headers) {
        return ("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Serves a file with ranges, as RFC 9110 says. */
    static Answer file(byte[] content, String etag) {
        return (request, out) -> serveFile(content, etag, content.length, request, out);
    }

    /** Serves a file, but ends the connection after so many bytes of each response. */
    static Answer cut(byte[] content, String etag, int after) {
        return (request, out) -> serveFile(content, etag, after, request, out);
    }

    private static void serveFile(byte[] content, String etag, int most, Request request, OutputStream out)
            throws IOException {
        String range = request.header("range");
        String condition = request.header("if-range");
        boolean partial = !range.isEmpty() && (condition.isEmpty() || condition.equals(etag));
        int start = partial ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)) : 0;
        int length = content.length - start;
        String rangeHeader = "bytes " + start + "-" + (content.length - 1) + "/" + content.length;
        out.write(head(
                partial ? "206 Partial Content" : "200 OK",
                "Content-Length: " + length,
                "ETag: " + etag,
                partial ? "Content-Range: " + rangeHeader : "Accept-Ranges: bytes"));
        if (!request.method().equals("HEAD")) {
            out.write(content, start, Math.min(length, most));
        }
    }

    /** Closes the port. While a thread is in accept, the kernel goes on to take a connection. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
