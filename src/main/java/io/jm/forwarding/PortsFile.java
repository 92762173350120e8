package io.jm.forwarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.PublishedPort;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file {@code ports.json} of a machine, which exists while its ports are watched: {@code forwarded} and {@code failed}
 * are arrays of objects with {@code address}, {@code port} and {@code protocol}; those of {@code failed} have a {@code
 * reason}.
 */
final class PortsFile {
    private final Path file;
    private String written = "";

    PortsFile(Path file) {
        this.file = file;
    }

    /** Replaces the content, if it changes. */
    void write(Set<PublishedPort> forwarded, Map<PublishedPort, String> failed) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode good = document.putArray("forwarded");
        forwarded.forEach(port -> describe(good.addObject(), port));
        ArrayNode bad = document.putArray("failed");
        failed.forEach((port, reason) -> describe(bad.addObject(), port).put("reason", reason));
        String text = GoJsonWriter.indented(document) + "\n";
        if (!text.equals(written)) {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.OWNER_ONLY);
            written = text;
        }
    }

    private static ObjectNode describe(ObjectNode object, PublishedPort port) {
        return object.put("address", port.address()).put("port", port.port()).put("protocol", port.protocol());
    }

    /**
     * Returns a line for each port that cannot be forwarded; none if there is no file.
     *
     * @throws IOException if it cannot be read
     * @throws io.jm.base.JmException if it is not valid JSON
     */
    List<String> failures() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode failed :
                JsonReader.read(BoundedReader.file(file, Limits.DOCUMENT)).path("failed")) {
            PublishedPort port = new PublishedPort(
                    failed.path("address").asText(),
                    failed.path("port").asInt(),
                    failed.path("protocol").asText());
            lines.add(
                    port.text() + " is not forwarded: " + failed.path("reason").asText());
        }
        return lines;
    }

    /** Removes the file: nothing is forwarded any more. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
