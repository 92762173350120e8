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
 * Wraps an external driver, in a process or in a jar: its exceptions become errors that name the driver, and its values
 * are validated before jm prints them, connects to them or passes them to a program.
 */
final class ValidatingDriver implements Driver {
    private final DriverContext context;
    private final DriverResponses responses;
    private final Driver driver;

    private ValidatingDriver(DriverName name, DriverContext context, Driver driver) {
        this.context = context;
        this.responses = new DriverResponses(name, context.console());
        this.driver = driver;
    }

    /** Opens a driver and wraps it. */
    static Driver open(DriverName name, DriverContext context, Supplier<? extends Driver> opening) {
        return new ValidatingDriver(name, context, checked(name, "open", opening));
    }

    private static <T> T checked(DriverName name, String method, Supplier<? extends @Nullable T> call) {
        T value;
        try {
            value = call.get();
        } catch (Throwable e) {
            throw DriverResponses.failure(name, method, e);
        }
        if (value == null) {
            throw new JmException("The driver \"" + name.text() + "\" returned nothing for " + method);
        }
        return value;
    }

    private <T> T ask(String method, Supplier<? extends @Nullable T> call) {
        return checked(responses.name(), method, call);
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
        return ask("createFlags", () -> responses.flags(driver.createFlags()));
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
        return responses.text("URL", ask("url", driver::url));
    }

    @Override
    public String ip() {
        return responses.text("IP address", ask("ip", driver::ip));
    }

    @Override
    public String sshHostname() {
        return responses.text("SSH host", ask("sshHostname", driver::sshHostname));
    }

    @Override
    public int sshPort() {
        return responses.port(ask("sshPort", driver::sshPort));
    }

    @Override
    public String sshUsername() {
        return responses.text("SSH user", ask("sshUsername", driver::sshUsername));
    }

    @Override
    public String sshKeyPath() {
        return responses.text("SSH key path", ask("sshKeyPath", driver::sshKeyPath));
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
        return responses.port(ask("enginePort", driver::enginePort));
    }

    @Override
    public String sshKeySource() {
        return responses.text("SSH key source", ask("sshKeySource", driver::sshKeySource));
    }

    @Override
    public Set<CertPathFile> ownCertificates() {
        return ask("ownCertificates", driver::ownCertificates);
    }

    @Override
    public boolean tlsDisabled() {
        return ask("tlsDisabled", driver::tlsDisabled);
    }

    /** Closes the driver. An error is only debug output, because the driver's work is done. */
    @Override
    public void close() {
        try {
            act("close", driver::close);
        } catch (JmException e) {
            context.trace("close: " + e.getMessage());
        }
    }
}
