package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.cli.GlobalOptions;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import io.jm.machine.CertPathFile;
import io.jm.machine.Machine;
import io.jm.os.Setting;
import io.jm.store.MachineDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of {@code create} that every driver shares. Their description keys name the environment variables. The
 * values are read by name, as drivers read them.
 */
final class CreateOptions {
    @Option(
            names = {"--driver", "-d"},
            defaultValue = "virtualbox",
            descriptionKey = Setting.Names.DRIVER,
            description = "Driver to create machine with.")
    private String driver = "";

    @Option(
            names = "--engine-install-url",
            defaultValue = "https://get.docker.com",
            descriptionKey = Setting.Names.ENGINE_INSTALL_URL,
            description = "Custom URL to use for engine installation")
    private String engineInstallUrl = "";

    @Option(names = "--engine-opt", description = "Arbitrary flag of the engine in the form flag=value")
    private List<String> engineOpt = new ArrayList<>();

    @Option(names = "--engine-insecure-registry", description = "Insecure registry to allow with the engine")
    private List<String> engineInsecureRegistry = new ArrayList<>();

    @Option(
            names = "--engine-registry-mirror",
            descriptionKey = Setting.Names.ENGINE_REGISTRY_MIRROR,
            description = "Registry mirror to use")
    private List<String> engineRegistryMirror = new ArrayList<>();

    @Option(names = "--engine-label", description = "Label of the engine")
    private List<String> engineLabel = new ArrayList<>();

    @Option(names = "--engine-storage-driver", description = "Storage driver of the engine")
    private String engineStorageDriver = "";

    @Option(names = "--engine-env", description = "Environment variable of the engine")
    private List<String> engineEnv = new ArrayList<>();

    @Option(names = "--swarm", description = "Configure Machine to join a Swarm cluster")
    private boolean swarm;

    @Option(
            names = "--swarm-image",
            defaultValue = "swarm:latest",
            descriptionKey = Setting.Names.SWARM_IMAGE,
            description = "Docker image to use for Swarm")
    private String swarmImage = "";

    @Option(names = "--swarm-master", description = "Configure Machine to be a Swarm master")
    private boolean swarmMaster;

    @Option(names = "--swarm-discovery", description = "Discovery service to use with Swarm")
    private String swarmDiscovery = "";

    @Option(names = "--swarm-strategy", defaultValue = "spread", description = "Default scheduling strategy for Swarm")
    private String swarmStrategy = "";

    @Option(names = "--swarm-opt", description = "Arbitrary flag for Swarm master")
    private List<String> swarmOpt = new ArrayList<>();

    @Option(names = "--swarm-join-opt", description = "Arbitrary flag for Swarm join")
    private List<String> swarmJoinOpt = new ArrayList<>();

    @Option(
            names = "--swarm-host",
            defaultValue = "tcp://0.0.0.0:3376",
            description = "ip/socket to listen on for Swarm master")
    private String swarmHost = "";

    @Option(names = "--swarm-addr", description = "addr to advertise for Swarm (machine IP if left out)")
    private String swarmAddr = "";

    @Option(names = "--swarm-experimental", description = "Enable Swarm experimental features")
    private boolean swarmExperimental;

    @Option(names = "--tls-san", description = "Extra name or address in the engine's certificate")
    private List<String> tlsSan = new ArrayList<>();

    /** A file that the driver puts into the machine's directory is used from there. */
    private static String path(CertPathFile file, Driver driver, Path directory, String shared) {
        return driver.ownCertificates().contains(file)
                ? directory.resolve(file.fileName()).toString()
                : shared;
    }

    /** The machine that these options describe; its driver's data are not in it yet. */
    Machine document(Context context, String name, Driver driver, DriverOptions options) {
        GlobalOptions globals = context.globals();
        Path directory = context.store().layout().machine(name);
        MachineDocument.Certificates certificates = new MachineDocument.Certificates(
                path(CertPathFile.CA_CERT, driver, directory, globals.tlsCaCert()),
                globals.tlsCaKey(),
                path(CertPathFile.CERT, driver, directory, globals.tlsClientCert()),
                path(CertPathFile.KEY, driver, directory, globals.tlsClientKey()));
        return new MachineDocument(context.store().layout(), name, certificates)
                .engine("ArbitraryFlags", options.list("engine-opt"))
                .engine("Env", options.list("engine-env"))
                .engine("InsecureRegistry", options.list("engine-insecure-registry"))
                .engine("Labels", options.list("engine-label"))
                .engine("StorageDriver", options.text("engine-storage-driver"))
                .engine("RegistryMirror", options.list("engine-registry-mirror"))
                .engine("InstallURL", options.text("engine-install-url"))
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
                .serverNames(options.list("tls-san"))
                .machine(name, options.text("driver"));
    }
}
