package io.jm.cli.command.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.Ticker;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.images.CachedImage;
import io.jm.images.ImageCache;
import io.jm.images.ImageRequest;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCommandsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private Path root;
    private StoreLayout layout;
    private FileStore store;
    private ImageCache cache;
    private Jm jm;

    @BeforeEach
    void open(@TempDir Path temporary) {
        root = temporary;
        layout = new StoreLayout(temporary.resolve("store"));
        store = new FileStore(layout, "jm", SilentConsole.INSTANCE);
        Environment environment =
                new Environment(Map.of("MACHINE_STORAGE_PATH", layout.root().toString()), root, "jm", false);
        cache = new ImageCache(layout, SilentConsole.INSTANCE, environment, Ticker.system());
        jm = OwnDrivers.jm(environment, new TestDrivers());
    }

    /** Machines of the driver "local" need the image that they record under Base; "plugin" must not be started. */
    private static final class TestDrivers implements DriverFactory {
        @Override
        public Driver open(DriverName name, DriverContext context) {
            return switch (name.text()) {
                case "local" ->
                    new IdleDriver(context) {
                        @Override
                        public Set<Path> usedImages() {
                            return Set.of(context.storePath().resolve(text("Base")));
                        }
                    };
                case "absent" -> throw new DriverNotFoundException("absent", "");
                default -> throw new AssertionError("starts a process");
            };
        }

        @Override
        public boolean startsProcess(Machine machine) {
            return machine.driverName().equals("plugin");
        }
    }

    /** Fetches an image that no other file equals. */
    private CachedImage fetch(String name, int size) throws IOException {
        Path file = root.resolve(name);
        Files.write(
                file, ByteBuffer.allocate(size).putShort(510, (short) 0x55aa).array());
        return cache.fetch(new ImageRequest(file.toString(), "", "amd64"));
    }

    private CachedImage fetchLongAgo(String name, int size) throws IOException {
        CachedImage image = fetch(name, size);
        age(image.file());
        return image;
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.now().minus(Duration.ofDays(3).plusMinutes(1))));
    }

    private void machine(String name, String driver, String key, String value) {
        Machine machine = new MachineDocument(layout, name, new MachineDocument.Certificates("", "", "", ""))
                .machine(name, driver);
        ObjectNode config = machine.driver();
        config.put(key, value);
        store.save(machine.withDriver(config));
    }

    private String relative(CachedImage image) {
        return layout.root().relativize(image.file()).toString();
    }

    private String shown(Jm.Result result) {
        return result.all().replace(root.toString(), "T");
    }

    @Test
    void lsShowsEachImageWithTheMachinesThatNeedIt() throws IOException {
        CachedImage used = fetchLongAgo("a.raw", 1 << 20);
        CachedImage free = fetch("b.raw", 2 << 20);
        machine("box", "local", "Base", relative(used));
        machine("app", "plugin", "Disk", used.file().toString());
        String table = shown(jm.run("image", "ls").succeeded());
        assertTrue(table.startsWith("NAME"), table);
        assertTrue(
                table.contains("T/a.raw   " + used.digest().substring(0, 19) + "   1 MiB   app,box   3 days ago"),
                table);
        assertTrue(
                table.contains("T/b.raw   " + free.digest().substring(0, 19) + "   2 MiB             just now"), table);
        assertEquals(
                Set.of("T/a.raw", "T/b.raw"),
                Set.copyOf(shown(jm.run("image", "ls", "-q")).lines().toList()));
        String json = shown(jm.run("image", "ls", "--format", "json").succeeded());
        assertTrue(json.contains("\"Digest\": \"" + used.digest() + "\""), json);
        assertTrue(json.contains("\"Size\": 1048576"), json);
    }

    @Test
    void anEmptyCacheIsAnEmptyTable() {
        assertEquals(
                "NAME   DIGEST   SIZE   USED BY   LAST USED\n",
                jm.run("image", "ls").succeeded().all());
        assertEquals(
                "There is nothing to delete\n",
                jm.run("image", "prune").succeeded().all());
        assertFalse(Files.exists(layout.images()), "looking creates nothing");
    }

    @Test
    void pruneDeletesWhatNoMachineNeeds() throws IOException {
        CachedImage used = fetchLongAgo("a.raw", 1 << 20);
        CachedImage free = fetchLongAgo("b.raw", 2 << 20);
        machine("box", "local", "Base", relative(used));
        assertEquals(
                "About to delete:\n  T/b.raw (2 MiB)\nFreed 2 MiB\n",
                shown(jm.run("image", "prune", "--force").succeeded()));
        assertTrue(Files.exists(used.file()));
        assertFalse(Files.exists(free.file()));
        assertEquals("T/a.raw\n", shown(jm.run("image", "ls", "-q")));
    }

    @Test
    void pruneAsksAndDeletesNothingWithoutAYes() throws IOException {
        CachedImage free = fetchLongAgo("b.raw", 2 << 20);
        assertTrue(shown(jm.typing("n\n").run("image", "prune").succeeded()).contains("Are you sure? (y/n): "));
        assertTrue(jm.typing("").run("image", "prune").succeeded().err().contains("Use --force"));
        assertEquals(
                "This would be deleted:\n  T/b.raw (2 MiB)\n",
                shown(jm.run("image", "prune", "--dry-run").succeeded()));
        assertTrue(Files.exists(free.file()));
        jm.typing("y\n").run("image", "prune").succeeded();
        assertFalse(Files.exists(free.file()));
    }

    @Test
    void anImageIsKeptForAMachineThatIsJustBeingCreated() throws IOException {
        CachedImage old = fetchLongAgo("a.raw", 1 << 20);
        // create fetches what the cache has had for long
        fetch("a.raw", 1 << 20);
        age(root.resolve("a.raw"));
        assertEquals(
                "Unused images of the last hour are kept (1); --all deletes them as well\n",
                jm.run("image", "prune", "-f").succeeded().all());
        assertTrue(Files.exists(old.file()));
        jm.run("image", "prune", "-f", "--all").succeeded();
        assertFalse(Files.exists(old.file()));
    }

    @Test
    void anImageThatIsFetchedAfterTheListingIsKept() throws IOException {
        CachedImage image = fetchLongAgo("a.raw", 1 << 20);
        Instant listed = cache.lastUsed(image);
        fetchDigest(image);
        assertFalse(cache.removeUnused(image, listed));
        assertTrue(Files.exists(image.file()));
        assertTrue(cache.removeUnused(image, cache.lastUsed(image)));
        assertFalse(Files.exists(image.file()));
    }

    private void fetchDigest(CachedImage image) {
        cache.fetch(new ImageRequest("debian13", image.digest(), "amd64"));
    }

    @Test
    void anImageOfAMachineWhoseDriverIsGoneIsKept() throws IOException {
        CachedImage used = fetchLongAgo("a.raw", 1 << 20);
        machine("box", "absent", "ImagePath", used.file().toString());
        assertEquals(
                "There is nothing to delete\n",
                jm.run("image", "prune", "-f", "-a").succeeded().all());
        assertTrue(Files.exists(used.file()));
    }

    @Test
    void nothingIsDeletedIfAMachineCannotBeRead() throws IOException {
        CachedImage free = fetchLongAgo("b.raw", 2 << 20);
        Files.createDirectories(layout.machine("broken"));
        Files.writeString(layout.config("broken"), "{\"Driver\":");
        Jm.Result result = jm.run("image", "prune", "-f", "-a").failed();
        assertTrue(
                result.err().startsWith("No image is deleted, because the machine \"broken\" may need any of them"),
                result.err());
        assertTrue(Files.exists(free.file()));
        Jm.Result listed = jm.run("image", "ls").succeeded();
        assertTrue(listed.all().contains("The machine \"broken\" may need any of them"), listed.all());
        Files.delete(layout.config("broken"));
        jm.run("image", "prune", "-f", "-a").failed();
        assertTrue(Files.exists(free.file()));
    }

    @Test
    void leftoversOfDownloadsAreDeletedUnlessTheyGoOn() throws IOException {
        Files.createDirectories(layout.images());
        Path part = Files.writeString(layout.imagePart(KEY), "half");
        Path bad = Files.writeString(layout.badImage("sha256", KEY + KEY), "wrong");
        try (FileLock download = FileLock.acquire(layout.imageLock(KEY), Duration.ZERO, waiting -> {})) {
            String shown = shown(jm.run("image", "prune", "-f").succeeded());
            assertTrue(shown.contains("Kept " + KEY + ".part (unfinished download or copy): it is being"), shown);
        }
        assertTrue(Files.exists(part));
        assertFalse(Files.exists(bad));
        jm.run("image", "prune", "-f").succeeded();
        assertFalse(Files.exists(part));
    }

    @Test
    void aDamagedImageThatAMachineNeedsIsKept() throws IOException {
        CachedImage used = fetchLongAgo("a.raw", 1 << 20);
        machine("box", "local", "Base", relative(used));
        assertTrue(used.file().toFile().setWritable(true));
        Files.writeString(used.file(), "damaged");
        assertEquals(
                "There is nothing to delete\n",
                jm.run("image", "prune", "-f", "-a").succeeded().all());
        assertTrue(Files.exists(used.file()));
    }

    @Test
    void argumentsAreRefused() {
        assertTrue(jm.run("image", "ls", "x").failed().err().contains("Expected no arguments"));
        assertTrue(jm.run("image", "prune", "debian13").failed().err().contains("Expected no arguments"));
        assertTrue(jm.run("image", "prun").failed().err().contains("Did you mean \"prune\"?"));
    }
}
