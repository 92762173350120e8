package io.jm.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import io.jm.machine.CertPathFile;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wall around a driver that is not jm's own, in a process or in a jar: whatever it throws is that driver's error, and
 * what it answers is looked at before anybody shows it, connects to it or makes an argument of it.
 */
final class ValidatingDriver implements Driver {
    private final DriverContext context;
    private final DriverResponses answers;
    private final Driver driver;

    private ValidatingDriver(DriverName name, DriverContext context, Driver driver) {
        this.context = context;
        this.answers = new DriverResponses(name, context.console());
        this.driver = driver;
    }

    /** Opens a driver behind the wall. */
    static Driver open(DriverName name, DriverContext context, Supplier<? extends Driver> opening) {
        return new ValidatingDriver(name, context, given(name, "open", opening));
    }

    private static <T> T given(DriverName name, String method, Supplier<? extends @Nullable T> call) {
        T value;
        try {
            value = call.get();
        } catch (Throwable e) {
            throw DriverResponses.failure(name, method, e);
        }
        if (value == null) {
            throw new JmException("The driver \"" + name.text() + "\" gives nothing for " + method);
        }
        return value;
    }

    private <T> T ask(String method, Supplier<? extends @Nullable T> call) {
        return given(answers.name(), method, call);
    }

    private void act(String method, Runnable call) {
        ask(method, () -> {
            call.run();
            return method;
        });
    }

    @Override
    public String driverName() {
        return DriverResponses.shortened(ask("driverName", driver::driverName));
    }

    @Override
    public String machineName() {
        return DriverResponses.shortened(ask("machineName", driver::machineName));
    }

    @Override
    public List<CreateFlag> createFlags() {
        return ask("createFlags", () -> answers.flags(driver.createFlags()));
    }

    @Override
    public void configure(DriverOptions options) {
        act("configure", () -> driver.configure(options));
    }

    @Override
    public void preCreateCheck() {
        act("preCreateCheck", driver::preCreateCheck);
    }

    @Override
    public void create() {
        act("create", driver::create);
    }

    @Override
    public void start() {
        act("start", driver::start);
    }

    @Override
    public void stop() {
        act("stop", driver::stop);
    }

    @Override
    public void restart() {
        act("restart", driver::restart);
    }

    @Override
    public void kill() {
        act("kill", driver::kill);
    }

    @Override
    public void remove() {
        act("remove", driver::remove);
    }

    @Override
    public MachineState state() {
        return ask("state", driver::state);
    }

    @Override
    public String url() {
        return answers.text("URL", ask("url", driver::url));
    }

    @Override
    public String ip() {
        return answers.text("IP address", ask("ip", driver::ip));
    }

    @Override
    public String sshHostname() {
        return answers.text("SSH host", ask("sshHostname", driver::sshHostname));
    }

    @Override
    public int sshPort() {
        return answers.port(ask("sshPort", driver::sshPort));
    }

    @Override
    public String sshUsername() {
        return answers.text("SSH user", ask("sshUsername", driver::sshUsername));
    }

    @Override
    public String sshKeyPath() {
        return answers.text("SSH key path", ask("sshKeyPath", driver::sshKeyPath));
    }

    @Override
    public ObjectNode config() {
        return ask("config", driver::config);
    }

    @Override
    public void load(ObjectNode config) {
        act("load", () -> driver.load(config));
    }

    @Override
    public Capabilities capabilities() {
        return ask("capabilities", driver::capabilities);
    }

    @Override
    public int enginePort() {
        return answers.port(ask("enginePort", driver::enginePort));
    }

    @Override
    public String sshKeySource() {
        return answers.text("SSH key source", ask("sshKeySource", driver::sshKeySource));
    }

    @Override
    public Set<CertPathFile> ownCertificates() {
        return ask("ownCertificates", driver::ownCertificates);
    }

    @Override
    public boolean tlsDisabled() {
        return ask("tlsDisabled", driver::tlsDisabled);
    }

    /** The work is done by now; a driver that cannot end cleanly does not undo it. */
    @Override
    public void close() {
        try {
            act("close", driver::close);
        } catch (JmException e) {
            context.trace("close: " + e.getMessage());
        }
    }
}
