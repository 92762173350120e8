package io.jm.cli.command;

import io.jm.archive.AgeFile;
import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.MachineSelection;
import io.jm.cli.ProductVersion;
import io.jm.os.AtomicFile;
import io.jm.os.IoReason;
import io.jm.ssh.LocalTerminal;
import io.jm.transfer.MachineExport;
import io.jm.transfer.Origin;
import io.jm.transfer.Person;
import io.jm.transfer.SharedExport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes machines into one file. */
@Command(
        name = "export",
        headerHeading = HelpGroup.TRANSFER,
        header = "Write machines into one file, for another computer",
        descriptionHeading = Addition.COMMAND,
        description = {
            "The file has all that another computer needs to use and control the machines: their records,",
            "certificates, and keys for TLS and SSH. It is a ZIP file. With --encrypt it is encrypted with",
            "a passphrase in the format of age: 'PROGRAM import' reads it, and so does 'age -d'.",
            "",
            "Anyone who has the file controls the machines. --no-driver-secrets leaves out what the driver",
            "recorded of your account at the provider, such as a token.",
            "",
            "A machine that moves for good is forgotten here after the import there: 'PROGRAM rm --forget'",
            "leaves the machine itself as it is. Until then, both computers control it.",
            "",
            "--for PERSON gives somebody only access to the engines: the file has a client certificate of",
            "that person, which ends after 90 days (--days), and neither SSH keys nor the driver's data.",
            "'certs ls' shows it. It cannot be taken back before it ends, except by a new CA ('certs renew",
            "--rotate-ca'), and who uses an engine can become root on its host."
        },
        footer = {
            "Take a machine to another computer",
            "PROGRAM export --encrypt box",
            "Forget it here, once it is imported there",
            "PROGRAM rm --forget box",
            "Take all machines, without the tokens of providers",
            "PROGRAM export --all --no-driver-secrets -o machines.zip",
            "Let a colleague use the engine for a week",
            "PROGRAM export box --for alice --days 7"
        })
final class ExportCommand implements Callable<ExitCode> {
    private static final String STANDARD_OUTPUT = "-";
    private static final long DEFAULT_DAYS = 90;
    private static final long MOST_DAYS = 1080;

    private final Context context;

    @Mixin
    private MachineSelection selection = new MachineSelection();

    @Option(
            names = {"--output", "-o"},
            defaultValue = "",
            description = "The file; MACHINE.jm.zip if not given, - for standard output")
    private String output = "";

    @Option(
            names = {"--force", "-f"},
            description = "Replace the file if it exists")
    private boolean force;

    @Option(names = "--encrypt", description = "Encrypt the file with a passphrase, in the format of age")
    private boolean encrypt;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Option(names = "--no-driver-secrets", description = "Leave out the secrets in the driver's data")
    private boolean noDriverSecrets;

    @Option(names = "--with-ca-key", description = "Include the key of the CA, with which certificates are renewed")
    private boolean withCaKey;

    @Option(names = "--for", paramLabel = "PERSON", description = "Only give this person access to the engines")
    private @Nullable String person;

    @Option(names = "--days", description = "How many days the access of --for lasts (90)")
    private @Nullable Long days;

    ExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Person to = person == null ? null : Person.of(person);
        refuseOptions();
        List<String> names = selection.names(context);
        String file = file(names);
        Path path = context.environment().workingDirectory().resolve(file);
        refuseOutput(file, path);
        String secret = encrypt ? passphrase.forEncryption(context) : null;
        byte[] content = to == null ? whole(file, names) : access(file, names, to);
        write(file, path, secret == null ? content : AgeFile.encrypt(content, secret));
        return ExitCode.OK;
    }

    private byte[] whole(String file, List<String> names) {
        MachineExport.Result export = new MachineExport(
                        context.store(),
                        context.machineDrivers(),
                        context.console(),
                        origin(),
                        new MachineExport.Content(!noDriverSecrets, withCaKey))
                .of(names);
        byte[] content = export.archive().toBytes();
        if (!encrypt) {
            warn(file, names, export.secrets());
        }
        return content;
    }

    private byte[] access(String file, List<String> names, Person to) {
        Duration lifetime = Duration.ofDays(days == null ? DEFAULT_DAYS : days);
        SharedExport.Result shared = new SharedExport(
                        context.store(), context.machineDrivers(), context.certificates(), origin(), to, lifetime)
                .of(names);
        context.console()
                .error("Who uses an engine can become root on its host. This access ends at " + shared.end()
                        + " and cannot be taken back before, except by a new CA: "
                        + context.environment().program()
                        + " certs renew --rotate-ca");
        if (!encrypt) {
            context.console()
                    .error(shown(file) + " has the private key of " + to.name()
                            + ": anyone who has it has this access. Use --encrypt.");
        }
        return shared.archive().toBytes();
    }

    private Origin origin() {
        return Origin.here(ProductVersion.own(), context.environment(), context.ticker());
    }

    private static String shown(String file) {
        return file.equals(STANDARD_OUTPUT) ? "The file" : file;
    }

    private void refuseOptions() {
        if (person == null) {
            if (days != null) {
                throw new UsageException("Error: --days is for --for PERSON");
            }
            return;
        }
        if (withCaKey || noDriverSecrets) {
            throw new UsageException(
                    "Error: --for gives access only: it goes with neither --with-ca-key nor --no-driver-secrets");
        }
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw new UsageException("Error: --days is a number from 1 to " + MOST_DAYS + ", not " + days);
        }
    }

    private String file(List<String> names) {
        if (!output.isEmpty()) {
            return output;
        }
        if (names.size() != 1) {
            throw new UsageException("Error: For several machines name the file: --output FILE");
        }
        return names.get(0) + (person == null ? "" : "-" + person) + ".jm.zip" + (encrypt ? ".age" : "");
    }

    private void refuseOutput(String file, Path path) {
        if (file.equals(STANDARD_OUTPUT)) {
            if (LocalTerminal.showsOutput()) {
                throw new JmException("Standard output is a terminal: redirect it, or name a file with --output");
            }
        } else if (!force && Files.exists(path)) {
            throw new JmException(file + " exists: use another name, or --force to replace it", ErrorCode.EXISTS, null);
        }
    }

    private void warn(String file, List<String> names, List<String> secrets) {
        String keys = shown(file) + " has the private keys of \"" + String.join("\", \"", names) + "\"";
        String driver = secrets.isEmpty() ? "" : " and secrets of the driver (" + String.join(", ", secrets) + ")";
        String remedy = "Anyone who has it controls the machine: use --encrypt"
                + (secrets.isEmpty() ? "." : ", or --no-driver-secrets.");
        context.console().error(keys + driver + ". " + remedy);
    }

    private void write(String file, Path path, byte[] content) {
        try {
            if (file.equals(STANDARD_OUTPUT)) {
                OutputStream out = context.console().streams().out();
                out.write(content);
                out.flush();
            } else {
                AtomicFile.write(path, content, AtomicFile.OWNER_ONLY);
                context.console().info("Wrote " + file);
            }
        } catch (IOException e) {
            throw new JmException("write " + file + ": " + IoReason.of(e), e);
        }
    }
}
