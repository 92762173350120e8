package io.jm.drivers.qemu.share;

import io.jm.driver.SharedDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** QEMU's arguments for shared directories. */
final class ShareArguments {
    private ShareArguments() {}

    /**
     * Returns the arguments for virtiofs. The daemons see the machine's memory, so it is shared.
     *
     * @param memoryMb the machine's whole memory
     * @param sockets the socket of each directory's daemon
     */
    static List<String> virtioFs(List<SharedDirectory> shares, List<Path> sockets, int memoryMb) {
        List<String> arguments = new ArrayList<>();
        if (!shares.isEmpty()) {
            arguments.addAll(List.of("-object", "memory-backend-memfd,id=mem,size=" + memoryMb + "M,share=on"));
            arguments.addAll(List.of("-numa", "node,memdev=mem"));
        }
        for (int i = 0; i < shares.size(); i++) {
            String tag = shares.get(i).tag();
            arguments.addAll(List.of("-chardev", "socket,id=share-" + tag + ",path=" + value(sockets.get(i))));
            arguments.addAll(
                    List.of("-device", "vhost-user-fs-pci,queue-size=1024,chardev=share-" + tag + ",tag=" + tag));
        }
        return arguments;
    }

    /**
     * Returns the arguments for 9p. QEMU works as the user who runs it, and a change of owner in the machine has no
     * effect; {@code mapped-xattr} would keep one, but turn symbolic links into files on this computer.
     */
    static List<String> nineP(List<SharedDirectory> shares) {
        List<String> arguments = new ArrayList<>();
        for (SharedDirectory share : shares) {
            arguments.add("-virtfs");
            arguments.add("local,id=share-" + share.tag() + ",path=" + value(share.host()) + ",mount_tag=" + share.tag()
                    + ",security_model=none,multidevs=remap" + (share.readOnly() ? ",readonly=on" : ""));
        }
        return arguments;
    }

    /** A comma separates QEMU's options. */
    private static String value(Path path) {
        return path.toString().replace(",", ",,");
    }
}
