package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.drivers.none.NoneDriver;
import io.jm.go.gob.GobDecoder;
import io.jm.go.rpc.RpcServer;
import io.jm.os.Environment;
import io.jm.testkit.SilentConsole;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replays docker-machine's recorded calls of its none driver on jm's, which must return the same values. */
class RecordedClientsTest {
    @Test
    void theNoneDriverAnswersAsInDockerMachine() throws IOException {
        int answers = 0;
        for (Map.Entry<String, List<RecordedConversations.Piece>> conversation :
                RecordedConversations.all().entrySet()) {
            if (conversation.getKey().startsWith("none-")) {
                answers += replay(conversation.getKey(), conversation.getValue());
            }
        }
        assertTrue(answers > 100, answers + " answers");
    }

    private static int replay(String name, List<RecordedConversations.Piece> pieces) throws IOException {
        Environment environment = new Environment(Map.of(), Path.of("/"), "jm", false);
        DriverContext blank = new DriverContext("", Path.of("/"), SilentConsole.INSTANCE, environment, Ticker.system());
        DriverService service =
                new DriverService(DriverName.of("none"), (driver, context) -> new NoneDriver(context), blank);
        int answers = 0;
        try (RpcServer server = RpcServer.start(service);
                Socket socket = new Socket(
                        "127.0.0.1", Integer.parseInt(server.address().split(":")[1]))) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            GobDecoder ours = new GobDecoder(in);
            GobDecoder theirs = new GobDecoder(new ByteArrayInputStream(answersOf(pieces)));
            boolean head = true;
            for (RecordedConversations.Piece piece : pieces) {
                if (!piece.fromClient()) {
                    continue;
                }
                socket.getOutputStream().write(piece.bytes());
                if (head) {
                    head = false;
                    assertEquals(
                            "HTTP/1.0 200 Connected to Go RPC\n\n",
                            new String(in.readNBytes(34), StandardCharsets.US_ASCII));
                    continue;
                }
                if (!isAnswered(pieces, answers)) {
                    // the response to Close came too late to be recorded
                    break;
                }
                Object header = theirs.next();
                Object result = theirs.next();
                assertEquals(header, ours.next(), name);
                Object answer = ours.next();
                answers++;
                // jm's none driver has more options
                if (!String.valueOf(header).contains("GetCreateFlags")) {
                    assertEquals(plain(result), plain(answer), name + " " + header);
                }
            }
        }
        return answers;
    }

    private static boolean isAnswered(List<RecordedConversations.Piece> pieces, int before) {
        return pieces.stream().filter(piece -> !piece.fromClient()).count() > before + 1;
    }

    private static byte[] answersOf(List<RecordedConversations.Piece> pieces) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        pieces.stream().filter(piece -> !piece.fromClient()).skip(1).forEach(piece -> stream.writeBytes(piece.bytes()));
        return stream.toByteArray();
    }

    private static String plain(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }
}
