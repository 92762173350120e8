package io.jm.images;

/** A file is not a disk image that jm gives to QEMU; the message continues a sentence about the file. */
final class UnusableImageException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableImageException(String reason) {
        super(reason);
    }
}
