package io.jm.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineSize;
import io.jm.driver.MachineState;
import io.jm.driver.PortForwarding;
import io.jm.driver.SharedDirectory;
import io.jm.machine.CertPathFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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

    private <T> T value(String method, Supplier<? extends @Nullable T> call) {
        return checked(responses.name(), method, call);
    }

    private void run(String method, Runnable call) {
        value(method, () -> {
            call.run();
            return method;
        });
    }

    @Override
    public String driverName() {
        return DriverResponses.shortened(value("driverName", driver::driverName));
    }

    @Override
    public String machineName() {
        return DriverResponses.shortened(value("machineName", driver::machineName));
    }

    @Override
    public List<CreateFlag> createFlags() {
        return value("createFlags", () -> responses.flags(driver.createFlags()));
    }

    @Override
    public void configure(DriverOptions options) {
        run("configure", () -> driver.configure(options));
    }

    @Override
    public void preCreateCheck() {
        run("preCreateCheck", driver::preCreateCheck);
    }

    @Override
    public void checkLocally() {
        run("checkLocally", driver::checkLocally);
    }

    @Override
    public void create() {
        run("create", driver::create);
    }

    @Override
    public void start() {
        run("start", driver::start);
    }

    @Override
    public void stop() {
        run("stop", driver::stop);
    }

    @Override
    public void restart() {
        run("restart", driver::restart);
    }

    @Override
    public void kill() {
        run("kill", driver::kill);
    }

    @Override
    public void remove() {
        run("remove", driver::remove);
    }

    @Override
    public MachineState state() {
        return value("state", driver::state);
    }

    @Override
    public Existence existence() {
        return value("existence", driver::existence);
    }

    @Override
    public String stateReason() {
        return DriverResponses.shortened(value("stateReason", driver::stateReason));
    }

    @Override
    public String url() {
        return responses.text("URL", value("url", driver::url));
    }

    @Override
    public String ip() {
        return responses.text("IP address", value("ip", driver::ip));
    }

    @Override
    public String sshHostname() {
        return responses.text("SSH host", value("sshHostname", driver::sshHostname));
    }

    @Override
    public int sshPort() {
        return responses.port(value("sshPort", driver::sshPort));
    }

    @Override
    public String sshUsername() {
        return responses.text("SSH user", value("sshUsername", driver::sshUsername));
    }

    @Override
    public String sshKeyPath() {
        return responses.text("SSH key path", value("sshKeyPath", driver::sshKeyPath));
    }

    @Override
    public ObjectNode config() {
        return value("config", driver::config);
    }

    @Override
    public void load(ObjectNode config) {
        run("load", () -> driver.load(config));
    }

    @Override
    public Capabilities capabilities() {
        return value("capabilities", driver::capabilities);
    }

    @Override
    public int enginePort() {
        return responses.port(value("enginePort", driver::enginePort));
    }

    @Override
    public boolean runsHere() {
        return value("runsHere", driver::runsHere);
    }

    @Override
    public Map<String, String> hostOptions() {
        return value("hostOptions", driver::hostOptions);
    }

    @Override
    public String sshKeySource() {
        return responses.text("SSH key source", value("sshKeySource", driver::sshKeySource));
    }

    @Override
    public Set<CertPathFile> ownCertificates() {
        return value("ownCertificates", driver::ownCertificates);
    }

    @Override
    public boolean tlsDisabled() {
        return value("tlsDisabled", driver::tlsDisabled);
    }

    @Override
    public void resize(MachineSize size) {
        run("resize", () -> driver.resize(size));
    }

    @Override
    public Map<String, String> recordedOptions() {
        return value("recordedOptions", driver::recordedOptions);
    }

    @Override
    public Set<Path> usedImages() {
        return value("usedImages", driver::usedImages);
    }

    @Override
    public List<SharedDirectory> shares() {
        return value("shares", driver::shares);
    }

    @Override
    public void saveTo(Consumer<ObjectNode> save) {
        run("saveTo", () -> driver.saveTo(save));
    }

    @Override
    public boolean forwardsPorts() {
        return value("forwardsPorts", driver::forwardsPorts);
    }

    @Override
    public @Nullable PortForwarding portForwarding() {
        return forwardsPorts() ? value("portForwarding", driver::portForwarding) : null;
    }

    /** Closes the driver. An error is only debug output, because the driver's work is done. */
    @Override
    public void close() {
        try {
            run("close", driver::close);
        } catch (JmException e) {
            context.trace("close: " + e.getMessage());
        }
    }
}
