package io.jm.images;

import io.jm.base.Ticker;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.testkit.RecordingConsole;
import io.jm.web.WebTimeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A cache in a directory of a test, which is also the working directory. */
final class TestCache {
    private final RecordingConsole console = new RecordingConsole();
    private final StoreLayout layout;
    private final ImageCache images;

    TestCache(Path directory) {
        this(directory, ImageTable.bundled(), Map.of(), Ticker.system());
    }

    TestCache(Path directory, ImageTable table, Map<String, String> variables, Ticker ticker) {
        this(directory, table, variables, ticker, WebTimeouts.DEFAULT);
    }

    TestCache(Path directory, ImageTable table, Map<String, String> variables, Ticker ticker, WebTimeouts timeouts) {
        this.layout = new StoreLayout(directory.resolve("store"));
        Environment environment = new Environment(variables, directory, "jm", false);
        this.images = new ImageCache(layout, console.console(), environment, ticker, table, timeouts);
    }

    ImageCache images() {
        return images;
    }

    StoreLayout layout() {
        return layout;
    }

    CachedImage fetch(String what) {
        return images.fetch(new ImageRequest(what, "", "amd64"));
    }

    void remove(CachedImage image) {
        images.removeUnused(image, images.lastUsed(image));
    }

    String output() {
        return console.all();
    }

    /** The names of all files in the cache, sorted. */
    List<String> fileNames() throws IOException {
        try (Stream<Path> files = Files.list(layout.images())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
