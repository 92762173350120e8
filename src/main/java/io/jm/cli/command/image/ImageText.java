package io.jm.cli.command.image;

import io.jm.images.CachedImage;
import io.jm.lifecycle.StoredImages;
import java.time.Duration;
import java.time.Instant;

/** Texts about an image. */
final class ImageText {
    private static final int DIGEST_DIGITS = 12;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private ImageText() {}

    /** Returns where it came from; the file's name for a leftover, which came from nowhere. */
    static String name(StoredImages.Use use) {
        CachedImage image = use.image();
        String file = image.file().getFileName().toString();
        if (image.isLeftover()) {
            return file + " (" + image.source() + ")";
        }
        return image.source().isEmpty() ? file : image.source();
    }

    /** Returns the first digits of the digest. */
    static String digest(CachedImage image) {
        int hex = image.digest().indexOf(':') + 1;
        return image.digest().substring(0, Math.min(image.digest().length(), hex + DIGEST_DIGITS));
    }

    /** Returns how long ago that was, in the largest unit. */
    static String ago(Instant then, Instant now) {
        long minutes = Math.max(0, Duration.between(then, now).toMinutes());
        if (minutes < 1) {
            return "just now";
        }
        if (minutes < MINUTES) {
            return count(minutes, "minute");
        }
        long hours = minutes / MINUTES;
        return hours < HOURS ? count(hours, "hour") : count(hours / HOURS, "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s") + " ago";
    }
}
