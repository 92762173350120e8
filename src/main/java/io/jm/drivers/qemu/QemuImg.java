package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.images.CachedImage;
import io.jm.os.IoReason;
import io.jm.os.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes and enlarges disks with qemu-img. */
final class QemuImg {
    private final Path program;

    QemuImg(Path program) {
        this.program = program;
    }

    /** Creates a disk over an image, which is not copied; a disk that is there is replaced. */
    void createOverlay(CachedImage image, Path disk, int megabytes) {
        try {
            // qemu-img would create the file readable for others; it keeps the mode of one that exists
            PrivateFile.replace(disk, new byte[0]);
        } catch (IOException e) {
            throw new JmException("open " + disk + ": " + IoReason.of(e), e);
        }
        QemuProgram.output(
                program,
                List.of(
                        "create",
                        "-f",
                        "qcow2",
                        "-b",
                        image.file().toString(),
                        "-F",
                        image.format().text(),
                        disk.toString(),
                        megabytes + "M"));
    }

    /** Enlarges a disk; the machine that has it must be stopped. */
    void resize(Path disk, int megabytes) {
        QemuProgram.output(program, List.of("resize", "-f", "qcow2", disk.toString(), megabytes + "M"));
    }
}
