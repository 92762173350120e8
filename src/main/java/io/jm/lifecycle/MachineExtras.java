package io.jm.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.json.JsonReader;
import io.jm.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What jm remembers about a machine beside config.json.
 *
 * @param layout the store
 */
record MachineExtras(StoreLayout layout) {
    /** Whether the user said that the engine speaks without TLS. */
    boolean tlsOff(String machine) {
        Path file = layout.extras(machine);
        try {
            JsonNode extras = JsonReader.read(Files.readAllBytes(file));
            return extras.path("none").path("tls").asText().equals("off");
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + e.getMessage(), e);
        }
    }
}
