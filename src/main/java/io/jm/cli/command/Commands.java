package io.jm.cli.command;

import io.jm.cli.CommandGroup;
import io.jm.cli.CommandName;
import io.jm.cli.Context;
import io.jm.cli.command.certs.CertsCommands;
import io.jm.cli.command.context.ContextCommands;
import io.jm.cli.command.driver.DriverCommands;
import io.jm.cli.command.image.ImageCommands;
import io.jm.cli.command.swarm.SwarmCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands, each in one line; only the requested one is created. */
public final class Commands implements CommandGroup {
    @Override
    public @Nullable Object find(CommandName wanted, Context context) {
        if (wanted.is("active")) return new ActiveCommand(context);
        if (wanted.is("apply")) return new ApplyCommand(context);
        if (wanted.is("certs")) return new CertsCommands();
        if (wanted.is("completion")) return new CompletionCommand(context);
        if (wanted.is("config")) return new ConfigCommand(context);
        if (wanted.is("context")) return new ContextCommands();
        if (wanted.is("create")) return new CreateCommand(context);
        if (wanted.is("doctor")) return new DoctorCommand(context);
        if (wanted.is("driver")) return new DriverCommands();
        if (wanted.is("env")) return new EnvCommand(context);
        if (wanted.is("exec")) return new ExecCommand(context);
        if (wanted.is("export")) return new ExportCommand(context);
        if (wanted.is("image")) return new ImageCommands();
        if (wanted.is("import")) return new ImportCommand(context);
        if (wanted.is("inspect")) return new InspectCommand(context);
        if (wanted.is("ip")) return new IpCommand(context);
        if (wanted.is("kill")) return new KillCommand(context);
        if (wanted.is("logs")) return new LogsCommand(context);
        if (wanted.is("ls")) return new LsCommand(context);
        if (wanted.is("provision")) return new ProvisionCommand(context);
        if (wanted.is("regenerate-certs")) return new RegenerateCertsCommand(context);
        if (wanted.is("restart")) return new RestartCommand(context);
        if (wanted.is("rm")) return new RmCommand(context);
        if (wanted.is("ssh")) return new SshCommand(context);
        if (wanted.is("ssh-config")) return new SshConfigCommand(context);
        if (wanted.is("scp")) return new ScpCommand(context);
        if (wanted.is("mount")) return new MountCommand(context);
        if (wanted.is("set")) return new SetCommand(context);
        if (wanted.is("start")) return new StartCommand(context);
        if (wanted.is("status")) return new StatusCommand(context);
        if (wanted.is("stop")) return new StopCommand(context);
        if (wanted.is("swarm")) return new SwarmCommands();
        if (wanted.is("upgrade")) return new UpgradeCommand(context);
        if (wanted.is("url")) return new UrlCommand(context);
        if (wanted.is("use")) return new UseCommand(context);
        if (wanted.is("version")) return new VersionCommand(context);
        if (wanted.isHidden("watch-ports")) return new WatchPortsCommand(context);
        return null;
    }

    @Override
    public List<String> knownElsewhereAs(String name) {
        return switch (name) {
            case "add", "init", "launch", "new" -> List.of("create");
            case "up" -> List.of("create", "start");
            case "delete", "destroy", "del", "purge" -> List.of("rm");
            case "machines", "ps" -> List.of("ls");
            case "describe", "info", "show" -> List.of("inspect");
            case "attach", "connect", "login", "shell" -> List.of("ssh");
            case "run" -> List.of("exec", "ssh");
            case "copy", "cp" -> List.of("scp");
            case "boot", "resume" -> List.of("start");
            case "down", "halt", "poweroff", "suspend" -> List.of("stop");
            case "reboot", "reload" -> List.of("restart");
            case "update" -> List.of("upgrade", "set");
            case "configure", "edit", "modify" -> List.of("set");
            case "docker-env", "shellenv", "shellinit" -> List.of("env");
            case "activate", "switch" -> List.of("use");
            case "check", "diagnose" -> List.of("doctor");
            case "certificates" -> List.of("certs");
            case "backup", "save" -> List.of("export");
            case "load", "restore" -> List.of("import");
            default -> List.of();
        };
    }
}
