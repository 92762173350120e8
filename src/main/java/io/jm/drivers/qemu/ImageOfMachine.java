package io.jm.drivers.qemu;

import io.jm.driver.DriverContext;
import io.jm.images.CachedImage;
import io.jm.images.ImageCache;
import io.jm.images.ImageRequest;
import io.jm.machine.StoreLayout;

/** Gets the image of a machine that is being created. */
final class ImageOfMachine {
    private static final long MB = 1 << 20;

    private final DriverContext context;
    private final QemuConfig config;

    ImageOfMachine(DriverContext context, QemuConfig config) {
        this.context = context;
        this.config = config;
    }

    /** Returns the image, verified and in the cache; its disk fits into the one that the machine is to have. */
    CachedImage fetch(String architecture) {
        ImageCache cache = new ImageCache(
                new StoreLayout(context.storePath()), context.console(), context.environment(), context.ticker());
        CachedImage image = cache.fetch(new ImageRequest(config.image(), config.imageDigest(), architecture));
        image.checkFits(config.diskSize() * MB);
        return image;
    }
}
