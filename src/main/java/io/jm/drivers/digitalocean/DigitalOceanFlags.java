package io.jm.drivers.digitalocean;

import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.FlagGroup;
import java.util.List;

/** The options of {@code create}, which are docker-machine's. */
final class DigitalOceanFlags {
    static final String ACCESS_TOKEN = "digitalocean-access-token";
    static final String SSH_USER = "digitalocean-ssh-user";
    static final String SSH_KEY_FINGERPRINT = "digitalocean-ssh-key-fingerprint";
    static final String SSH_KEY_PATH = "digitalocean-ssh-key-path";
    static final String SSH_PORT = "digitalocean-ssh-port";
    static final String IMAGE = "digitalocean-image";
    static final String REGION = "digitalocean-region";
    static final String SIZE = "digitalocean-size";
    static final String IPV6 = "digitalocean-ipv6";
    static final String PRIVATE_NETWORKING = "digitalocean-private-networking";
    static final String BACKUPS = "digitalocean-backups";
    static final String USER_DATA = "digitalocean-userdata";
    static final String MONITORING = "digitalocean-monitoring";
    static final String TAGS = "digitalocean-tags";

    private DigitalOceanFlags() {}

    static List<CreateFlag> all() {
        return List.of(
                text(ACCESS_TOKEN, "Token of the API", "").in(FlagGroup.ACCESS),
                text(SSH_USER, "User for SSH", DropletConfig.USER).in(FlagGroup.LOGIN),
                text(SSH_KEY_FINGERPRINT, "MD5 fingerprint of an SSH key in the account; a new key if not given", "")
                        .in(FlagGroup.LOGIN),
                text(SSH_KEY_PATH, "Private key of that fingerprint; the agent and your default keys if not given", "")
                        .in(FlagGroup.LOGIN),
                new CreateFlag.Number(SSH_PORT, "Port for SSH", CreateFlag.variable(SSH_PORT), Driver.DEFAULT_SSH_PORT)
                        .in(FlagGroup.LOGIN),
                text(IMAGE, "Slug or number of the image; the newest Ubuntu LTS if not given", "")
                        .in(FlagGroup.IMAGE),
                text(REGION, "Region", DropletConfig.DEFAULT_REGION).in(FlagGroup.IMAGE),
                text(SIZE, "Size of the droplet", DropletConfig.DEFAULT_SIZE).in(FlagGroup.IMAGE),
                flag(IPV6, "Give the droplet an IPv6 address too").in(FlagGroup.NETWORK),
                flag(PRIVATE_NETWORKING, "Ask for a private network, which droplets have anyway")
                        .in(FlagGroup.NETWORK),
                flag(BACKUPS, "Turn on weekly backups").in(FlagGroup.OTHER),
                text(USER_DATA, "File with user data for cloud-init", "").in(FlagGroup.OTHER),
                flag(MONITORING, "Install the agent for monitoring").in(FlagGroup.OTHER),
                text(TAGS, "Tags, separated by commas", "").in(FlagGroup.OTHER));
    }

    private static CreateFlag text(String name, String usage, String defaultValue) {
        return new CreateFlag.Text(name, usage, CreateFlag.variable(name), defaultValue);
    }

    private static CreateFlag flag(String name, String usage) {
        return new CreateFlag.Switch(name, usage, CreateFlag.variable(name));
    }
}
