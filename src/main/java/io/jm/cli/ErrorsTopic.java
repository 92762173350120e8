package io.jm.cli;

import io.jm.base.ErrorCode;
import io.jm.cli.Topic.Section;
import io.jm.cli.WrappedText.Row;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topic {@code errors}: a section for each {@link ErrorCode} that the user can do something about. */
final class ErrorsTopic {
    private ErrorsTopic() {}

    static List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            List<Row> rows = rows(code);
            if (!rows.isEmpty()) {
                sections.add(new Section(code.text(), List.of(code.meaning() + "."), rows));
            }
        }
        return sections;
    }

    /** Returns the name of the section about an error, as {@code help} takes it; empty if there is none. */
    static String about(@Nullable ErrorCode code) {
        return code == null || code == ErrorCode.USAGE || rows(code).isEmpty() ? "" : Topic.ERRORS + "#" + code.text();
    }

    /** Returns a part of the message, or what may be the case, with what to do. */
    private static List<Row> rows(ErrorCode code) {
        return switch (code) {
            case USAGE ->
                List.of(
                        new Row(
                                "flag provided but not defined",
                                "'COMMAND --help' lists the options of a command, with 'create --driver NAME --help' also those of a driver"),
                        new Row("Expected ... as an argument", "The name of a machine is missing: 'ls' lists them"));
            case NO_SUCH_MACHINE ->
                List.of(
                        new Row("does not exist", "'ls' lists the machines; names are case-sensitive"),
                        new Row(
                                "ls is empty",
                                "Another store may be meant: compare --storage-path and "
                                        + Setting.STORAGE_PATH.variable() + "; 'version --details' prints the store"));
            case EXISTS ->
                List.of(
                        new Row(
                                "already exists",
                                "Use another name; 'create --resume NAME' finishes a machine whose creation failed, 'create --if-not-exists' leaves one that is there as it is, 'rm NAME' removes it"),
                        new Row("docker has a context", "Choose another name: 'context create NAME --name OTHER'"));
            case DRIVER_NOT_FOUND ->
                List.of(
                        new Row(
                                "Driver ... not found",
                                "'driver ls' lists the drivers. One that is not built in is a program docker-machine-driver-NAME: put it into a directory of the PATH"),
                        new Row(
                                "of a machine in the store",
                                "Without its driver, 'rm --forget NAME' removes the record; the instance stays"));
            case DRIVER ->
                List.of(
                        new Row(
                                "401, 403, credentials",
                                "The token or key has ended or may not do this. For a new machine give another one with the option or variable of the driver, 'create --driver NAME --help' lists them; 'set --driver-option KEY=- NAME' records it for a machine"),
                        new Row(
                                "Host is not running",
                                "'start NAME', if jm made the machine. A host of your own is off, or has another address: 'set --driver-option IPAddress=ADDRESS NAME' records that, then 'certs renew NAME'"),
                        new Row(
                                "the instance is gone",
                                "'rm NAME' removes the record of an instance that was deleted at the provider"),
                        new Row(
                                "anything else",
                                "--debug shows each request to the provider or call of the plugin; after it 'create --resume NAME' goes on"));
            case PRE_CREATE ->
                List.of(
                        new Row(
                                "Error with pre-create check",
                                "Nothing was made. Correct what the message names and run the same command again; 'create --driver NAME --help' lists the options"));
            case SSH ->
                List.of(
                        new Row(
                                "connection refused, timeout",
                                "Is the machine running ('status NAME')? Is its port for SSH open in the firewall of the provider and of the host?"),
                        new Row(
                                "authentication failed",
                                "The user or the key is not the one that the host knows: 'inspect NAME' shows SSHUser and SSHKeyPath, and 'set --driver-option SSHUser=USER NAME' changes what is recorded. A creation that failed goes on with 'create --resume NAME'"),
                        new Row("permissions ... are too open", "'chmod 600' for the key file, 700 for its directory"),
                        new Row(
                                "anything else",
                                "'doctor NAME' looks at each step; --native-ssh uses the system's ssh instead, and --debug shows what was tried"));
            case HOST_KEY ->
                List.of(
                        new Row(
                                "the host key of ... has changed",
                                "If the host was installed again, delete its known_hosts ('help files' says where) and connect again; if not, an attacker may be in between: do not"),
                        new Row(
                                "the host key of ... is not known",
                                "--host-key-check pin accepts the first key that a machine shows, strict only one in known_hosts"));
            case TLS ->
                List.of(
                        new Row(
                                "certificate has expired",
                                "'certs ls' shows all ends, 'certs renew NAME' renews the engine's, 'certs renew --client' the client's, 'certs renew --ca' that of the CA"),
                        new Row(
                                "valid for ..., not ...",
                                "The address has changed: 'certs renew NAME' makes a certificate for the present one"),
                        new Row(
                                "unknown authority",
                                "The engine has a certificate of another CA: 'regenerate-certs NAME', or set DOCKER_CERT_PATH by 'env NAME'"),
                        new Row(
                                "first record does not look like",
                                "The engine does not use TLS at this address: 'provision NAME' configures it again"));
            case ENGINE ->
                List.of(
                        new Row(
                                "connection refused, reset, EOF",
                                "The engine is stopped: 'provision NAME' starts it, 'logs NAME' shows why it ended. A machine that is stopped itself ('status NAME') wants 'start NAME'"),
                        new Row(
                                "i/o timeout",
                                "The host is off, or a firewall is in between: open port 2376 for this computer"),
                        new Row("no such host", "The name is not known here: 'ip NAME' prints what is recorded"),
                        new Row(
                                "anything else",
                                "'doctor NAME' finds the step that fails and names the command that repairs it"));
            case CERTIFICATE ->
                List.of(
                        new Row(
                                "no certificate, no key",
                                "'doctor --fix' restores copies that are missing; 'certs ls' shows what is there"),
                        new Row(
                                "the CA's key is not here",
                                "Do this where the machine was exported, or export it there with --with-ca-key"),
                        new Row(
                                "is encrypted",
                                "jm reads keys without a passphrase: 'openssl pkey' makes such a copy"));
            case STORE ->
                List.of(
                        new Row(
                                "Error getting migrated host",
                                "'doctor' names the broken config.json; config.json.bak next to it is the one before the last change"),
                        new Row(
                                "permission denied",
                                "Files of another user, often of root after sudo: 'chown -R' the store to yourself"),
                        new Row("no space left", "Free space; 'image prune' deletes disk images that no machine uses"));
            case LOCKED ->
                List.of(
                        new Row(
                                "another process holds the lock",
                                "Wait for it: the message names it. A lock without its process is taken over"),
                        new Row(
                                "permission denied",
                                "Another user made the lock; if none of their processes runs, delete the file"));
            case BUG ->
                List.of(
                        new Row(
                                "an error in jm itself",
                                "Please report it, with the output of the same command and --debug; it has no passwords, but look before you send it"));
            case SWARM ->
                List.of(
                        new Row(
                                "No machine is in the group",
                                "'swarm join CLUSTER MACHINE...' makes a swarm of machines and puts them into its group"),
                        new Row(
                                "has no quorum, answers",
                                "Half of the managers or more do not answer: start them, 'swarm ls CLUSTER' shows which"),
                        new Row(
                                "is in another swarm",
                                "Take it out first, which ends its part in that swarm: 'swarm leave --force MACHINE'"),
                        new Row(
                                "cannot reach",
                                "The machines must reach each other at 2377/tcp, 7946/tcp and udp, and 4789/udp: open these ports between"
                                        + " them, or choose another address by --advertise"));
            case CANCELLED -> List.of();
        };
    }
}
