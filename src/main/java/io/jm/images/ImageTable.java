package io.jm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.go.json.JsonReader;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The images that have names: the resource {@code images.json}, which {@code scripts/images} renews for a release. */
public final class ImageTable {
    /** The image of a machine for which none was specified. */
    public static final String DEFAULT = "debian13";

    private final JsonNode images;

    ImageTable(JsonNode images) {
        this.images = images;
    }

    /** Returns the table that jm was built with. */
    static ImageTable bundled() {
        try (InputStream in = Objects.requireNonNull(ImageTable.class.getResourceAsStream("images.json"))) {
            return new ImageTable(JsonReader.read(BoundedReader.stream(in, Limits.SMALL_FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all names, in the table's order. */
    List<String> names() {
        return images.properties().stream().map(Map.Entry::getKey).toList();
    }

    /**
     * Returns an image.
     *
     * @param architecture {@code amd64} or {@code arm64}
     * @return null if no image has that name, or not for that architecture
     */
    @Nullable
    KnownImage find(String name, String architecture) {
        JsonNode image = images.path(name);
        JsonNode file = image.path("files").path(architecture);
        if (!file.isObject()) {
            return null;
        }
        return new KnownImage(
                name,
                image.path("user").asText(),
                image.path("note").asText(),
                file.path("url").asText(),
                file.path("checksums").asText(),
                file.path("dated").asText(),
                file.path("digest").asText());
    }

    /** Whether there is an image of that name for any architecture. */
    boolean has(String name) {
        return images.path(name).isObject();
    }
}
