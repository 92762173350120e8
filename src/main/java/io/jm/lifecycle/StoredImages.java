package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.base.UnexpectedException;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.images.CachedImage;
import io.jm.images.ImageCache;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
import io.jm.store.NoSuchMachineException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The images of the store's cache with the machines that need them. */
public final class StoredImages {
    /** A machine that is being created has its image, but is not recorded yet. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final ImageCache cache;
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final Ticker ticker;

    public StoredImages(ImageCache cache, MachineStore store, MachineDrivers drivers, Ticker ticker) {
        this.cache = cache;
        this.store = store;
        this.drivers = drivers;
        this.ticker = ticker;
    }

    /**
     * An image.
     *
     * @param image the file
     * @param bytes its length
     * @param lastUsed when it was fetched the last time
     * @param machines the names of the machines that need it
     */
    public record Use(CachedImage image, long bytes, Instant lastUsed, List<String> machines) {}

    /**
     * All images, and after them the leftovers.
     *
     * @param images the images
     * @param unreadable the machines whose images are not known, with the reason
     */
    public record Inventory(List<Use> images, Map<String, String> unreadable) {}

    /** Returns what is in the cache. */
    public Inventory inventory() {
        List<CachedImage> images = cache.list();
        Map<String, String> unreadable = new TreeMap<>();
        List<List<String>> machines = new ArrayList<>();
        images.forEach(image -> machines.add(new ArrayList<>()));
        for (String name : images.isEmpty() ? List.<String>of() : store.names()) {
            try {
                Machine machine = store.load(name);
                Set<Path> used = used(machine);
                String recorded = machine.driver().toString();
                for (int i = 0; i < images.size(); i++) {
                    Path file = images.get(i).file();
                    // the name is a digest: wherever it is recorded, that image is meant, also if the driver is missing
                    if (used.contains(file)
                            || recorded.contains(file.getFileName().toString())) {
                        machines.get(i).add(name);
                    }
                }
            } catch (NoSuchMachineException e) {
                // removed in the meantime
                continue;
            } catch (RuntimeException | StackOverflowError e) {
                unreadable.put(name, UnexpectedException.of(e).getMessage());
            }
        }
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            CachedImage image = images.get(i);
            uses.add(new Use(image, cache.bytes(image), cache.lastUsed(image), machines.get(i)));
        }
        return new Inventory(uses, unreadable);
    }

    /** The images are jm's own, so that a driver in a process of its own has none. */
    private Set<Path> used(Machine machine) {
        if (drivers.startsProcess(machine)) {
            return Set.of();
        }
        try (Driver driver = drivers.open(machine)) {
            return driver.usedImages();
        }
    }

    /**
     * Returns what no machine needs.
     *
     * @param all whether images that were fetched within the last hour are included
     * @throws JmException if it is not known what a machine needs
     */
    public List<Use> unused(boolean all) {
        Inventory inventory = inventory();
        inventory.unreadable().forEach((name, reason) -> {
            throw new JmException("No image is deleted, because the machine \"" + name
                    + "\" may need any of them and cannot be read: " + reason
                    + ". Mend its config.json, or remove the machine with \"rm -f\".");
        });
        Instant latest = ticker.now().minus(GRACE);
        List<Use> unused = new ArrayList<>();
        for (Use use : inventory.images()) {
            boolean recent = !use.image().isLeftover() && use.lastUsed().isAfter(latest);
            if (use.machines().isEmpty() && (all || !recent)) {
                unused.add(use);
            }
        }
        return unused;
    }

    /**
     * Deletes an image that was unused.
     *
     * @return whether it was deleted; not if it has been fetched since
     * @throws io.jm.images.BusyImageException if it is a download that still goes on
     */
    public boolean delete(Use use) {
        return cache.removeUnused(use.image(), use.lastUsed());
    }
}
