package io.jm.connection;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.certs.ClientCopies;
import io.jm.certs.ExpiryWarning;
import io.jm.driver.Driver;
import io.jm.engine.EngineClient;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineUrl;
import io.jm.go.text.GoUrl;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.machine.SwarmOptions;
import io.jm.os.Environment;
import io.jm.text.HostPort;
import io.jm.tls.Expiry;
import java.nio.file.Path;
import java.time.Duration;

/** Finds out how a Docker client reaches a machine's engine, and makes sure that it can. */
public final class ConnectionCheck {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final StoreLayout layout;
    private final EngineClient engine;
    private final Environment environment;
    private final ExpiryWarning expiry;

    public ConnectionCheck(StoreLayout layout, EngineClient engine, Environment environment, ExpiryWarning expiry) {
        this.layout = layout;
        this.engine = engine;
        this.environment = environment;
        this.expiry = expiry;
    }

    /** When the engine itself is contacted. */
    public enum Mode {
        /** As the driver and the program's name say. */
        DEFAULT,
        /** In any case. */
        ALWAYS,
        /** Never: what is recorded is taken for true. */
        NEVER;

        /** The mode that two switches of the command line ask for. */
        public static Mode of(boolean check, boolean cached) {
            if (cached) {
                return NEVER;
            }
            return check ? ALWAYS : DEFAULT;
        }
    }

    /**
     * The connection to the machine's engine, or to its swarm.
     *
     * @throws JmException if there is no address, or if the engine could not be contacted
     */
    public ClientConnection to(Machine machine, Driver driver, boolean swarm, Mode mode) {
        String hostUrl = url(machine, driver);
        String url = swarm ? swarmUrl(machine, hostUrl) : hostUrl;
        EngineUrl address = address(url);
        boolean dockerMachineDefaults = environment.usesDockerMachineDefaults();
        // docker-machine knows no engine without TLS; with its defaults only an explicit setting counts
        boolean plain = driver.tlsDisabled() || !dockerMachineDefaults && !address.usesTls();
        boolean byDefault =
                (dockerMachineDefaults || driver.capabilities().engineChecked()) && (!plain || address.isReachable());
        if (mode == Mode.ALWAYS || mode == Mode.DEFAULT && byDefault) {
            check(machine, driver, hostUrl, url, plain);
        }
        if (url.isEmpty()) {
            throw new JmException("the driver of the machine \"" + machine.name() + "\" returned no URL");
        }
        Path certificates = layout.machine(machine.name());
        // docker-machine copies nothing here, and its client then fails; its defaults include that
        if (!plain && !dockerMachineDefaults) {
            certificates = new ClientCopies(CertificateFiles.of(layout, machine).client(), certificates).provide();
        }
        // with its defaults the URL is printed as recorded, even if no client accepts it
        String shown = dockerMachineDefaults && !plain ? url : address.dockerHost();
        return new ClientConnection(machine.name(), shown, certificates, !plain);
    }

    private String url(Machine machine, Driver driver) {
        try {
            return driver.url();
        } catch (JmException e) {
            throw new EngineFailure(layout, environment, machine, driver).withoutUrl(e.as(ErrorCode.DRIVER));
        }
    }

    private static EngineUrl address(String url) {
        try {
            return EngineUrl.of(url);
        } catch (JmException e) {
            throw e.within("Error parsing URL");
        }
    }

    private void check(Machine machine, Driver driver, String hostUrl, String url, boolean plain) {
        EngineAccess access = EngineAccess.of(layout, machine, driver, url);
        EngineTls tls = access.tls();
        if (plain) {
            engine.version(access.address(), tls, LIMIT);
            return;
        }
        try {
            Expiry first = checkTls(machine, driver, url, tls);
            if (driver.capabilities().provisioned() && !extras(machine).isAdopted()) {
                expiry.ofMachine(machine.name(), first.end());
            } else {
                expiry.ofRecorded(machine.name(), layout.certs(), tls, first);
            }
        } catch (JmException e) {
            if (!url.equals(hostUrl) && answers(machine, driver, hostUrl, tls)) {
                throw new JmException(
                        "Connection to Swarm cannot be checked but the certs are valid. Maybe swarm is not started", e);
            }
            throw e;
        }
    }

    private boolean answers(Machine machine, Driver driver, String url, EngineTls tls) {
        try {
            checkTls(machine, driver, url, tls);
            return true;
        } catch (JmException e) {
            return false;
        }
    }

    private Expiry checkTls(Machine machine, Driver driver, String url, EngineTls tls) {
        String authority = address(url).parts().host();
        try {
            return engine.checkTls(authority, tls, LIMIT);
        } catch (JmException e) {
            throw new EngineFailure(layout, environment, machine, driver).of(authority, e);
        }
    }

    private ExtrasFile extras(Machine machine) {
        return new ExtrasFile(layout.extras(machine.name()));
    }

    private static String swarmUrl(Machine machine, String hostUrl) {
        SwarmOptions swarm = machine.swarm();
        if (!swarm.master()) {
            throw new JmException("\"" + machine.name()
                    + "\" is not a swarm master. The --swarm flag is intended for use with swarm masters");
        }
        GoUrl swarmHost = parsed(swarm.host());
        String host = parsed(hostUrl).hostname();
        if (swarmHost.port().isEmpty()) {
            throw new JmException("There was an error parsing the url: \"" + swarm.host() + "\" names no port");
        }
        return "tcp://" + HostPort.join(host, swarmHost.port());
    }

    private static GoUrl parsed(String url) {
        try {
            return GoUrl.parse(url);
        } catch (JmException e) {
            throw e.within("There was an error parsing the url");
        }
    }
}
