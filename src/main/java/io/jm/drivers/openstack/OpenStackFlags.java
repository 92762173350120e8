package io.jm.drivers.openstack;

import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.FlagGroup;
import java.util.ArrayList;
import java.util.List;

/** The options of {@code create}: docker-machine's in its order, those of Rancher's fork with its names, and jm's own. */
final class OpenStackFlags {
    static final String PREFIX = "openstack-";
    static final String AUTH_URL = PREFIX + "auth-url";
    static final String INSECURE = PREFIX + "insecure";
    static final String CA = PREFIX + "cacert";
    static final String FLAVOR_ID = PREFIX + "flavor-id";
    static final String FLAVOR_NAME = PREFIX + "flavor-name";
    static final String IMAGE_ID = PREFIX + "image-id";
    static final String IMAGE_NAME = PREFIX + "image-name";
    static final String NET_NAME = PREFIX + "net-name";
    static final String KEY_PAIR = PREFIX + "keypair-name";
    static final String PRIVATE_KEY = PREFIX + "private-key-file";
    static final String USER_DATA = PREFIX + "user-data-file";
    static final String SECURITY_GROUPS = PREFIX + "sec-groups";
    static final String NOVA_NETWORK = PREFIX + "nova-network";
    static final String POOL = PREFIX + "floatingip-pool";
    static final String POOL_REUSE = PREFIX + "floatingip-reuse";
    static final String IP_VERSION = PREFIX + "ip-version";
    static final String SSH_USER = PREFIX + "ssh-user";
    static final String SSH_PORT = PREFIX + "ssh-port";
    static final String ACTIVE_TIMEOUT = PREFIX + "active-timeout";
    static final String CONFIG_DRIVE = PREFIX + "config-drive";
    static final String METADATA = PREFIX + "metadata";
    static final String ENDPOINT_TYPE = PREFIX + "endpoint-type";
    static final String TENANT_NAME = PREFIX + "tenant-name";
    static final String TENANT_ID = PREFIX + "tenant-id";
    static final String PROJECT_NAME = PREFIX + "project-name";
    static final String PROJECT_ID = PREFIX + "project-id";
    static final String TENANT_DOMAIN_NAME = PREFIX + "tenant-domain-name";
    static final String TENANT_DOMAIN_ID = PREFIX + "tenant-domain-id";
    static final String BOOT_VOLUME = PREFIX + "boot-from-volume";
    static final String VOLUME_SIZE = PREFIX + "volume-size";
    static final String CLOUD = PREFIX + "cloud";
    static final String TOKEN = PREFIX + "token";

    private static final int TIMEOUT_SECONDS = 200;

    private OpenStackFlags() {}

    static List<CreateFlag> all() {
        List<CreateFlag> all = new ArrayList<>(List.of(
                text("auth-url", "Address of the identity service, such as https://cloud.example.com:5000/v3"),
                flag("insecure", "Do not verify the certificates of the cloud"),
                text("cacert", "File with the CA certificates of the cloud"),
                text("domain-id", "Domain of user and project, by id"),
                text("domain-name", "Domain of user and project, by name"),
                text("username", "User"),
                text("password", "Password of the user"),
                text("tenant-name", "Project, by name"),
                text("tenant-id", "Project, by id"),
                text("region", "Region; may be left out if there is only one", "OS_REGION_NAME", ""),
                text("availability-zone", "Availability zone; the cloud's choice if not given"),
                text("endpoint-type", "Endpoints to use: publicURL, internalURL or adminURL"),
                text("flavor-id", "Flavor, by id"),
                text("flavor-name", "Flavor, by name"),
                text("image-id", "Image, by id"),
                text("image-name", "Image, by name"),
                text("keypair-name", "Key pair of yours; needs its private key"),
                text("net-id", "Network, by id", "OS_NETWORK_ID", ""),
                text("private-key-file", "Private key of that key pair"),
                text("user-data-file", "File with user data for cloud-init"),
                text("net-name", "Network, by name", "OS_NETWORK_NAME", ""),
                text("sec-groups", "Security groups, separated by commas", "OS_SECURITY_GROUPS", ""),
                flag("nova-network", "Take floating addresses from Nova; for clouds without Neutron"),
                text("floatingip-pool", "External network for a floating address; none if not given"),
                new CreateFlag.Number(IP_VERSION, "IP version of the address: 4 or 6", "OS_IP_VERSION", 4),
                text("ssh-user", "User for SSH", "OS_SSH_USER", "root"),
                new CreateFlag.Number(SSH_PORT, "Port for SSH", "OS_SSH_PORT", Driver.DEFAULT_SSH_PORT),
                new CreateFlag.Number(
                        ACTIVE_TIMEOUT,
                        "Seconds until the server must be active",
                        "OS_ACTIVE_TIMEOUT",
                        TIMEOUT_SECONDS),
                flag("config-drive", "Give the server a config drive"),
                text("metadata", "Metadata of the server, as KEY,VALUE,KEY,VALUE")));
        additions().forEach(flag -> all.add(flag.asAddition()));
        return all.stream().map(flag -> flag.in(group(flag.name()))).toList();
    }

    private static FlagGroup group(String name) {
        String rest = name.substring(PREFIX.length());
        if (rest.matches("(flavor|image|server-group)-.*|availability-zone|config-drive")) {
            return FlagGroup.IMAGE;
        }
        if (rest.matches("(boot-from|volume).*")) {
            return FlagGroup.DISK;
        }
        if (rest.matches("(net|floatingip)-.*|sec-groups|nova-network|ip-version")) {
            return FlagGroup.NETWORK;
        }
        if (rest.matches("ssh-.*|keypair-name|private-key-file")) {
            return FlagGroup.LOGIN;
        }
        return rest.matches("user-data-file|metadata|active-timeout") ? FlagGroup.OTHER : FlagGroup.ACCESS;
    }

    private static List<CreateFlag> additions() {
        return List.of(
                text("user-id", "User, by id"),
                text("user-domain-name", "Domain of the user, by name"),
                text("user-domain-id", "Domain of the user, by id"),
                text("tenant-domain-name", "Domain of the project, by name"),
                text("tenant-domain-id", "Domain of the project, by id"),
                text("application-credential-id", "Application credential, by id"),
                text("application-credential-name", "Application credential, by name; needs its user"),
                text("application-credential-secret", "Secret of the application credential"),
                text("server-group-id", "Server group, by id"),
                text("server-group-name", "Server group, by name"),
                new CreateFlag.Switch(BOOT_VOLUME, "Boot from a new volume, which is deleted with the server", ""),
                text("volume-name", "Name of the additional volume", "", ""),
                text("volume-device-path", "Device of the additional volume, such as /dev/vdb", "", ""),
                text("volume-id", "Existing volume to attach", "", ""),
                text("volume-type", "Type of the volume", "", ""),
                new CreateFlag.Number(VOLUME_SIZE, "Size in GB of the boot volume, or of an additional volume", "", 0),
                text("cloud", "Cloud of clouds.yaml"),
                text("project-name", "Project, by name, as --openstack-tenant-name"),
                text("project-id", "Project, by id, as --openstack-tenant-id"),
                text("token", "Token of a log-in; not stored"),
                new CreateFlag.Switch(POOL_REUSE, "Take a free floating address of the project, if there is one", ""));
    }

    private static CreateFlag text(String name, String usage) {
        return text(name, usage, "OS_" + CreateFlag.variable(name), "");
    }

    private static CreateFlag text(String name, String usage, String variable, String defaultValue) {
        return new CreateFlag.Text(PREFIX + name, usage, variable, defaultValue);
    }

    private static CreateFlag flag(String name, String usage) {
        return new CreateFlag.Switch(PREFIX + name, usage, "OS_" + CreateFlag.variable(name));
    }
}
