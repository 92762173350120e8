package io.jm.drivers.generic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.os.IoReason;
import io.jm.os.Setting;
import io.jm.ssh.KeyCopy;
import io.jm.ssh.SshExecutor;
import io.jm.text.HostPort;
import io.jm.text.PortNumber;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A host that exists already and is reached over SSH; nothing is made and nothing removed. */
public final class GenericDriver extends DriverBase {
    private static final int PROBE_MILLIS = 15_000;

    private final Function<GenericDriver, SshExecutor> ssh;
    private String stateReason = "";

    /**
     * Makes the driver.
     *
     * @param ssh logs in to the host, for what only a command there can do
     */
    public GenericDriver(DriverContext context, Function<GenericDriver, SshExecutor> ssh) {
        super(context);
        this.ssh = ssh;
        fields.put("EnginePort", DEFAULT_ENGINE_PORT);
        fields.put("SSHKey", "");
    }

    @Override
    public String driverName() {
        return "generic";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.EXISTING_HOST;
    }

    @Override
    public int enginePort() {
        return number("EnginePort");
    }

    @Override
    public String sshKeySource() {
        return text("SSHKey");
    }

    @Override
    public List<CreateFlag> createFlags() {
        return List.of(
                new CreateFlag.Number(
                        "generic-engine-port", "Port of the engine", "GENERIC_ENGINE_PORT", DEFAULT_ENGINE_PORT),
                new CreateFlag.Text("generic-ip-address", "Address or name of the host", "GENERIC_IP_ADDRESS", ""),
                new CreateFlag.Text("generic-ssh-user", "User for SSH", "GENERIC_SSH_USER", "root"),
                new CreateFlag.Text(
                        "generic-ssh-key",
                        "Private key for SSH; the agent and your default keys if not given",
                        "GENERIC_SSH_KEY",
                        ""),
                new CreateFlag.Number("generic-ssh-port", "Port for SSH", "GENERIC_SSH_PORT", DEFAULT_SSH_PORT));
    }

    @Override
    public Map<String, String> hostOptions() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("generic-ssh-user", "SSHUser");
        keys.put("generic-ssh-key", "SSHKey");
        keys.put("generic-ssh-port", "SSHPort");
        keys.put("generic-ip-address", "IPAddress");
        keys.put("generic-engine-port", "EnginePort");
        return keys;
    }

    @Override
    public void configure(DriverOptions options) {
        String address = options.text("generic-ip-address");
        if (address.isEmpty()) {
            throw new JmException("generic driver requires the --generic-ip-address option");
        }
        fields.put("EnginePort", port(options, "generic-engine-port", DEFAULT_ENGINE_PORT));
        fields.put("IPAddress", address);
        fields.put("SSHUser", options.text("generic-ssh-user"));
        fields.put("SSHKey", options.text("generic-ssh-key"));
        fields.put("SSHPort", port(options, "generic-ssh-port", DEFAULT_SSH_PORT));
    }

    /** A key that was named by a relative path may be any file. */
    @Override
    public Map<String, String> recordedOptions() {
        Map<String, String> options = super.recordedOptions();
        if (!new File(sshKeySource()).isAbsolute()) {
            options.remove("generic-ssh-key");
        }
        return options;
    }

    private static int port(DriverOptions options, String name, int defaultPort) {
        int port = PortNumber.of("--" + name, options.number(name));
        return port == 0 ? defaultPort : port;
    }

    /** A port that is 0 was never given: jm 0.1.0 wrote that where a machine of an old docker-machine has none. */
    @Override
    public void load(ObjectNode stored) {
        super.load(stored);
        if (number("EnginePort") == 0) {
            fields.put("EnginePort", DEFAULT_ENGINE_PORT);
        }
    }

    @Override
    public void preCreateCheck() {
        checkLocally();
    }

    @Override
    public void checkLocally() {
        String key = text("SSHKey");
        if (!key.isEmpty() && !Files.exists(keySource())) {
            throw new JmException("SSH key does not exist: \"" + key + "\"");
        }
    }

    @Override
    public void create() {
        String key = text("SSHKey");
        if (key.isEmpty()) {
            context.say("No SSH key specified. Assuming an existing key at the default location.");
            return;
        }
        context.say("Importing SSH key...");
        Path source = keySource();
        Path target = KeyCopy.target(context.machineDirectory(), source);
        fields.put("SSHKeyPath", target.toString());
        KeyCopy.copy(source, target);
        try {
            KeyCopy.copy(Path.of(source + ".pub"), Path.of(target + ".pub"));
        } catch (JmException e) {
            context.say("Couldn't copy SSH public key : " + e.getMessage());
        }
    }

    private Path keySource() {
        return context.environment().workingDirectory().resolve(text("SSHKey"));
    }

    @Override
    public void start() {
        throw new JmException("generic driver does not support start");
    }

    @Override
    public void stop() {
        throw new JmException("generic driver does not support stop");
    }

    @Override
    public void kill() {
        throw new JmException("generic driver does not support kill");
    }

    @Override
    public void restart() {
        new Reboot(context.ticker()).run(() -> ssh.apply(this));
    }

    @Override
    public void remove() {
        // the host is the user's own and stays as it is
    }

    @Override
    public MachineState state() {
        stateReason = "";
        int port = sshPort();
        if (!PortNumber.isPossible(port)) {
            stateReason = "there is no port " + port;
            return MachineState.STOPPED;
        }
        return isDirect() ? stateOf(port) : stateBySsh();
    }

    /** Whether its SSH port can be asked; that of a host behind jump hosts is reached through SSH only. */
    private boolean isDirect() {
        Path extras = new StoreLayout(context.storePath()).extras(context.machineName());
        return context.environment().get(Setting.SSH_CONFIG).isEmpty()
                && (!Files.exists(extras) || new ExtrasFile(extras).sshJump().isEmpty());
    }

    private MachineState stateBySsh() {
        StateBySsh.Answer answer = StateBySsh.ask(() -> ssh.apply(this));
        stateReason = answer.reason();
        return answer.state();
    }

    private MachineState stateOf(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ip(), port), PROBE_MILLIS);
            return MachineState.RUNNING;
        } catch (UnknownHostException e) {
            stateReason = "there is no host of the name " + ip();
            return MachineState.STOPPED;
        } catch (IOException e) {
            stateReason = "no SSH at " + ip() + ":" + port + ": " + IoReason.of(e);
            return MachineState.STOPPED;
        }
    }

    @Override
    public String stateReason() {
        return stateReason;
    }

    @Override
    public String url() {
        if (state() != MachineState.RUNNING) {
            throw new JmException("Host is not running");
        }
        return "tcp://" + HostPort.join(ip(), number("EnginePort"));
    }
}
