package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the completion script of a shell, which {@code scripts/install} installs too. */
@Command(
        name = "completion",
        headerHeading = HelpGroup.OTHER,
        header = "Print the completion script for a shell",
        descriptionHeading = Addition.COMMAND,
        description = {
            "SHELL is bash, zsh, fish or powershell. Packages and 'scripts/install' install the scripts of the",
            "first three; the command is for PowerShell, and for an executable that was only copied.",
            "",
            "zsh completes if ~/.zshrc has the line 'autoload -U compinit && compinit', and finds the script if",
            "its directory is in fpath."
        },
        footer = {
            "Complete in this bash; in every bash, add this line to ~/.bashrc",
            "source <(PROGRAM completion bash)",
            "Complete in every zsh",
            "PROGRAM completion zsh >\"${fpath[1]}/_jm\"",
            "Complete in every fish",
            "PROGRAM completion fish >~/.config/fish/completions/jm.fish",
            "Complete in every PowerShell: add this line to the file $PROFILE",
            "PROGRAM completion powershell | Out-String | Invoke-Expression"
        })
final class CompletionCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "SHELL", description = "bash, zsh, fish or powershell")
    private List<String> shells = new ArrayList<>();

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (shells.size() != 1) {
            throw new UsageException(
                    "Error: Expected one shell as an argument: bash, zsh, fish or powershell, as in this line of ~/.bashrc: "
                            + "source <(" + context.environment().program() + " completion bash)");
        }
        context.console().write(script(file(shells.get(0))));
        return ExitCode.OK;
    }

    private static String file(String shell) {
        return switch (shell) {
            case "bash" -> "jm.bash";
            case "zsh" -> "_jm";
            case "fish" -> "jm.fish";
            case "powershell", "pwsh" -> "jm.ps1";
            default ->
                throw new UsageException(
                        "Error: There is no completion for this shell, only for bash, zsh, fish and powershell");
        };
    }

    private static String script(String file) {
        try (InputStream in = Objects.requireNonNull(CompletionCommand.class.getResourceAsStream(file))) {
            return new String(BoundedReader.stream(in, Limits.SMALL_FILE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
