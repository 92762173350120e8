package io.jm.drivers.amazonec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.machine.StoreLayout;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The ids of the instances that the machines of the store have on record, so that one question is about all of them. */
final class StoredInstances {
    /** Without the wildcards that a filter of EC2 may have. */
    private static final Pattern ID = Pattern.compile("i-[0-9A-Za-z]{1,64}");

    private final StoreLayout layout;
    private final Consumer<String> trace;

    StoredInstances(Path store, Consumer<String> trace) {
        this.layout = new StoreLayout(store);
        this.trace = trace;
    }

    /** Returns the ids of a region; a machine whose record cannot be read is left out, and asks for itself. */
    Set<String> of(String region) {
        Set<String> ids = new TreeSet<>();
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(layout.machines())) {
            for (Path machine : machines) {
                Path config = layout.config(String.valueOf(machine.getFileName()));
                if (Files.exists(config)) {
                    add(ids, config, region);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            trace.accept("the machines of the store cannot be listed: " + e.getMessage());
        }
        return ids;
    }

    private void add(Set<String> ids, Path config, String region) {
        try {
            JsonNode document = JsonReader.read(BoundedReader.file(config, Limits.DOCUMENT));
            JsonNode driver = document.path("Driver");
            String id = driver.path(Ec2Config.INSTANCE_ID).asText("");
            boolean same = document.path("DriverName").asText("").equals(AmazonEc2Driver.NAME)
                    && driver.path(Ec2Config.REGION).asText("").equals(region);
            if (same && ID.matcher(id).matches()) {
                ids.add(id);
            }
        } catch (IOException | JsonSyntaxException e) {
            trace.accept(config + " is not asked for: " + e.getMessage());
        }
    }
}
