package io.jm.drivers.digitalocean;

import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The image of a droplet for which none was given: the newest Ubuntu with long-term support. */
final class DefaultImage {
    /** For a token that may not list images. */
    private static final String FALLBACK = "ubuntu-24-04-x64";

    /** Versions with long-term support are those of April of even years. */
    private static final Pattern LONG_TERM = Pattern.compile("ubuntu-\\d[02468]-04-x64");

    private DefaultImage() {}

    /**
     * Returns the slug.
     *
     * @param diskGb the disk of the droplet's size; 0 if not known
     */
    static String slug(DigitalOceanApi api, String region, long diskGb) {
        List<Image> images;
        try {
            images = api.distributions(region);
        } catch (ApiException e) {
            if (e.is(Kind.DENIED)) {
                return FALLBACK;
            }
            throw e;
        }
        return images.stream()
                .filter(image -> image.distribution().equals("Ubuntu") && image.available() && image.inRegion())
                .filter(image -> diskGb == 0 || image.minDiskGb() <= diskGb)
                .map(Image::slug)
                .filter(slug -> LONG_TERM.matcher(slug).matches())
                .max(Comparator.naturalOrder())
                .orElse(FALLBACK);
    }
}
