package io.jm.drivers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.machine.StoreLayout;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What jm remembers about a machine beside config.json.
 *
 * @param layout the store
 */
public record MachineExtras(StoreLayout layout) {
    /** Whether the user said that the engine speaks without TLS. */
    public boolean tlsOff(String machine) {
        return read(machine).path("none").path("tls").asText().equals("off");
    }

    /** What the user said about logging in to a machine that is only recorded: {@code user}, {@code port}, {@code key}. */
    JsonNode ssh(String machine) {
        return read(machine).path("none").path("ssh");
    }

    private JsonNode read(String machine) {
        Path file = layout.extras(machine);
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
}
