package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineSize;
import io.jm.driver.MachineState;
import io.jm.driver.PortForwarding;
import io.jm.driver.PublishedPort;
import io.jm.driver.SharedDirectory;
import io.jm.drivers.qemu.share.ShareType;
import io.jm.drivers.qemu.share.Shares;
import io.jm.images.CachedImage;
import io.jm.machine.StoreLayout;
import io.jm.os.Platform;
import io.jm.ssh.SshExecutor;
import io.jm.text.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine on this computer: a cloud image under an overlay, run by a QEMU process that outlives jm, reached
 * at a loopback address of its own.
 */
public final class QemuDriver extends DriverBase {
    private static final Capabilities CAPABILITIES = new Capabilities(true, true, true, false, true);
    private static final String SSH_USER = "docker";

    private final Function<QemuDriver, SshExecutor> ssh;
    private final Platform platform;
    private final QemuConfig config;
    private String stateReason = "";

    /**
     * Makes the driver.
     *
     * @param ssh logs in to the machine
     */
    public QemuDriver(DriverContext context, Platform platform, Function<QemuDriver, SshExecutor> ssh) {
        super(context);
        this.ssh = ssh;
        this.platform = platform;
        this.config = new QemuConfig(fields);
        config.putDefaults(DEFAULT_ENGINE_PORT);
        fields.put("SSHUser", SSH_USER);
        fields.put(QemuConfig.SSH_PORT, 22);
    }

    @Override
    public String driverName() {
        return "qemu";
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<CreateFlag> createFlags() {
        return QemuFlags.all();
    }

    @Override
    public void configure(DriverOptions options) {
        new QemuOptions(options, config, context.environment()).apply();
        String user = options.text(QemuFlags.SSH_USER);
        fields.put("SSHUser", user.isEmpty() ? SSH_USER : user);
        Identity identity = new Identity(context.storePath().toString(), context.machineName());
        config.identity(identity.mac(), UUID.randomUUID().toString());
    }

    /** Everything that can be refused is refused here, before anything of the machine exists. */
    @Override
    public void preCreateCheck() {
        Path program = QemuProgram.system(config.program(), context.environment(), platform);
        QemuProgram.requireVersion(program, platform);
        QemuProgram.img(context.environment());
        Accelerator accelerator = new Accelerator(platform, context.environment());
        config.accelerator(accelerator.choose(config.accelerator(), program));
        if (config.cpuType().isEmpty()) {
            config.cpuType(accelerator.cpuModel(config.accelerator()));
        }
        config.program(program.toString());
        firmware();
        Shares.Plan plan = shares(program).plan(config.shares(), config.shareType(), config.image(), sshUsername());
        config.shares(plan.options(), plan.type().text());
        QemuFiles files = files();
        new FirstBoot(context, files).check(config, sshUsername());
        config.diskPath(files.disk().toString());
        fields.put("SSHKeyPath", files.loginKey().toString());
        CachedImage image = new ImageOfMachine(context, config).fetch(platform.architecture());
        config.imagePath(image.file().toString(), image.digest());
        chooseAddress();
    }

    private void chooseAddress() {
        List<FixedPort> fixed = FixedPort.in(config.publish());
        Set<Integer> published = fixed.stream().map(FixedPort::hostPort).collect(Collectors.toSet());
        AddressChoice choice = new AddressChoice(
                new StoreLayout(context.storePath()), context.machineName(), config.localPorts(), published);
        String address = choice.address(config.listen(), platform);
        int sshPort = choice.sshPort(address);
        fixed.forEach(port -> port.requireFree(address));
        config.listen(address);
        fields.put(QemuConfig.IP_ADDRESS, address);
        fields.put(QemuConfig.SSH_PORT, sshPort);
        config.enginePort(choice.enginePort(address, DEFAULT_ENGINE_PORT, sshPort));
    }

    @Override
    public void create() {
        QemuFiles files = files();
        CachedImage image = new ImageOfMachine(context, config).fetch(platform.architecture());
        context.say("Creating the disk...");
        new QemuImg(QemuProgram.img(context.environment())).createOverlay(image, files.disk(), config.diskSize());
        new FirstBoot(context, files).prepare(config, sshUsername());
        start();
        BootWait wait = bootWait();
        context.say("Waiting for cloud-init...");
        wait.untilCloudInitIsDone(login());
    }

    private Supplier<SshExecutor> login() {
        return () -> ssh.apply(this);
    }

    private BootWait bootWait() {
        return new BootWait(
                context, process(), files().console(), config.accelerator().equals(Accelerator.TCG));
    }

    @Override
    public void start() {
        requireCreated();
        QemuProcess process = process();
        if (process.isRunning()) {
            context.say("The virtual machine was stopped where it is, and goes on...");
            process.resume();
            return;
        }
        requireUsableConfig();
        context.say("Starting the virtual machine...");
        run(process);
        context.say("Waiting for SSH at " + HostPort.join(ip(), sshPort()) + "...");
        BootWait wait = bootWait();
        wait.untilSshAnswers(ip(), sshPort());
        wait.untilLoginWorks(login());
    }

    /** The login key is the last file that a machine gets before its first boot. */
    private void requireCreated() {
        if (!Files.exists(files().loginKey())) {
            throw new JmException("the machine was not created completely: go on with \""
                    + context.environment().program() + " create --resume " + context.machineName() + "\"");
        }
    }

    private void requireUsableConfig() {
        Path file = new StoreLayout(context.storePath()).config(context.machineName());
        StoredValues values = new StoredValues(fields, file);
        values.check();
        values.parsed(QemuConfig.SHARES, this::shares);
    }

    private void run(QemuProcess process) {
        Path program = QemuProgram.system(config.program(), context.environment(), platform);
        Firmware firmware = firmware();
        if (firmware != null) {
            firmware.prepare(files().firmwareVariables());
        }
        files().createSocketDirectory();
        boolean started = false;
        try {
            start(process, program, firmware);
            started = true;
        } finally {
            if (!started) {
                endShares();
            }
        }
    }

    private void start(QemuProcess process, Path program, @Nullable Firmware firmware) {
        try {
            process.start(program, arguments(program, firmware));
        } catch (RefusedCpuException e) {
            if (!config.cpuType().equals("host")) {
                throw e;
            }
            // some hosts refuse this one register and do everything else
            config.cpuType("host,-arch-capabilities");
            process.start(program, arguments(program, firmware));
        }
    }

    /** Also starts what serves the shared directories, which ends with each QEMU. */
    private List<String> arguments(Path program, @Nullable Firmware firmware) {
        List<String> shares = shares(program).start(sharePlan(), config.memory());
        return QemuArguments.of(config, files(), context.machineName(), sshPort(), platform, firmware, shares);
    }

    private Shares shares(Path program) {
        return Shares.of(context, files().sockets(), platform, program);
    }

    private Shares.Plan sharePlan() {
        return new Shares.Plan(config.shares(), ShareType.of(config.shareType()));
    }

    /** What serves the directories ends with QEMU; this is for what did not. */
    private void endShares() {
        shares(Path.of(config.program())).end(sharePlan());
    }

    @Override
    public List<SharedDirectory> shares() {
        return Shares.directories(sharePlan(), context.environment());
    }

    private @Nullable Firmware firmware() {
        if (!config.firmware().isEmpty()) {
            return Firmware.named(Path.of(config.firmware()));
        }
        return platform.isArm() ? Firmware.forArm() : null;
    }

    @Override
    public void stop() {
        new Shutdown(context, process()).run();
    }

    @Override
    public void restart() {
        requireUsableConfig();
        stop();
        start();
    }

    @Override
    public void kill() {
        process().end();
        endShares();
    }

    /** A machine that is deleted need not shut down. */
    @Override
    public void remove() {
        process().end();
        endShares();
        files().removeSocketDirectory();
    }

    @Override
    public MachineState state() {
        if (!Files.exists(files().disk())) {
            stateReason = "it has no disk yet";
            return MachineState.NONE;
        }
        QemuProcess.Status status = process().status();
        stateReason = status.reason();
        return status.state();
    }

    /** The instance is its disk: without it, and without a process, nothing is left. */
    @Override
    public Existence existence() {
        return Files.exists(files().disk()) || process().isRunning() ? Existence.EXISTS : Existence.GONE;
    }

    @Override
    public String stateReason() {
        return stateReason;
    }

    @Override
    public boolean runsHere() {
        return true;
    }

    @Override
    public int enginePort() {
        return config.enginePort();
    }

    @Override
    public String url() {
        if (!process().isRunning()) {
            throw new JmException("Host is not running");
        }
        return "tcp://" + HostPort.join(ip(), config.enginePort());
    }

    @Override
    public int sshPort() {
        return number(QemuConfig.SSH_PORT);
    }

    /** The disk only grows, since the system in it would be cut off, and only while nothing uses it. */
    @Override
    public void resize(MachineSize size) {
        requireCreated();
        new SizeChange(config).check(size);
        if (size.diskMb() != 0 && size.diskMb() != config.diskSize()) {
            if (process().isRunning()) {
                throw new JmException("the disk can be enlarged only while the machine is stopped: stop it first");
            }
            new QemuImg(QemuProgram.img(context.environment())).resize(files().disk(), size.diskMb());
            config.diskSize(size.diskMb());
        }
        if (size.memoryMb() != 0) {
            config.memory(size.memoryMb());
        }
        if (size.cpus() != 0) {
            config.cpus(size.cpus());
        }
    }

    @Override
    public boolean forwardsPorts() {
        return config.publish().contains(QemuConfig.AUTO);
    }

    @Override
    public PortForwarding portForwarding() {
        if (!process().isRunning()) {
            throw new JmException("Host is not running");
        }
        Set<PublishedPort> own = new HashSet<>();
        own.add(new PublishedPort(config.listen(), config.enginePort(), PublishedPort.TCP));
        for (FixedPort fixed : FixedPort.in(config.publish())) {
            if (fixed.hostPort() == fixed.guestPort()) {
                String address = fixed.address().isEmpty() ? config.listen() : fixed.address();
                own.add(new PublishedPort(address, fixed.hostPort(), fixed.protocol()));
            }
        }
        return QemuPorts.connect(files().watcherMonitor(), own);
    }

    @Override
    public Set<Path> usedImages() {
        return config.imagePath().isEmpty() ? Set.of() : Set.of(Path.of(config.imagePath()));
    }

    private QemuFiles files() {
        return QemuFiles.of(context.machineDirectory(), context.environment());
    }

    private QemuProcess process() {
        return new QemuProcess(files(), context.ticker());
    }
}
