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
        List<Use> uses = new ArrayList<>();
        // before the machines, so that delete notices an image that is fetched while they are read
        for (CachedImage image : cache.list()) {
            uses.add(new Use(image, cache.bytes(image), cache.lastUsed(image), new ArrayList<>()));
        }
        Map<String, String> unreadable = new TreeMap<>();
        for (String name : uses.isEmpty() ? List.<String>of() : store.names()) {
            try {
                addMachine(store.load(name), uses);
            } catch (NoSuchMachineException e) {
                // removed in the meantime
                continue;
            } catch (RuntimeException | StackOverflowError e) {
                unreadable.put(name, UnexpectedException.of(e).getMessage());
            }
        }
        return new Inventory(uses, unreadable);
    }

    private void addMachine(Machine machine, List<Use> uses) {
        Set<Path> used = used(machine);
        String recorded = machine.driver().toString();
        for (Use use : uses) {
            Path file = use.image().file();
            // the name is a digest: wherever it is recorded, that image is meant, also if the driver is missing
            if (used.contains(file) || recorded.contains(file.getFileName().toString())) {
                use.machines().add(machine.name());
            }
        }
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
     * @throws JmException if it is not known what a machine needs
     */
    public List<Use> unused() {
        Inventory inventory = inventory();
        inventory.unreadable().forEach((name, reason) -> {
            throw new JmException("No image is deleted, because the machine \"" + name
                    + "\" may need any of them and cannot be read: " + reason
                    + ". Repair its config.json, or remove the machine with \"rm -f\".");
        });
        List<Use> unused = new ArrayList<>(inventory.images());
        unused.removeIf(use -> !use.machines().isEmpty());
        return unused;
    }

    /** Returns whether an image was fetched within the last hour, so that it may belong to a machine that is being created. */
    public boolean isRecent(Use use) {
        return !use.image().isLeftover() && use.lastUsed().isAfter(ticker.now().minus(GRACE));
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
