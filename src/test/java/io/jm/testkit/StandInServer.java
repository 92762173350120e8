package io.jm.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Serves the stand-in of a provider by HTTPS, for the journeys. {@code /stand-in/left} returns what it still has, a line
 * each.
 */
public final class StandInServer {
    private final StandIn provider;

    private StandInServer(StandIn provider) {
        this.provider = provider;
    }

    /**
     * Serves until the process is ended.
     *
     * @param arguments the name of the driver, the file of the certificate, that of its key, and the port
     */
    public static void main(String[] arguments) throws Exception {
        StandInServer served = new StandInServer(StandIns.of(arguments[0]));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(Integer.parseInt(arguments[3])), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ServerTls.of(Path.of(arguments[1]), Path.of(arguments[2]))));
        server.createContext("/", served::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = URI.create("https://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        CloudReply reply = uri.getPath().equals("/stand-in/left")
                ? StandIn.reply(200, String.join("\n", provider.left()))
                : provider.send(new CloudRequest(exchange.getRequestMethod(), uri, headers, body));
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
        exchange.close();
    }
}
