package io.jm.dockercli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The config.json of docker's CLI, in which it keeps the name of its current context, with credentials and settings. Only
 * that key is changed. The form is docker's: indented by tabs.
 *
 * @param path the file, which may be a link
 */
public record DockerConfigFile(Path path) {
    private static final String CURRENT = "currentContext";

    /**
     * Returns the directory of docker's CLI: {@code DOCKER_CONFIG}, else {@code .docker} in the home directory.
     *
     * @throws JmException if neither is known
     */
    public static Path directory(Environment environment) {
        String configured = environment.get(Setting.DOCKER_CONFIG);
        String home = environment.home();
        if (configured.isEmpty() && (home == null || home.isEmpty())) {
            throw new JmException("docker's directory is not known: neither " + Setting.DOCKER_CONFIG.variable()
                    + " nor " + (environment.windows() ? Setting.USERPROFILE : Setting.HOME).variable() + " is set");
        }
        return environment
                .workingDirectory()
                .resolve(configured.isEmpty() ? Path.of(String.valueOf(home), ".docker") : Path.of(configured))
                .normalize();
    }

    /** Returns the file of docker's CLI in that environment. */
    public static DockerConfigFile of(Environment environment) {
        return new DockerConfigFile(directory(environment).resolve("config.json"));
    }

    /**
     * Returns the name of the current context; {@link ContextName#DEFAULT} if none is recorded.
     *
     * @throws JmException if the file cannot be read
     */
    public String currentContext() {
        return currentContext(read());
    }

    private static String currentContext(ObjectNode document) {
        String name = document.path(CURRENT).asText();
        return name.isEmpty() ? ContextName.DEFAULT : name;
    }

    /**
     * Makes a context the current one. The default needs no key.
     *
     * @throws JmException if the file cannot be read or written; it keeps its content
     */
    public void setCurrentContext(String name) {
        ObjectNode document = read();
        if (currentContext(document).equals(name)) {
            return;
        }
        if (name.equals(ContextName.DEFAULT)) {
            document.remove(CURRENT);
        } else {
            document.put(CURRENT, name);
        }
        try {
            AtomicFile.createReadableDirectories(path.resolveSibling(""));
            AtomicFile.writeInPlace(path, GoJsonWriter.tabbed(document).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new JmException("write " + path + ": " + IoReason.of(e), e);
        }
    }

    private ObjectNode read() {
        try {
            byte[] bytes = BoundedReader.file(path, Limits.SMALL_FILE);
            // docker takes an empty file for none
            if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (JsonReader.read(bytes) instanceof ObjectNode object) {
                return object;
            }
            throw new JmException("Error loading " + path + ": not a JSON object");
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.objectNode();
        } catch (IOException e) {
            throw new JmException("open " + path + ": " + IoReason.of(e), e);
        } catch (JsonSyntaxException e) {
            throw e.within("Error loading " + path);
        }
    }
}
