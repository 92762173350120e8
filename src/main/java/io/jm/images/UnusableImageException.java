package io.jm.images;

/** A file is not a disk image that jm gives to QEMU; the message continues one about the file. */
final class UnusableImageException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableImageException(String reason) {
        super(reason);
    }
}
