package io.jm.plugin.echo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;

/**
 * The test plugin of {@code src/test/go/echo} in Java: keeps a machine's state in its own configuration and fails,
 * hangs or exits where its options specify.
 */
public final class EchoDriver extends DriverBase {
    public EchoDriver(DriverContext context) {
        super(context);
        fields.put("Note", "")
                .put("DockerPort", 0)
                .put("DelayMs", 0)
                .put("Leave", false)
                .put("State", 0);
        List.of("Tags", "Fail", "Hang", "Crash").forEach(fields::putArray);
    }

    @Override
    public List<CreateFlag> createFlags() {
        enter("GetCreateFlags");
        return List.of(
                new CreateFlag.Text("echo-ip", "Address to report", "ECHO_IP", "127.0.0.1"),
                new CreateFlag.Text("echo-note", "Free text", "ECHO_NOTE", ""),
                new CreateFlag.Text("echo-ssh-user", "SSH user to report", "", "root"),
                new CreateFlag.Text("echo-ssh-key", "SSH key path to report", "", ""),
                new CreateFlag.Number("echo-docker-port", "Port of the reported URL", "ECHO_DOCKER_PORT", 2376),
                new CreateFlag.Number("echo-ssh-port", "SSH port to report", "", 22),
                new CreateFlag.Number("echo-delay", "Milliseconds to sleep in actions", "", 0),
                new CreateFlag.Switch("echo-stopped", "Leave the new machine stopped", "ECHO_STOPPED"),
                new CreateFlag.TextList("echo-tag", "Free texts", "ECHO_TAG", List.of("red", "green")),
                new CreateFlag.TextList("echo-fail", "METHOD or METHOD=MESSAGE to fail in", "", List.of()),
                new CreateFlag.TextList("echo-hang", "METHOD or METHOD=SECONDS to hang in", "", List.of()),
                new CreateFlag.TextList("echo-crash", "METHOD or METHOD=STATUS to exit in", "", List.of()));
    }

    @Override
    public void configure(DriverOptions options) {
        fields.put("IPAddress", options.text("echo-ip"));
        fields.put("Note", options.text("echo-note"));
        fields.put("SSHUser", options.text("echo-ssh-user"));
        fields.put("SSHKeyPath", options.text("echo-ssh-key"));
        fields.put("DockerPort", options.number("echo-docker-port"));
        fields.put("SSHPort", options.number("echo-ssh-port"));
        fields.put("DelayMs", options.number("echo-delay"));
        fields.put("Leave", options.isSet("echo-stopped"));
        list("Tags", options.list("echo-tag"));
        list("Fail", options.list("echo-fail"));
        list("Hang", options.list("echo-hang"));
        list("Crash", options.list("echo-crash"));
        enter("SetConfigFromFlags");
    }

    private void list(String name, List<String> values) {
        values.forEach(fields.putArray(name)::add);
    }

    private void enter(String method) {
        String crash = rule("Crash", method);
        if (crash != null) {
            Runtime.getRuntime().halt(crash.isEmpty() ? 3 : Integer.parseInt(crash));
        }
        String hang = rule("Hang", method);
        if (hang != null) {
            sleep(hang.isEmpty() ? 3600_000 : (long) (Double.parseDouble(hang) * 1000));
        }
        String fail = rule("Fail", method);
        if (fail != null) {
            throw new JmException(fail.isEmpty() ? "echo: configured to fail in " + method : fail);
        }
    }

    private String rule(String list, String method) {
        for (JsonNode rule : fields.path(list)) {
            String text = rule.asText();
            if (text.equals(method)) {
                return "";
            }
            if (text.startsWith(method + "=")) {
                return text.substring(method.length() + 1);
            }
        }
        return null;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(String method, MachineState state) {
        enter(method);
        sleep(number("DelayMs"));
        fields.put("State", state.ordinal());
    }

    private <T> T query(String method, Supplier<T> value) {
        enter(method);
        return value.get();
    }

    @Override
    public String driverName() {
        return query("DriverName", () -> context.environment().variable("ECHO_DRIVER_NAME", "echo"));
    }

    @Override
    public Capabilities capabilities() {
        return driverName().equals("ci-test") ? Capabilities.RECORD : Capabilities.INSTANCE;
    }

    @Override
    public ObjectNode config() {
        return query("GetConfigRaw", super::config);
    }

    @Override
    public void preCreateCheck() {
        enter("PreCreateCheck");
    }

    @Override
    public void create() {
        try {
            Files.writeString(context.machineDirectory().resolve("echo.txt"), text("Note") + "\n");
        } catch (IOException e) {
            throw new JmException(e.toString(), e);
        }
        boolean leave = fields.path("Leave").asBoolean();
        work("Create", leave ? MachineState.STOPPED : MachineState.RUNNING);
    }

    @Override
    public void start() {
        work("Start", MachineState.RUNNING);
    }

    @Override
    public void stop() {
        work("Stop", MachineState.STOPPED);
    }

    @Override
    public void restart() {
        work("Restart", MachineState.RUNNING);
    }

    @Override
    public void kill() {
        work("Kill", MachineState.STOPPED);
    }

    @Override
    public void remove() {
        work("Remove", MachineState.NONE);
    }

    @Override
    public MachineState state() {
        return query("GetState", () -> MachineState.values()[number("State")]);
    }

    @Override
    public String url() {
        enter("GetURL");
        if (number("State") != MachineState.RUNNING.ordinal()) {
            throw new JmException("Host is not running");
        }
        return "tcp://" + text("IPAddress") + ":" + number("DockerPort");
    }

    @Override
    public String ip() {
        return query("GetIP", () -> text("IPAddress"));
    }

    @Override
    public String sshHostname() {
        return query("GetSSHHostname", () -> text("IPAddress"));
    }

    @Override
    public int sshPort() {
        return query("GetSSHPort", () -> number("SSHPort"));
    }

    @Override
    public String sshUsername() {
        return query("GetSSHUsername", () -> text("SSHUser"));
    }

    @Override
    public String sshKeyPath() {
        return query("GetSSHKeyPath", () -> text("SSHKeyPath"));
    }
}
