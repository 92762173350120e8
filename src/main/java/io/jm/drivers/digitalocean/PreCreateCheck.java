package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.driver.DriverContext;
import io.jm.go.text.GoQuote;
import io.jm.text.Printable;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refuses before anything is made what cannot be made. A question that the token may not ask is left out. */
final class PreCreateCheck {
    private final DriverContext context;
    private final DropletConfig config;
    private final DigitalOceanApi api;

    PreCreateCheck(DriverContext context, DropletConfig config, DigitalOceanApi api) {
        this.context = context;
        this.config = config;
        this.api = api;
    }

    /** Checks everything; records the image if none was given. */
    void run() {
        new UserData(config.userDataFile(), context.environment().workingDirectory()).check();
        checkKey();
        List<JsonNode> regions = allowed(() -> api.regions(this::isUsable));
        if (regions != null) {
            checkRegion(regions);
        }
        List<Size> sizes = allowed(() -> api.sizes(config.region()));
        long diskGb = sizes == null ? 0 : checkedSize(sizes).diskGb();
        if (config.image().isEmpty()) {
            config.image(DefaultImage.slug(api, config.region(), diskGb));
        } else {
            allowed(() -> {
                checkImage(diskGb);
                return true;
            });
        }
    }

    private void checkKey() {
        String key = config.key();
        if (key.isEmpty()) {
            return;
        }
        if (config.fingerprint().isEmpty()) {
            throw new JmException("ssh-key-fingerprint needs to be provided for " + GoQuote.quote(key));
        }
        if (!Files.exists(context.environment().workingDirectory().resolve(key))) {
            throw new JmException("SSH key does not exist: " + GoQuote.quote(key));
        }
    }

    private boolean isUsable(JsonNode region) {
        return region.path("slug").asText("").equals(config.region())
                && region.path("available").asBoolean();
    }

    private void checkRegion(List<JsonNode> regions) {
        if (regions.stream().anyMatch(this::isUsable)) {
            return;
        }
        String valid = String.join(
                ", ",
                regions.stream()
                        .filter(region -> region.path("available").asBoolean())
                        .map(region -> region.path("slug").asText(""))
                        .sorted()
                        .toList());
        throw new JmException("digitalocean requires a valid region: " + Printable.excerpt(valid, 500));
    }

    private Size checkedSize(List<Size> sizes) {
        List<Size> usable = sizes.stream().filter(Size::usable).toList();
        for (Size size : usable) {
            if (size.slug().equals(config.size())) {
                return size;
            }
        }
        String nearest =
                Texts.nearest(config.size(), usable.stream().map(Size::slug).toList());
        throw new JmException("size " + GoQuote.quote(config.size()) + " is not offered in the region "
                + config.region() + ", nearest: " + nearest);
    }

    private void checkImage(long diskGb) {
        String name = config.image();
        Image image = api.image(name, config.region());
        if (image == null) {
            List<String> slugs = api.distributions(config.region()).stream()
                    .filter(Image::inRegion)
                    .map(Image::slug)
                    .filter(slug -> !slug.isEmpty())
                    .sorted()
                    .toList();
            throw new JmException(
                    "image " + GoQuote.quote(name) + " not found, nearest: " + Texts.nearest(name, slugs));
        }
        if (!image.inRegion()) {
            throw new JmException("image " + GoQuote.quote(name) + " is not in the region " + config.region());
        }
        if (diskGb > 0 && image.minDiskGb() > diskGb) {
            throw new JmException("image " + GoQuote.quote(name) + " needs a disk of " + image.minDiskGb()
                    + " GB, and the size " + config.size() + " has " + diskGb + " GB");
        }
    }

    private <T> @Nullable T allowed(Supplier<T> question) {
        try {
            return question.get();
        } catch (ApiException e) {
            if (!e.is(Kind.DENIED)) {
                throw e;
            }
            context.trace("Not checked: " + e.getMessage());
            return null;
        }
    }
}
