package io.jm.cli;

import io.jm.cli.Topic.Section;
import io.jm.cli.WrappedText.Row;
import io.jm.os.Setting;
import java.util.List;

/**
 * The topic {@code files}. FilesTopicTest compares it with {@link io.jm.machine.StoreLayout}; {@code {a,b}} in a name stands
 * for both.
 */
final class FilesTopic {
    /** The title of the section that has exactly the files of StoreLayout. */
    static final String STORE = "Files of the store";

    private FilesTopic() {}

    static List<Section> sections() {
        return List.of(
                new Section(
                        "The store",
                        List.of(
                                "The store is ~/.docker/machine, or what --storage-path or "
                                        + Setting.STORAGE_PATH.variable() + " specifies;"
                                        + " docker-machine may use it at the same time. To move everything, copy it; to move"
                                        + " some machines, use export and import.",
                                "Files are 0600 unless noted otherwise. NAME is a machine. All but the certificates and"
                                        + " keys, config.json and the disks of machines may be deleted: jm makes it again, or"
                                        + " does without."),
                        List.of()),
                new Section(STORE, List.of(), store()),
                new Section("Files of the driver qemu", List.of("In machines/NAME."), virtualMachine()),
                new Section("Elsewhere", List.of(), elsewhere()));
    }

    private static List<Row> store() {
        return List.of(
                new Row(
                        "certs/{ca,ca-key}.pem",
                        "The CA that signs all certificates, and its key; keep the key secret"),
                new Row("certs/{cert,key}.pem", "The certificate and key with which clients log in to the engines"),
                new Row(
                        "machines/NAME/config.json",
                        "Everything that is recorded of a machine, as docker-machine has it"),
                new Row("machines/NAME/config.json.bak", "The same from before the last change"),
                new Row(
                        "machines/NAME/jm.json",
                        "What docker-machine has no key for: group, docker contexts, SSH jump host"),
                new Row("machines/NAME/{server,server-key}.pem", "The certificate and key of its engine"),
                new Row("machines/NAME/known_hosts", "Its SSH host key, pinned at the first login"),
                new Row(
                        "machines/NAME/provision.log",
                        "The commands that were run on it, secrets masked: 'logs --provision'"),
                new Row("machines/NAME/watch.pid", "The process that forwards its published ports holds a lock on it"),
                new Row("machines/NAME/watch.log", "What that process could not forward"),
                new Row("machines/NAME/ports.json", "What that process forwards"),
                new Row(
                        "cache/images/ALGORITHM-HEX.EXTENSION",
                        "A verified disk image, named by its digest: 'image ls', 'image prune'"),
                new Row("cache/images/index.json", "Which image each URL or file was"),
                new Row("cache/images/{KEY.part,KEY.part.json}", "A download that is not complete, and what it is of"),
                new Row("cache/images/ALGORITHM-HEX.bad", "A download whose digest was wrong"),
                new Row("cache/images/{.lock-KEY,.lock-index}", "Locks, while an image is fetched, used or deleted"),
                new Row("known_hosts_jump", "Pinned host keys of the jump hosts of all machines"),
                new Row("ssh_config", "Blocks for OpenSSH; there after 'ssh-config --write'"),
                new Row(".lock-NAME", "A lock against other processes, while the machine is changed"),
                new Row("{.lock_certs,.lock_contexts}", "The same for certificates and docker contexts"),
                new Row("{.lock_ssh_config,.lock_swarm-CLUSTER}", "The same for ssh_config and the swarm of a group"));
    }

    private static List<Row> virtualMachine() {
        return List.of(
                new Row("disk.qcow2", "Its disk: what differs from the image in the cache"),
                new Row("seed.img", "What its first boot is configured from"),
                new Row("{id_rsa,id_rsa.pub}", "The key for logins"),
                new Row("{qemu.pid,monitor,monitor2}", "The running QEMU, and its sockets"),
                new Row("console.log", "Its serial console, new at each start"),
                new Row("share-N.{sock,log}", "Socket and messages of one shared directory"),
                new Row("efivars.fd", "The variables of UEFI firmware"));
    }

    private static List<Row> elsewhere() {
        return List.of(
                new Row(
                        "~/.docker/contexts",
                        "Docker contexts, after 'context create', 'context use' or 'create --context'"),
                new Row("~/.docker/config.json", "Its key currentContext, after 'context use'"),
                new Row("~/.ssh/config", "Two lines at its top, after 'ssh-config --write'"));
    }
}
