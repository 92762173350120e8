package io.jm.drivers.none;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.DriverTraits;
import io.jm.driver.MachineState;
import io.jm.engine.EngineUrl;
import io.jm.go.json.GoJsonWriter;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.PortNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** No driver at all: the recorded address of an engine that somebody else takes care of. */
public final class NoneDriver extends DriverBase {
    private static final String PRIVATE = "rw-------";

    private final ObjectNode extras = JsonNodeFactory.instance.objectNode();
    private final List<Certificate> certificates = new ArrayList<>();

    /** A certificate of the user's own, and its name in the machine's folder. */
    private record Certificate(Path source, String name) {}

    public NoneDriver(DriverContext context) {
        super(context);
        fields.put("URL", "");
    }

    @Override
    public String driverName() {
        return "none";
    }

    @Override
    public DriverTraits traits() {
        return DriverTraits.RECORD;
    }

    @Override
    public List<CreateFlag> createFlags() {
        List<CreateFlag> flags = new ArrayList<>();
        flags.add(new CreateFlag.Text("url", "URL of host when no driver is selected", "", ""));
        flags.add(new CreateFlag.Text("none-tls", "Whether the engine speaks TLS: on, off", "", "on"));
        flags.add(new CreateFlag.Text("none-tls-ca", "Your own CA certificate for the engine", "", ""));
        flags.add(new CreateFlag.Text("none-tls-cert", "Your own client certificate for the engine", "", ""));
        flags.add(new CreateFlag.Text("none-tls-key", "The key of your own client certificate", "", ""));
        flags.add(new CreateFlag.Text("none-ssh-user", "SSH user", "", ""));
        flags.add(new CreateFlag.Number("none-ssh-port", "SSH port", "", 0));
        flags.add(new CreateFlag.Text("none-ssh-key", "SSH private key path", "", ""));
        return flags;
    }

    @Override
    public void configure(DriverOptions options) {
        String url = options.text("url");
        if (url.isEmpty()) {
            throw new JmException("--url option is required when no driver is selected");
        }
        EngineUrl address = EngineUrl.of(url);
        address.check();
        fields.put("URL", url);
        fields.put("IPAddress", address.parts().host());
        rememberTls(options);
        rememberSsh(options);
    }

    private void rememberTls(DriverOptions options) {
        String tls = options.text("none-tls");
        switch (tls) {
            case "", "on" -> {
                own(options.text("none-tls-ca"), "ca.pem");
                own(options.text("none-tls-cert"), "cert.pem");
                own(options.text("none-tls-key"), "key.pem");
            }
            case "off" -> extras.put("tls", "off");
            default -> throw new JmException("--none-tls must be on or off, not \"" + tls + "\"");
        }
    }

    private void own(String path, String name) {
        if (path.isEmpty()) {
            return;
        }
        Path source = context.environment().workingDirectory().resolve(path);
        if (!Files.isReadable(source)) {
            throw new JmException("open " + path + ": no such file, or it cannot be read");
        }
        certificates.add(new Certificate(source, name));
    }

    private void rememberSsh(DriverOptions options) {
        ObjectNode ssh = JsonNodeFactory.instance.objectNode();
        if (!options.text("none-ssh-user").isEmpty()) {
            ssh.put("user", options.text("none-ssh-user"));
        }
        int port = PortNumber.of("--none-ssh-port", options.number("none-ssh-port"));
        if (port != 0) {
            ssh.put("port", port);
        }
        String key = options.text("none-ssh-key");
        if (!key.isEmpty()) {
            ssh.put("key", context.environment().workingDirectory().resolve(key).toString());
        }
        if (!ssh.isEmpty()) {
            extras.set("ssh", ssh);
        }
    }

    @Override
    public void preCreateCheck() {
        // an address needs no check
    }

    @Override
    public void create() {
        Path folder = context.machineFolder();
        try {
            if (!extras.isEmpty()) {
                ObjectNode document = JsonNodeFactory.instance.objectNode();
                document.set("none", extras);
                write(folder.resolve("jm.json"), GoJsonWriter.indented(document).getBytes(StandardCharsets.UTF_8));
            }
            for (Certificate certificate : certificates) {
                write(folder.resolve(certificate.name()), read(certificate.source()));
            }
        } catch (IOException e) {
            throw new JmException("write " + folder + ": " + IoReason.of(e), e);
        }
    }

    private static byte[] read(Path source) {
        try {
            return BoundedReader.fileNamedByUser(source, Limits.SMALL_FILE);
        } catch (IOException e) {
            throw new JmException("open " + source + ": " + IoReason.of(e), e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        AtomicFile.write(file, content, PRIVATE);
    }

    @Override
    public MachineState state() {
        return MachineState.RUNNING;
    }

    @Override
    public String url() {
        return text("URL");
    }

    /** With its port, as the original records it; a record without it, made by hand or long ago, still has the URL. */
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
        return 0;
    }

    @Override
    public String sshUsername() {
        return "";
    }

    @Override
    public String sshKeyPath() {
        return "";
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
