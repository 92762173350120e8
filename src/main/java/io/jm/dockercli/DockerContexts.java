package io.jm.dockercli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.DirectoryTree;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of docker's CLI on disk, with its layout (docker/cli, cli/context/store): {@code contexts/meta/ID/meta.json},
 * one line of JSON, and the files for TLS in {@code contexts/tls/ID/docker}. The ID is the SHA-256 of the name. The
 * files of a context are written before the document that makes it visible, and the document goes first.
 */
public final class DockerContexts {
    private static final String META = "meta.json";

    private final Path meta;
    private final Path tls;

    /**
     * Opens the contexts; nothing is read or written.
     *
     * @param directory the directory of docker's CLI, see {@link DockerConfigFile#directory}
     */
    public DockerContexts(Path directory) {
        Path contexts = directory.resolve("contexts");
        this.meta = contexts.resolve("meta");
        this.tls = contexts.resolve("tls");
    }

    /** Returns all contexts that can be read, in the order of their names. */
    public List<DockerContext> list() {
        List<DockerContext> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(meta)) {
            for (Path entry : entries) {
                DockerContext context = readable(entry);
                if (context != null) {
                    found.add(context);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw new JmException("open " + meta + ": " + IoReason.of(Objects.requireNonNull(e.getCause())), e);
        } catch (IOException e) {
            throw new JmException("open " + meta + ": " + IoReason.of(e), e);
        }
        found.sort(Comparator.comparing(DockerContext::name));
        return found;
    }

    /** A context that docker itself could not read is none of jm's. */
    private static @Nullable DockerContext readable(Path directory) {
        try {
            DockerContext context = read(directory.resolve(META));
            return directory.endsWith(Sha256.hex(context.name())) ? context : null;
        } catch (IOException | JmException e) {
            return null;
        }
    }

    /** Returns whether there is a context of that name, readable or not. */
    public boolean exists(String name) {
        return Files.exists(directory(name).resolve(META), LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns a context, or null if there is none that can be read. */
    public @Nullable DockerContext find(String name) {
        return readable(directory(name));
    }

    private Path directory(String name) {
        return meta.resolve(Sha256.hex(name));
    }

    private Path tlsDirectory(String name) {
        return tls.resolve(Sha256.hex(name));
    }

    private static DockerContext read(Path file) throws IOException {
        if (JsonReader.read(BoundedReader.file(file, Limits.SMALL_FILE)) instanceof ObjectNode object) {
            return new DockerContext(object);
        }
        throw new JmException("not a JSON object: " + file);
    }

    /**
     * Returns whether these files, and no others, are the context's for TLS.
     *
     * @param files null if it is to have none
     */
    public boolean hasTls(String name, @Nullable ContextTls files) {
        Path directory = tlsDirectory(name).resolve("docker");
        if (files == null) {
            return !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        }
        try {
            for (Map.Entry<Path, byte[]> file : files.in(directory).entrySet()) {
                if (!has(file.getKey(), file.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean has(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file) && Arrays.equals(BoundedReader.file(file, Limits.SMALL_FILE), content);
    }

    /**
     * Writes a context; a file that is right already is not touched.
     *
     * @param files null for an endpoint without TLS
     * @throws JmException if a file cannot be written
     */
    public void write(DockerContext context, @Nullable ContextTls files) {
        Path file = directory(context.name()).resolve(META);
        byte[] line = GoJsonWriter.compact(context.document()).getBytes(StandardCharsets.UTF_8);
        try {
            if (files != null && !hasTls(context.name(), files)) {
                writeTls(context.name(), files);
            }
            if (!has(file, line)) {
                AtomicFile.createReadableDirectories(file.resolveSibling(""));
                AtomicFile.write(file, line, AtomicFile.WORLD_READABLE);
            }
            if (files == null) {
                delete(tlsDirectory(context.name()));
            }
        } catch (IOException e) {
            throw new JmException(
                    "writing the docker context \"" + context.name() + "\" failed: " + IoReason.of(e) + " (" + file
                            + ")",
                    e);
        }
    }

    private void writeTls(String name, ContextTls files) throws IOException {
        // as docker makes them: the directory of all contexts for everybody, those of the keys for the owner
        AtomicFile.createReadableDirectories(tls.resolveSibling(""));
        Path directory = tlsDirectory(name).resolve("docker");
        AtomicFile.createPrivateDirectories(directory);
        for (Map.Entry<Path, byte[]> file : files.in(directory).entrySet()) {
            AtomicFile.write(file.getKey(), file.getValue(), AtomicFile.OWNER_ONLY);
        }
    }

    /** Deletes a context; none is no error. */
    public void remove(String name) {
        try {
            delete(directory(name));
            delete(tlsDirectory(name));
        } catch (IOException e) {
            throw new JmException("removing the docker context \"" + name + "\" failed: " + IoReason.of(e), e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            DirectoryTree.delete(directory);
        }
    }
}
