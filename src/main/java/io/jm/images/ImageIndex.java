package io.jm.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which image a URL or path had when it was last looked at: {@code index.json}, one object for each source. An
 * unreadable index is treated as empty, since all it saves is work.
 */
final class ImageIndex {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);

    private final StoreLayout layout;

    ImageIndex(StoreLayout layout) {
        this.layout = layout;
    }

    /** Returns what is known of a source; null if nothing is. */
    @Nullable
    IndexEntry find(String source) {
        return read().get(source) instanceof ObjectNode stored ? IndexEntry.of(stored) : null;
    }

    /** Returns the sources with that digest, separated by commas; empty if there are none. */
    String sources(String digest) {
        return sources().getOrDefault(digest, "");
    }

    /** Returns the sources of every digest, separated by commas. */
    Map<String, String> sources() {
        Map<String, String> sources = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : read().properties()) {
            String digest = entry.getValue().path("digest").asText();
            sources.merge(digest, entry.getKey(), (before, next) -> before + ", " + next);
        }
        return sources;
    }

    /** Records a source. */
    void put(String source, IndexEntry entry) {
        try (FileLock lock = lock()) {
            ObjectNode index = read();
            index.set(source, entry.json());
            write(index);
        }
    }

    /** Forgets all sources with that digest. */
    void forget(String digest) {
        try (FileLock lock = lock()) {
            ObjectNode index = read();
            int before = index.size();
            for (Iterator<JsonNode> entries = index.elements(); entries.hasNext(); ) {
                if (entries.next().path("digest").asText().equals(digest)) {
                    entries.remove();
                }
            }
            if (index.size() != before) {
                write(index);
            }
        }
    }

    private FileLock lock() {
        return FileLock.acquire(layout.imageIndexLock(), LOCK_TIMEOUT, file -> {});
    }

    private ObjectNode read() {
        try {
            JsonNode stored = JsonReader.read(BoundedReader.file(layout.imageIndex(), Limits.SMALL_FILE));
            return stored instanceof ObjectNode index ? index : JsonNodeFactory.instance.objectNode();
        } catch (IOException | JmException e) {
            // missing or damaged: what it contained is found out again
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private void write(ObjectNode index) {
        try {
            byte[] json = (GoJsonWriter.indented(index) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(layout.imageIndex(), json, AtomicFile.OWNER_ONLY);
        } catch (IOException e) {
            throw new JmException("write " + layout.imageIndex() + ": " + IoReason.of(e), e);
        }
    }
}
