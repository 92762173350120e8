package io.jm.drivers.amazonec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.CloudServices;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineState;
import io.jm.drivers.amazonec2.aws.Surroundings;
import io.jm.ssh.RsaKeyPair;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.TerminalPassphrases;
import io.jm.text.HostPort;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Instances of Amazon EC2. */
public final class AmazonEc2Driver extends DriverBase {
    static final String NAME = "amazonec2";

    private final Ec2Config config;
    private final Surroundings surroundings;
    private final Ec2Access access;
    private final InstanceLookup lookup;
    private final Ec2Power power;
    private @Nullable Subnet givenSubnet;
    private String zone = "";
    private String stateReason = "";

    /**
     * Makes the driver.
     *
     * @param ssh logs in to the machine, to see whether it has restarted
     */
    public AmazonEc2Driver(DriverContext context, CloudServices cloud, Function<Driver, SshExecutor> ssh) {
        super(context);
        this.config = new Ec2Config(fields);
        config.putDefaults();
        this.surroundings = new Surroundings(
                context.environment(),
                context.ticker(),
                cloud.transport(null),
                cloud.nearby(),
                AmazonEc2Driver::typed,
                context::trace);
        this.access = new Ec2Access(config, surroundings, cloud.answers());
        this.lookup = new InstanceLookup(context, access, config, cloud.answers());
        this.power = new Ec2Power(context, access, config, lookup, () -> ssh.apply(this));
    }

    private static @Nullable String typed(String prompt) {
        char[] answer = new TerminalPassphrases().ask(prompt);
        return answer == null ? null : new String(answer);
    }

    @Override
    public String driverName() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.INSTANCE;
    }

    @Override
    public List<CreateFlag> createFlags() {
        return Ec2Flags.all();
    }

    @Override
    public String sshKeySource() {
        return config.text(Ec2Config.SSH_KEY_SOURCE);
    }

    @Override
    public void configure(DriverOptions options) {
        recordSwarm(options);
        givenSubnet = new Ec2Settings(context, surroundings, config, access).configure(options);
    }

    @Override
    public ObjectNode config() {
        return config.written();
    }

    @Override
    public void load(ObjectNode stored) {
        super.load(stored);
        config.stored(stored);
        access.reset();
        lookup.forget();
    }

    @Override
    public void preCreateCheck() {
        zone = new PreCreateChecks(context, access.api(), config).run(givenSubnet);
    }

    @Override
    public void create() {
        if (config.text(Ec2Config.AMI).isEmpty()
                || config.text(Ec2Config.SUBNET_ID).isEmpty()) {
            preCreateCheck();
        }
        new Ec2Create(context, access, config, lookup, this::save).run(zone);
    }

    @Override
    public void remove() {
        new Ec2Remove(context, access, config, this::save).all();
        lookup.forget();
    }

    @Override
    public void start() {
        power.start();
        save();
    }

    @Override
    public void stop() {
        power.stop(false);
    }

    @Override
    public void kill() {
        power.stop(true);
    }

    @Override
    public void restart() {
        power.restart();
    }

    @Override
    public MachineState state() {
        Instance instance = lookup.current();
        stateReason = instance.state().equals("running") ? "" : instance.reason();
        return switch (instance.state()) {
            case "pending" -> MachineState.STARTING;
            case "running" -> MachineState.RUNNING;
            case "stopping", "shutting-down" -> MachineState.STOPPING;
            case "stopped" -> MachineState.STOPPED;
            case "terminated" -> MachineState.ERROR;
            default -> {
                context.say("unrecognized instance state: " + instance.state());
                yield MachineState.ERROR;
            }
        };
    }

    @Override
    public Existence existence() {
        String id = config.text(Ec2Config.INSTANCE_ID);
        if (id.isEmpty()) {
            return Existence.UNKNOWN;
        }
        PendingLaunch launch = new PendingLaunch(context.ticker(), config, access::api, this::save);
        Instance found = launch.withKnown(id, any -> access.api().instance(any));
        if (found != null) {
            return found.state().equals("terminated") ? Existence.GONE : Existence.EXISTS;
        }
        Account account = new Account(context, access, config);
        if (!account.isShown()) {
            throw account.unknown(id);
        }
        return Existence.GONE;
    }

    @Override
    public String stateReason() {
        return stateReason;
    }

    @Override
    public String ip() {
        return address(lookup.current());
    }

    /** Asks only if this process does not know the address: provisioning logs in many times. */
    @Override
    public String sshHostname() {
        return address(lookup.known());
    }

    private String address(Instance instance) {
        String address = Ec2Address.require(config, instance);
        config.set(Ec2Config.IP_ADDRESS, address);
        return address;
    }

    @Override
    public String url() {
        if (state() != MachineState.RUNNING) {
            throw new JmException("Host is not running");
        }
        return "tcp://" + HostPort.join(ip(), DEFAULT_ENGINE_PORT);
    }

    @Override
    public String sshUsername() {
        String user = super.sshUsername();
        return user.isEmpty() ? "ubuntu" : user;
    }

    @Override
    public String sshKeyPath() {
        String path = super.sshKeyPath();
        return path.isEmpty()
                ? context.machineDirectory().resolve(RsaKeyPair.PRIVATE).toString()
                : path;
    }
}
