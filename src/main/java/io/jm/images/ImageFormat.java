package io.jm.images;

/** The formats of disk images that jm hands to QEMU. */
public enum ImageFormat {
    QCOW2("qcow2"),
    RAW("raw");

    private final String text;

    ImageFormat(String text) {
        this.text = text;
    }

    /** Returns QEMU's name of the format, which is also the extension of the file in the cache. */
    public String text() {
        return text;
    }
}
