package io.jm.drivers.none;

import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import io.jm.engine.EngineUrl;
import io.jm.machine.CertPathFile;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.PortNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records the address of an engine that is managed elsewhere. */
public final class NoneDriver extends DriverBase {
    // not an EnumMap: every command on a none machine would load it, and the enum
    private final Map<CertPathFile, Path> certificates = new LinkedHashMap<>();
    private @Nullable Extras extras;

    public NoneDriver(DriverContext context) {
        super(context);
        fields.put("URL", "");
    }

    /**
     * Returns a driver that records the address of the engine of another driver's machine, with TLS. Its {@code ip} is, as of
     * that machine, without a port.
     */
    public static NoneDriver of(DriverContext context, String url) {
        NoneDriver driver = new NoneDriver(context);
        driver.record(url);
        driver.fields.put("IPAddress", EngineUrl.of(url).host());
        return driver;
    }

    private void record(String url) {
        EngineUrl address = EngineUrl.of(url);
        address.check();
        fields.put("URL", url);
        fields.put("IPAddress", address.parts().host());
    }

    @Override
    public String driverName() {
        return "none";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.RECORD;
    }

    @Override
    public List<CreateFlag> createFlags() {
        List<CreateFlag> flags = new ArrayList<>();
        flags.add(new CreateFlag.Text("url", "Address of the engine, as tcp://HOST:PORT", "", ""));
        flags.add(new CreateFlag.Text("none-tls", "TLS of the engine: on or off", "", "on").asAddition());
        flags.add(new CreateFlag.Text("none-tls-ca", "CA certificate of the engine, if not the store's", "", "")
                .asAddition());
        flags.add(new CreateFlag.Text("none-tls-cert", "Client certificate, if not the store's", "", "").asAddition());
        flags.add(new CreateFlag.Text("none-tls-key", "Private key of that client certificate", "", "").asAddition());
        flags.add(new CreateFlag.Text("none-ssh-user", "User for SSH", "", "").asAddition());
        flags.add(new CreateFlag.Number("none-ssh-port", "Port for SSH", "", 0).asAddition());
        flags.add(new CreateFlag.Text("none-ssh-key", "Private key for SSH", "", "").asAddition());
        return flags;
    }

    @Override
    public void configure(DriverOptions options) {
        String url = options.text("url");
        if (url.isEmpty()) {
            throw new JmException("--url option is required when no driver is selected");
        }
        record(url);
        boolean tlsDisabled = configureTls(options);
        String key = options.text("none-ssh-key");
        extras = new Extras(
                tlsDisabled,
                options.text("none-ssh-user"),
                PortNumber.of("--none-ssh-port", options.number("none-ssh-port")),
                key.isEmpty() ? "" : absolute(key).toString());
    }

    /** Whether TLS is off. */
    private boolean configureTls(DriverOptions options) {
        String tls = options.text("none-tls");
        switch (tls) {
            case "", "on" -> {
                own(options.text("none-tls-ca"), CertPathFile.CA_CERT);
                own(options.text("none-tls-cert"), CertPathFile.CERT);
                own(options.text("none-tls-key"), CertPathFile.KEY);
                return false;
            }
            case "off" -> {
                return true;
            }
            default -> throw new JmException("--none-tls must be on or off, not \"" + tls + "\"");
        }
    }

    private void own(String path, CertPathFile file) {
        if (path.isEmpty()) {
            return;
        }
        Path source = absolute(path);
        if (!Files.isReadable(source)) {
            throw new JmException("open " + path + ": no such file, or it cannot be read");
        }
        certificates.put(file, source);
    }

    private Path absolute(String path) {
        return context.environment().workingDirectory().resolve(path);
    }

    @Override
    public Map<String, String> recordedOptions() {
        return Map.of("url", url());
    }

    @Override
    public void preCreateCheck() {
        // an address needs no check
    }

    @Override
    public void create() {
        Path directory = context.machineDirectory();
        try {
            extras().write(extrasFile());
            for (Map.Entry<CertPathFile, Path> certificate : certificates.entrySet()) {
                byte[] content = read(certificate.getValue());
                AtomicFile.write(directory.resolve(certificate.getKey().fileName()), content, AtomicFile.OWNER_ONLY);
            }
        } catch (IOException e) {
            throw new JmException("write " + directory + ": " + IoReason.of(e), e);
        }
    }

    private static byte[] read(Path source) {
        try {
            return BoundedReader.fileNamedByUser(source, Limits.SMALL_FILE);
        } catch (IOException e) {
            throw new JmException("open " + source + ": " + IoReason.of(e), e);
        }
    }

    @Override
    public MachineState state() {
        return MachineState.RUNNING;
    }

    @Override
    public String url() {
        return text("URL");
    }

    /** Returns the address with its port, as docker-machine records it; old records have only the URL. */
    @Override
    public String ip() {
        String address = text("IPAddress");
        return address.isEmpty() ? EngineUrl.of(url()).parts().host() : address;
    }

    @Override
    public String sshHostname() {
        return "";
    }

    @Override
    public int sshPort() {
        return extras().sshPort();
    }

    @Override
    public String sshUsername() {
        return extras().sshUser();
    }

    @Override
    public String sshKeyPath() {
        return extras().sshKey();
    }

    @Override
    public Set<CertPathFile> ownCertificates() {
        return certificates.keySet();
    }

    @Override
    public boolean tlsDisabled() {
        return extras().tlsDisabled();
    }

    private Extras extras() {
        Extras known = extras;
        if (known == null) {
            known = Extras.read(extrasFile());
            extras = known;
        }
        return known;
    }

    private ExtrasFile extrasFile() {
        return new ExtrasFile(new StoreLayout(context.storePath()).extras(context.machineName()));
    }

    @Override
    public void start() {
        throw cannot("started");
    }

    @Override
    public void stop() {
        throw cannot("stopped");
    }

    @Override
    public void restart() {
        throw cannot("restarted");
    }

    @Override
    public void kill() {
        throw cannot("killed");
    }

    private static JmException cannot(String done) {
        return new JmException("hosts without a driver cannot be " + done);
    }

    @Override
    public void remove() {
        // nothing was made
    }
}
