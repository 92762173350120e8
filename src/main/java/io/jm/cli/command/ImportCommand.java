package io.jm.cli.command;

import io.jm.archive.AgeFile;
import io.jm.archive.ExportArchive;
import io.jm.archive.Manifest;
import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.go.text.TabWriter;
import io.jm.lifecycle.Contexts;
import io.jm.machine.MachineName;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.Printable;
import io.jm.transfer.MachineImport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes machines from a file that export wrote. */
@Command(
        name = "import",
        headerHeading = HelpGroup.TRANSFER,
        header = "Take machines from a file that export wrote",
        descriptionHeading = Addition.COMMAND,
        description = {
            "The machines keep their own certificates, so that they need not be changed. A machine whose",
            "name is taken here is left out; --as gives it another name, if its driver does not find the",
            "instance by the name. FILE may be - for standard input.",
            "",
            "The computer that wrote the file controls the machines too, until 'PROGRAM rm --forget' there."
        },
        footer = {
            "Take the machines of a file",
            "PROGRAM import box.jm.zip.age",
            "Take a machine, and make a docker context for it",
            "PROGRAM import --context box-alice.jm.zip",
            "Show which machines there are",
            "PROGRAM import --list machines.zip"
        })
final class ImportCommand implements Callable<ExitCode> {
    /** An encrypted export is larger by its header and 16 bytes for each 64 KiB. */
    private static final int MAX_FILE_BYTES = Limits.EXPORT + (1 << 20);

    private final Context context;

    @Option(names = "--as", description = "The name of the machine here")
    private @Nullable String as;

    @Option(names = "--context", description = "Also make a docker context for each machine")
    private boolean dockerContext;

    @Option(names = "--list", description = "Print what the file has, and import nothing")
    private boolean list;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "The file")
    private List<String> files = new ArrayList<>();

    ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (files.size() != 1) {
            throw new UsageException("Error: Expected one file as an argument");
        }
        String file = files.get(0);
        ExportArchive archive = archive(file, read(file));
        List<Manifest.Entry> machines = archive.manifest().machines();
        if (list) {
            print(archive.manifest());
            return ExitCode.OK;
        }
        if (as != null) {
            rename(machines);
        }
        List<JmException> failures = new ArrayList<>();
        for (Manifest.Entry machine : machines) {
            add(archive, machine, failures);
        }
        if (!failures.isEmpty()) {
            throw JmException.ofAll(failures);
        }
        return ExitCode.OK;
    }

    private void rename(List<Manifest.Entry> machines) {
        if (machines.size() > 1) {
            throw new JmException("--as is for a file with one machine; this one has " + machines.size());
        }
        MachineName.require(as);
    }

    private void add(ExportArchive archive, Manifest.Entry machine, List<JmException> failures) {
        String name = as == null ? machine.name() : as;
        if (context.store().exists(name)) {
            failures.add(new JmException(
                    "Docker machine \"" + name + "\" already exists: give this one another name with --as",
                    ErrorCode.EXISTS,
                    null));
            return;
        }
        try {
            new MachineImport(context.store(), context.machineDrivers()).add(archive, machine, name);
        } catch (JmException e) {
            failures.add(e.within("Error importing \"" + name + "\""));
            return;
        }
        context.console()
                .info("Imported \"" + name + "\" from "
                        + Printable.line(archive.manifest().from()));
        if (!machine.removed().isEmpty()) {
            context.console()
                    .info("Its secrets were left out: " + Printable.line(String.join(", ", machine.removed())));
        }
        if (dockerContext) {
            addContext(name, failures);
        } else if (context.sshConfig().exists()) {
            // what follows the machines of the store also follows this one
            context.machines().editNamed(List.of(name), (imported, driver) -> {});
        }
    }

    /** The machine stays imported if its context cannot be made. */
    private void addContext(String name, List<JmException> failures) {
        try {
            context.machines().editNamed(List.of(name), (imported, driver) -> {
                Contexts contexts = context.contexts();
                String free = contexts.own().freeName(name, null);
                contexts.write(imported, driver, free);
                context.console().info("To use it as a docker context, run: docker --context " + free + " info");
            });
        } catch (JmException e) {
            failures.add(e.within("\"" + name + "\" is imported, without a docker context"));
        }
    }

    private ExportArchive archive(String file, byte[] content) {
        try {
            return ExportArchive.of(
                    AgeFile.matches(content)
                            ? AgeFile.decrypt(content, passphrase.forDecryption(context), Limits.EXPORT)
                            : content);
        } catch (JmException e) {
            throw e.within(file);
        }
    }

    private byte[] read(String file) {
        try {
            return file.equals("-")
                    ? BoundedReader.stream(context.console().streams().in(), MAX_FILE_BYTES)
                    : BoundedReader.fileNamedByUser(
                            context.environment().workingDirectory().resolve(file), MAX_FILE_BYTES);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    private void print(Manifest manifest) {
        context.console().info("From " + Printable.line(manifest.from()) + ", " + Printable.line(manifest.at()));
        StringBuilder table = new StringBuilder("NAME\tDRIVER\tSECRETS LEFT OUT\n");
        for (Manifest.Entry machine : manifest.machines()) {
            table.append(machine.name())
                    .append('\t')
                    .append(Printable.line(machine.driver()))
                    .append('\t')
                    .append(Printable.line(String.join(", ", machine.removed())))
                    .append('\n');
        }
        context.console().write(TabWriter.forTables().format(table.toString()));
    }
}
