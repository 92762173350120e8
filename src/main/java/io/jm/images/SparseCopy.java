package io.jm.images;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.os.IoReason;
import io.jm.os.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Copies a file without writing its blocks of zeros, of which raw disks mostly consist, and computes its digest. */
final class SparseCopy {
    private static final int BLOCK = 256 << 10;

    private SparseCopy() {}

    /**
     * Copies a file.
     *
     * @param to the copy, which is replaced if it exists; only its owner can read it
     * @param subject what is copied, for messages
     * @param progress shows how far the copy is
     * @return the digest of what was read
     */
    static ImageDigest copy(Path from, Path to, String algorithm, String subject, TransferProgress progress) {
        MessageDigest digest = ImageDigest.engine(algorithm);
        ImageFiles.delete(to);
        try (InputStream in = Files.newInputStream(from)) {
            PrivateFile.create(to, new byte[0]);
            try (FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
                copy(in, out, digest, progress);
            }
        } catch (ClosedByInterruptException e) {
            throw new CancelledException();
        } catch (IOException e) {
            throw new JmException("copying " + subject + " to " + to.getParent() + ": " + IoReason.of(e), e);
        }
        return ImageDigest.of(algorithm, digest);
    }

    private static void copy(InputStream in, FileChannel out, MessageDigest digest, TransferProgress progress)
            throws IOException {
        byte[] block = new byte[BLOCK];
        long length = 0;
        for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException();
            }
            digest.update(block, 0, n);
            if (!isZero(block, n)) {
                write(out, ByteBuffer.wrap(block, 0, n), length);
            }
            length += n;
            progress.reached(length);
        }
        if (out.size() < length) {
            write(out, ByteBuffer.allocate(1), length - 1);
        }
    }

    private static boolean isZero(byte[] block, int length) {
        for (int i = 0; i < length; i++) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void write(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        for (long position = at; bytes.hasRemaining(); ) {
            position += out.write(bytes, position);
        }
    }
}
