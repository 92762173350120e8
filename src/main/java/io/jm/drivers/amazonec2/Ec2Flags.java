package io.jm.drivers.amazonec2;

import static io.jm.driver.FlagGroup.ACCESS;
import static io.jm.driver.FlagGroup.DISK;
import static io.jm.driver.FlagGroup.IMAGE;
import static io.jm.driver.FlagGroup.LOGIN;
import static io.jm.driver.FlagGroup.NETWORK;
import static io.jm.driver.FlagGroup.OTHER;
import static io.jm.driver.FlagGroup.SPOT;

import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.FlagGroup;
import java.util.List;
import java.util.stream.Stream;

/** The options of {@code create}: those of docker-machine in its order, those of its forks, and jm's own. */
final class Ec2Flags {
    static final String ACCESS_KEY = "amazonec2-access-key";
    static final String SECRET_KEY = "amazonec2-secret-key";
    static final String SESSION_TOKEN = "amazonec2-session-token";
    static final String AMI = "amazonec2-ami";
    static final String REGION = "amazonec2-region";
    static final String VPC_ID = "amazonec2-vpc-id";
    static final String ZONE = "amazonec2-zone";
    static final String SUBNET_ID = "amazonec2-subnet-id";
    static final String GROUP_READONLY = "amazonec2-security-group-readonly";
    static final String GROUPS = "amazonec2-security-group";
    static final String OPEN_PORTS = "amazonec2-open-port";
    static final String TAGS = "amazonec2-tags";
    static final String INSTANCE_TYPE = "amazonec2-instance-type";
    static final String DEVICE_NAME = "amazonec2-device-name";
    static final String ROOT_SIZE = "amazonec2-root-size";
    static final String VOLUME_TYPE = "amazonec2-volume-type";
    static final String INSTANCE_PROFILE = "amazonec2-iam-instance-profile";
    static final String SSH_PORT = "amazonec2-ssh-port";
    static final String SSH_USER = "amazonec2-ssh-user";
    static final String SPOT_INSTANCE = "amazonec2-request-spot-instance";
    static final String SPOT_PRICE = "amazonec2-spot-price";
    static final String BLOCK_DURATION = "amazonec2-block-duration-minutes";
    static final String PRIVATE_ONLY = "amazonec2-private-address-only";
    static final String USE_PRIVATE = "amazonec2-use-private-address";
    static final String MONITORING = "amazonec2-monitoring";
    static final String EBS_OPTIMIZED = "amazonec2-use-ebs-optimized-instance";
    static final String SSH_KEYPATH = "amazonec2-ssh-keypath";
    static final String KEYPAIR_NAME = "amazonec2-keypair-name";
    static final String RETRIES = "amazonec2-retries";
    static final String ENDPOINT = "amazonec2-endpoint";
    static final String INSECURE = "amazonec2-insecure-transport";
    static final String USER_DATA = "amazonec2-userdata";
    static final String METADATA_TOKEN = "amazonec2-metadata-token";
    static final String HOP_LIMIT = "amazonec2-metadata-token-response-hop-limit";
    static final String VOLUME_ENCRYPTED = "amazonec2-volume-encrypted";
    static final String VOLUME_KMS_KEY = "amazonec2-volume-kms-key";
    static final String ENCRYPT_VOLUME = "amazonec2-encrypt-ebs-volume";
    static final String KMS_KEY = "amazonec2-kms-key";
    static final String HTTP_ENDPOINT = "amazonec2-http-endpoint";
    static final String HTTP_TOKENS = "amazonec2-http-tokens";
    static final String HTTP_IPV6 = "amazonec2-http-protocol-ipv6";
    static final String IPV6_COUNT = "amazonec2-ipv6-address-count";
    static final String IPV6_ONLY = "amazonec2-ipv6-address-only";
    static final String PRIMARY_IPV6 = "amazonec2-enable-primary-ipv6";
    static final String PROFILE = "amazonec2-profile";
    static final String INGRESS_CIDR = "amazonec2-ingress-cidr";
    static final String AMI_NAME = "amazonec2-ami-name";
    static final String AMI_OWNER = "amazonec2-ami-owner";
    static final String VOLUME_IOPS = "amazonec2-volume-iops";
    static final String VOLUME_THROUGHPUT = "amazonec2-volume-throughput";
    static final String SPOT_FALLBACK = "amazonec2-spot-fallback";

    static final String DEFAULT_REGION = "us-east-1";
    static final String DEFAULT_TYPE = "t2.micro";
    static final String DEFAULT_DEVICE = "/dev/sda1";
    static final String DEFAULT_GROUP = "docker-machine";

    private Ec2Flags() {}

    static List<CreateFlag> all() {
        return Stream.of(dockerMachines(), forks(), own()).flatMap(List::stream).toList();
    }

    private static List<CreateFlag> dockerMachines() {
        return List.of(
                text(ACCESS, ACCESS_KEY, "Access key; recorded with the machine", "AWS_ACCESS_KEY_ID", ""),
                text(ACCESS, SECRET_KEY, "Secret key; recorded with the machine", "AWS_SECRET_ACCESS_KEY", ""),
                text(ACCESS, SESSION_TOKEN, "Session token of temporary keys; recorded", "AWS_SESSION_TOKEN", ""),
                text(IMAGE, AMI, "Image; the newest Ubuntu 24.04 if not given", "AWS_AMI", ""),
                text(ACCESS, REGION, "Region", "AWS_DEFAULT_REGION", DEFAULT_REGION),
                text(NETWORK, VPC_ID, "VPC; the default VPC if not given", "AWS_VPC_ID", ""),
                text(NETWORK, ZONE, "Letter of the availability zone; any if empty", "AWS_ZONE", "a"),
                text(NETWORK, SUBNET_ID, "Subnet; one of the VPC and zone if not given", "AWS_SUBNET_ID", ""),
                flag(NETWORK, GROUP_READONLY, "Add no rules to security groups", "AWS_SECURITY_GROUP_READONLY"),
                list(NETWORK, GROUPS, "Name of a security group", "AWS_SECURITY_GROUP", List.of(DEFAULT_GROUP)),
                list(NETWORK, OPEN_PORTS, "Port to open, as PORT[/udp]", "", List.of()),
                text(OTHER, TAGS, "Tags, as KEY,VALUE[,KEY,VALUE...]", "AWS_TAGS", ""),
                text(IMAGE, INSTANCE_TYPE, "Instance type", "AWS_INSTANCE_TYPE", DEFAULT_TYPE),
                text(
                        DISK,
                        DEVICE_NAME,
                        "Root device; that of the image if it differs",
                        "AWS_DEVICE_NAME",
                        DEFAULT_DEVICE),
                number(DISK, ROOT_SIZE, "Size of the root disk in GB", "AWS_ROOT_SIZE", 16),
                text(DISK, VOLUME_TYPE, "Type of the root disk, such as gp3", "AWS_VOLUME_TYPE", "gp2"),
                text(OTHER, INSTANCE_PROFILE, "Name of the instance profile", "AWS_INSTANCE_PROFILE", ""),
                number(LOGIN, SSH_PORT, "Port for SSH", "AWS_SSH_PORT", Driver.DEFAULT_SSH_PORT),
                text(LOGIN, SSH_USER, "User for SSH", "AWS_SSH_USER", "ubuntu"),
                flag(SPOT, SPOT_INSTANCE, "Launch a spot instance", ""),
                text(SPOT, SPOT_PRICE, "Highest price per hour in dollars; the on-demand price if empty", "", "0.50"),
                number(SPOT, BLOCK_DURATION, "Accepted and not used: AWS no longer offers it", "", 0),
                flag(NETWORK, PRIVATE_ONLY, "No public address", ""),
                flag(NETWORK, USE_PRIVATE, "Use the private address, although there is a public one", ""),
                flag(OTHER, MONITORING, "Detailed monitoring", ""),
                flag(DISK, EBS_OPTIMIZED, "Bandwidth of its own for disks", ""),
                text(LOGIN, SSH_KEYPATH, "Private key to use; KEY.pub beside it", "AWS_SSH_KEYPATH", ""),
                text(LOGIN, KEYPAIR_NAME, "Existing key pair; needs the private key", "AWS_KEYPAIR_NAME", ""),
                number(ACCESS, RETRIES, "Retries of a failed request; -1 for none", "", 5),
                text(ACCESS, ENDPOINT, "Address of another API, as HOST or URL", "AWS_ENDPOINT", ""),
                flag(ACCESS, INSECURE, "Use that API without TLS", "AWS_INSECURE_TRANSPORT"),
                text(IMAGE, USER_DATA, "File with user data for cloud-init", "AWS_USERDATA", ""));
    }

    private static List<CreateFlag> forks() {
        return Stream.<CreateFlag>of(
                        text(OTHER, METADATA_TOKEN, "Tokens for metadata: optional or required", "", ""),
                        number(OTHER, HOP_LIMIT, "Hops of the metadata's answers; 2 for containers", "", 0),
                        flag(DISK, VOLUME_ENCRYPTED, "Encrypt the root disk", ""),
                        text(DISK, VOLUME_KMS_KEY, "KMS key for that", "AWS_VOLUME_KMS_KEY", ""),
                        flag(DISK, ENCRYPT_VOLUME, "The same as volume-encrypted", "AWS_ENCRYPT_EBS_VOLUME"),
                        text(DISK, KMS_KEY, "The same as volume-kms-key", "AWS_KMS_KEY", ""),
                        text(OTHER, HTTP_ENDPOINT, "Metadata: enabled or disabled", "AWS_HTTP_ENDPOINT", ""),
                        text(OTHER, HTTP_TOKENS, "The same as metadata-token", "AWS_HTTP_TOKENS", ""),
                        text(OTHER, HTTP_IPV6, "Metadata over IPv6: enabled or disabled", "AWS_HTTP_PROTOCOL_IPV6", ""),
                        number(NETWORK, IPV6_COUNT, "Number of IPv6 addresses", "AWS_IPV6_ADDRESS_COUNT", 0),
                        flag(NETWORK, IPV6_ONLY, "No public IPv4 address; use IPv6", "AWS_IPV6_ADDRESS_ONLY"),
                        flag(
                                NETWORK,
                                PRIMARY_IPV6,
                                "Make the first IPv6 address the primary",
                                "AWS_ENABLE_PRIMARY_IPV6"))
                .map(CreateFlag::asAddition)
                .toList();
    }

    private static List<CreateFlag> own() {
        return Stream.<CreateFlag>of(
                        text(ACCESS, PROFILE, "Profile of the AWS CLI with the credentials", "AWS_PROFILE", ""),
                        list(NETWORK, INGRESS_CIDR, "Who may connect, in CIDR; everyone if not given", "", List.of()),
                        text(IMAGE, AMI_NAME, "Pattern of an image's name; the newest is used", "", ""),
                        text(IMAGE, AMI_OWNER, "Owner of that image; Canonical if not given", "", ""),
                        number(DISK, VOLUME_IOPS, "Operations per second of io1, io2 or gp3", "", 0),
                        number(DISK, VOLUME_THROUGHPUT, "Throughput of gp3 in MiB per second", "", 0),
                        flag(SPOT, SPOT_FALLBACK, "Launch on demand if there is no spot capacity", ""))
                .map(CreateFlag::asAddition)
                .toList();
    }

    private static CreateFlag text(FlagGroup group, String name, String usage, String variable, String value) {
        return new CreateFlag.Text(name, usage, variable, value).in(group);
    }

    private static CreateFlag number(FlagGroup group, String name, String usage, String variable, long value) {
        return new CreateFlag.Number(name, usage, variable, value).in(group);
    }

    private static CreateFlag flag(FlagGroup group, String name, String usage, String variable) {
        return new CreateFlag.Switch(name, usage, variable).in(group);
    }

    private static CreateFlag list(FlagGroup group, String name, String usage, String variable, List<String> value) {
        return new CreateFlag.TextList(name, usage, variable, value).in(group);
    }
}
