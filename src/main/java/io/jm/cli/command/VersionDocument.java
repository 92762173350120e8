package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cli.Context;
import io.jm.cli.ProductVersion;
import io.jm.engine.EngineVersion;
import io.jm.os.Environment;
import io.jm.os.Platform;
import org.jspecify.annotations.Nullable;

/** What {@code version --format} prints. What is not known is null. */
final class VersionDocument {
    private VersionDocument() {}

    /**
     * Returns the document.
     *
     * @param machine the machine whose engine was asked; null if none was
     */
    static ObjectNode of(Context context, @Nullable String machine, @Nullable EngineVersion engine) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        Platform platform = Platform.current();
        document.putObject("Client")
                .put("Version", ProductVersion.ownNumber())
                // a build does not record its commit, so that the same sources give the same bytes
                .putNull("Commit")
                .put("Form", Environment.isNative() ? "native" : "jar")
                .put("Java", Environment.javaVersion())
                .put("Os", platform.systemName())
                .put("Arch", platform.architecture())
                .put("Store", context.store().layout().root().toString());
        if (machine == null || engine == null) {
            return document.putNull("Machine");
        }
        document.putObject("Machine")
                .put("Name", machine)
                .put("DockerVersion", engine.version())
                .put("ApiVersion", engine.apiVersion().isEmpty() ? null : engine.apiVersion());
        return document;
    }
}
