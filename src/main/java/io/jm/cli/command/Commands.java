package io.jm.cli.command;

import io.jm.cli.CommandTable;
import io.jm.cli.Context;
import io.jm.cli.command.driver.DriverCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of all commands; only the requested one is created. */
public final class Commands implements CommandTable {
    @Override
    public @Nullable Object create(String name, Context context) {
        return switch (name) {
            case "active" -> new ActiveCommand(context);
            case "config" -> new ConfigCommand(context);
            case "create" -> new CreateCommand(context);
            case "driver" -> new DriverCommands();
            case "env" -> new EnvCommand(context);
            case "inspect" -> new InspectCommand(context);
            case "ip" -> new IpCommand(context);
            case "kill" -> new KillCommand(context);
            case "ls" -> new LsCommand(context);
            case "mount" -> new MountCommand(context);
            case "provision" -> new ProvisionCommand(context);
            case "regenerate-certs" -> new RegenerateCertsCommand(context);
            case "restart" -> new RestartCommand(context);
            case "rm" -> new RmCommand(context);
            case "scp" -> new ScpCommand(context);
            case "ssh" -> new SshCommand(context);
            case "start" -> new StartCommand(context);
            case "status" -> new StatusCommand(context);
            case "stop" -> new StopCommand(context);
            case "upgrade" -> new UpgradeCommand(context);
            case "url" -> new UrlCommand(context);
            case "version" -> new VersionCommand(context);
            default -> null;
        };
    }

    @Override
    public @Nullable String knownElsewhereAs(String name) {
        return switch (name) {
            case "list", "ps" -> "ls";
            case "remove", "delete", "destroy" -> "rm";
            case "reboot" -> "restart";
            case "copy", "cp" -> "scp";
            case "exec" -> "ssh";
            default -> null;
        };
    }

    @Override
    public List<String> names() {
        return List.of(
                "active",
                "config",
                "create",
                "driver",
                "env",
                "inspect",
                "ip",
                "kill",
                "ls",
                "provision",
                "regenerate-certs",
                "restart",
                "rm",
                "ssh",
                "scp",
                "mount",
                "start",
                "status",
                "stop",
                "upgrade",
                "url",
                "version");
    }
}
