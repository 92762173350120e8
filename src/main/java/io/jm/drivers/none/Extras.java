package io.jm.drivers.none;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What the user specified about a recorded engine and docker-machine's config.json has no key for. It is kept in a file
 * of jm's own under the key {@code none}.
 *
 * @param tlsDisabled whether the engine speaks without TLS
 * @param sshUser empty if not specified
 * @param sshPort 0 if not specified
 * @param sshKey the private key's absolute path; empty if not specified
 */
record Extras(boolean tlsDisabled, String sshUser, int sshPort, String sshKey) {
    /**
     * Reads the file; all is unspecified if there is none.
     *
     * @throws JmException if it is no JSON, or cannot be read
     */
    static Extras read(Path file) {
        JsonNode none = document(file).path("none");
        JsonNode ssh = none.path("ssh");
        return new Extras(
                none.path("tls").asText().equals("off"),
                ssh.path("user").asText(),
                Math.max(0, ssh.path("port").asInt()),
                ssh.path("key").asText());
    }

    private static JsonNode document(Path file) {
        try {
            return JsonReader.read(BoundedReader.file(file, Limits.DOCUMENT));
        } catch (NoSuchFileException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        } catch (JsonSyntaxException e) {
            throw e.within("Error loading " + file);
        }
    }

    /** Writes the file if there is anything to write. */
    void write(Path file) throws IOException {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        if (tlsDisabled) {
            none.put("tls", "off");
        }
        ObjectNode ssh = ssh();
        if (!ssh.isEmpty()) {
            none.set("ssh", ssh);
        }
        if (!none.isEmpty()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.set("none", none);
            AtomicFile.write(
                    file, GoJsonWriter.indented(document).getBytes(StandardCharsets.UTF_8), AtomicFile.OWNER_ONLY);
        }
    }

    private ObjectNode ssh() {
        ObjectNode ssh = JsonNodeFactory.instance.objectNode();
        if (!sshUser.isEmpty()) {
            ssh.put("user", sshUser);
        }
        if (sshPort != 0) {
            ssh.put("port", sshPort);
        }
        if (!sshKey.isEmpty()) {
            ssh.put("key", sshKey);
        }
        return ssh;
    }
}
