package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.cli.GlobalOptions;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import io.jm.machine.CertPathFile;
import io.jm.machine.Machine;
import io.jm.os.Setting;
import io.jm.store.EngineOption;
import io.jm.store.MachineDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of {@code create} that every driver shares. Their description keys name the environment variables. The
 * values are read by name, as drivers read them; the fields are only where picocli finds the types of the options.
 */
final class CreateOptions {
    @Option(
            names = {"--driver", "-d"},
            descriptionKey = Setting.Names.DRIVER,
            description = "Driver that creates the machine")
    private String driver = "";

    @Option(
            names = "--engine-install-url",
            defaultValue = "https://get.docker.com",
            descriptionKey = Setting.Names.ENGINE_INSTALL_URL,
            description = "Install script of the engine, or none")
    private String engineInstallUrl = "";

    @Option(names = "--engine-opt", description = "Option of the engine, as name=value")
    private List<String> engineOpt = new ArrayList<>();

    @Option(names = "--engine-insecure-registry", description = "Registry that the engine may use without TLS")
    private List<String> engineInsecureRegistry = new ArrayList<>();

    @Option(
            names = "--engine-registry-mirror",
            descriptionKey = Setting.Names.ENGINE_REGISTRY_MIRROR,
            description = "Registry mirror of the engine")
    private List<String> engineRegistryMirror = new ArrayList<>();

    @Option(names = "--engine-label", description = "Label of the engine, as key=value")
    private List<String> engineLabel = new ArrayList<>();

    @Option(names = "--engine-storage-driver", description = "Storage driver of the engine")
    private String engineStorageDriver = "";

    @Option(names = "--engine-env", description = "Environment variable of the engine, as NAME=VALUE")
    private List<String> engineEnv = new ArrayList<>();

    @Option(names = "--swarm", description = "Join a classic Swarm (recorded only)")
    private boolean swarm;

    @Option(
            names = "--swarm-image",
            defaultValue = "swarm:latest",
            descriptionKey = Setting.Names.SWARM_IMAGE,
            description = "Image of classic Swarm (recorded only)")
    private String swarmImage = "";

    @Option(names = "--swarm-master", description = "Be the master of a classic Swarm (recorded only)")
    private boolean swarmMaster;

    @Option(names = "--swarm-discovery", description = "Discovery service of classic Swarm (recorded only)")
    private String swarmDiscovery = "";

    @Option(
            names = "--swarm-strategy",
            defaultValue = "spread",
            description = "Scheduling strategy of classic Swarm (recorded only)")
    private String swarmStrategy = "";

    @Option(names = "--swarm-opt", description = "Option of the Swarm master (recorded only)")
    private List<String> swarmOpt = new ArrayList<>();

    @Option(names = "--swarm-join-opt", description = "Option of the Swarm agent (recorded only)")
    private List<String> swarmJoinOpt = new ArrayList<>();

    @Option(
            names = "--swarm-host",
            defaultValue = "tcp://0.0.0.0:3376",
            description = "Address on which the Swarm master listens (recorded only)")
    private String swarmHost = "";

    @Option(
            names = "--swarm-addr",
            description = "Address that Swarm advertises; the address of the machine if not given")
    private String swarmAddr = "";

    @Option(names = "--swarm-experimental", description = "Experimental features of Swarm (recorded only)")
    private boolean swarmExperimental;

    @Option(names = "--tls-san", description = "Additional name or address in the server certificate")
    private List<String> tlsSan = new ArrayList<>();

    /** Returns the path of a file: in the machine's directory if the driver puts it there, else the shared one. */
    private static String path(CertPathFile file, Driver driver, Path directory, String shared) {
        return driver.ownCertificates().contains(file)
                ? directory.resolve(file.fileName()).toString()
                : shared;
    }

    /** Returns the machine that these options describe, without the data of its driver. */
    Machine document(Context context, String name, String driverName, Driver driver, DriverOptions options) {
        GlobalOptions globals = context.globals();
        Path directory = context.store().layout().machine(name);
        MachineDocument.Certificates certificates = new MachineDocument.Certificates(
                path(CertPathFile.CA_CERT, driver, directory, globals.tlsCaCert()),
                globals.tlsCaKey(),
                path(CertPathFile.CERT, driver, directory, globals.tlsClientCert()),
                path(CertPathFile.KEY, driver, directory, globals.tlsClientKey()));
        Machine machine = new MachineDocument(context.store().layout(), name, certificates)
                .swarm("IsSwarm", options.isSet("swarm") || options.isSet("swarm-master"))
                .swarm("Address", options.text("swarm-addr"))
                .swarm("Discovery", options.text("swarm-discovery"))
                .swarm("Agent", options.isSet("swarm"))
                .swarm("Master", options.isSet("swarm-master"))
                .swarm("Host", options.text("swarm-host"))
                .swarm("Image", options.text("swarm-image"))
                .swarm("Strategy", options.text("swarm-strategy"))
                .swarm("ArbitraryFlags", options.list("swarm-opt"))
                .swarm("ArbitraryJoinFlags", options.list("swarm-join-opt"))
                .swarm("IsExperimental", options.isSet("swarm-experimental"))
                .machine(name, driverName);
        for (EngineOption option : EngineOption.values()) {
            option.set(machine, options);
        }
        return machine;
    }
}
