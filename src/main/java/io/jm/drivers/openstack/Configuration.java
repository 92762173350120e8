package io.jm.drivers.openstack;

import io.jm.base.JmException;
import io.jm.driver.DriverOptions;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.PortNumber;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;

/** Takes the options of {@code create} over into the configuration, and checks them in docker-machine's order. */
final class Configuration {
    private static final int USER_DATA_BYTES = 65_535;
    private static final Set<String> ENDPOINT_TYPES =
            Set.of("", "publicURL", "adminURL", "internalURL", "public", "admin", "internal");

    private final OpenStackConfig config;
    private final DriverOptions options;
    private final Environment environment;

    Configuration(OpenStackConfig config, DriverOptions options, Environment environment) {
        this.config = config;
        this.options = options;
        this.environment = environment;
    }

    /**
     * Takes everything over, and checks it.
     *
     * @return with what to log in
     * @throws JmException with docker-machine's message if something is missing
     */
    LoginValues run() {
        takeUserData();
        takeLogin();
        takeServer();
        String cloud = options.text(OpenStackFlags.CLOUD);
        config.put(OpenStackConfig.CLOUD, cloud);
        LoginValues login =
                new Credentials(environment).forNew(config.login(), options.text(OpenStackFlags.TOKEN), cloud);
        checkLogin(login);
        checkServer();
        checkFurther(login);
        if (!cloud.isEmpty()) {
            // for information, and for programs that do not know the file
            config.put("AuthUrl", login.get(LoginKey.AUTH_URL));
            config.put("Region", login.get(LoginKey.REGION));
        }
        return login;
    }

    private void takeUserData() {
        String file = options.text(OpenStackFlags.USER_DATA);
        if (file.isEmpty()) {
            return;
        }
        try {
            byte[] data =
                    BoundedReader.fileNamedByUser(environment.workingDirectory().resolve(file), Limits.USER_DATA);
            config.put(OpenStackConfig.USER_DATA, Base64.getEncoder().encodeToString(data));
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    private void takeLogin() {
        take("AuthUrl", "auth-url");
        config.put("Insecure", options.isSet(OpenStackFlags.INSECURE));
        config.put("CaCert", absolute(options.text(OpenStackFlags.CA)));
        take("DomainID", "domain-id");
        take("DomainName", "domain-name");
        take("Username", "username");
        take("Password", "password");
        takeProject();
        take("Region", "region");
        String type = options.text(OpenStackFlags.ENDPOINT_TYPE);
        config.put("EndpointType", type.isEmpty() ? LoginKey.INTERFACE.in(environment) : type);
        take("UserId", "user-id");
        take("UserDomainName", "user-domain-name");
        take("UserDomainId", "user-domain-id");
        takeProjectDomain();
        take("ApplicationCredentialId", "application-credential-id");
        take("ApplicationCredentialName", "application-credential-name");
        take("ApplicationCredentialSecret", "application-credential-secret");
    }

    private void take(String key, String flag) {
        config.put(key, options.text(OpenStackFlags.PREFIX + flag));
    }

    /** The old options of a project count first: the variables of the new ones are set in every shell of today. */
    private void takeProject() {
        String name = options.text(OpenStackFlags.TENANT_NAME);
        String id = options.text(OpenStackFlags.TENANT_ID);
        boolean old = !name.isEmpty() || !id.isEmpty();
        config.put("TenantName", old ? name : options.text(OpenStackFlags.PROJECT_NAME));
        config.put("TenantId", old ? id : options.text(OpenStackFlags.PROJECT_ID));
    }

    /** The variables of today have other names than the options. */
    private void takeProjectDomain() {
        String name = options.text(OpenStackFlags.TENANT_DOMAIN_NAME);
        String id = options.text(OpenStackFlags.TENANT_DOMAIN_ID);
        boolean given = !name.isEmpty() || !id.isEmpty();
        config.put("TenantDomainName", given ? name : LoginKey.PROJECT_DOMAIN_NAME.in(environment));
        config.put("TenantDomainId", given ? id : LoginKey.PROJECT_DOMAIN_ID.in(environment));
    }

    private void takeServer() {
        take(OpenStackConfig.AVAILABILITY_ZONE, "availability-zone");
        take(OpenStackConfig.FLAVOR_NAME, "flavor-name");
        take(OpenStackConfig.FLAVOR_ID, "flavor-id");
        take(OpenStackConfig.IMAGE_NAME, "image-name");
        take(OpenStackConfig.IMAGE_ID, "image-id");
        take(OpenStackConfig.KEY_PAIR, "keypair-name");
        take(OpenStackConfig.NETWORK_NAME, "net-name");
        take(OpenStackConfig.NETWORK_ID, "net-id");
        config.put(OpenStackConfig.PRIVATE_KEY, absolute(options.text(OpenStackFlags.PRIVATE_KEY)));
        config.putSecurityGroups(options.text(OpenStackFlags.SECURITY_GROUPS));
        take(OpenStackConfig.POOL, "floatingip-pool");
        config.put(OpenStackConfig.NOVA_NETWORK, options.isSet(OpenStackFlags.NOVA_NETWORK));
        config.put(OpenStackConfig.IP_VERSION, number(OpenStackFlags.IP_VERSION));
        config.put(OpenStackConfig.TIMEOUT, number(OpenStackFlags.ACTIVE_TIMEOUT));
        config.put(OpenStackConfig.CONFIG_DRIVE, options.isSet(OpenStackFlags.CONFIG_DRIVE));
        config.put(OpenStackConfig.EXISTING_KEY, config.has(OpenStackConfig.KEY_PAIR));
        take(OpenStackConfig.SSH_USER, "ssh-user");
        config.put(
                OpenStackConfig.SSH_PORT,
                PortNumber.of("--" + OpenStackFlags.SSH_PORT, options.number(OpenStackFlags.SSH_PORT)));
        take(OpenStackConfig.SERVER_GROUP_ID, "server-group-id");
        take(OpenStackConfig.SERVER_GROUP_NAME, "server-group-name");
        config.put(OpenStackConfig.BOOT_VOLUME, options.isSet(OpenStackFlags.BOOT_VOLUME));
        take(OpenStackConfig.VOLUME_NAME, "volume-name");
        take(OpenStackConfig.VOLUME_DEVICE, "volume-device-path");
        take(OpenStackConfig.VOLUME_ID, "volume-id");
        take(OpenStackConfig.VOLUME_TYPE, "volume-type");
        config.put(OpenStackConfig.VOLUME_SIZE, number(OpenStackFlags.VOLUME_SIZE));
    }

    /** A number beyond all bounds stays one, instead of becoming any other. */
    private int number(String flag) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, options.number(flag)));
    }

    /** Later commands may run in another directory. */
    private String absolute(String file) {
        return file.isEmpty()
                ? ""
                : environment.workingDirectory().resolve(file).toString();
    }

    private static void checkLogin(LoginValues login) {
        if (!login.has(LoginKey.AUTH_URL)) {
            throw missing("Authentication URL", "OS_AUTH_URL", OpenStackFlags.AUTH_URL);
        }
        AuthBody.Method method = AuthBody.method(login);
        boolean byName = method == AuthBody.Method.APPLICATION_CREDENTIAL && !login.has(LoginKey.APPLICATION_ID);
        boolean needsUser = method == AuthBody.Method.PASSWORD || byName;
        if (needsUser && !login.has(LoginKey.USERNAME) && !login.has(LoginKey.USER_ID)) {
            throw missing("Username", "OS_USERNAME", OpenStackFlags.PREFIX + "username");
        }
        if (method == AuthBody.Method.PASSWORD && !login.has(LoginKey.PASSWORD)) {
            throw missing("Password", "OS_PASSWORD", OpenStackFlags.PREFIX + "password");
        }
        if (method == AuthBody.Method.APPLICATION_CREDENTIAL && !login.has(LoginKey.APPLICATION_SECRET)) {
            throw missing(
                    "The secret of the application credential",
                    "OS_APPLICATION_CREDENTIAL_SECRET",
                    OpenStackFlags.PREFIX + "application-credential-secret");
        }
        if (method == AuthBody.Method.TOKEN && !login.has(LoginKey.TOKEN)) {
            throw missing("Token", "OS_TOKEN", OpenStackFlags.TOKEN);
        }
        boolean project = login.has(LoginKey.PROJECT_ID) || login.has(LoginKey.PROJECT_NAME);
        if (method != AuthBody.Method.APPLICATION_CREDENTIAL && !project) {
            throw new JmException("Tenant id or name must be provided either using one of the environment variables "
                    + "OS_TENANT_ID and OS_TENANT_NAME or one of the CLI options --openstack-tenant-id and "
                    + "--openstack-tenant-name");
        }
    }

    private static JmException missing(String what, String variable, String option) {
        return new JmException(what + " must be specified either using the environment variable " + variable
                + " or the CLI option --" + option);
    }

    private void checkServer() {
        oneOf("Flavor", OpenStackConfig.FLAVOR_NAME, OpenStackConfig.FLAVOR_ID, "flavor");
        oneOf("Image", OpenStackConfig.IMAGE_NAME, OpenStackConfig.IMAGE_ID, "image");
        notBoth("Network", OpenStackConfig.NETWORK_NAME, OpenStackConfig.NETWORK_ID);
        if (!ENDPOINT_TYPES.contains(config.text("EndpointType"))) {
            throw new JmException("Endpoint type must be 'publicURL', 'adminURL' or 'internalURL'");
        }
        if (config.has(OpenStackConfig.KEY_PAIR) != config.has(OpenStackConfig.PRIVATE_KEY)) {
            throw new JmException("Both KeyPairName and PrivateKeyFile must be specified");
        }
    }

    private void oneOf(String what, String name, String id, String option) {
        if (!config.has(name) && !config.has(id)) {
            throw new JmException(what + " name or " + what + " id must be specified using the CLI option --openstack-"
                    + option + "-name or --openstack-" + option + "-id");
        }
        notBoth(what, name, id);
    }

    private void notBoth(String what, String name, String id) {
        if (config.has(name) && config.has(id)) {
            throw new JmException("Either " + what + " name or " + what + " id must be specified, not both");
        }
    }

    private void checkFurther(LoginValues login) {
        if (config.ipVersion() != 4 && config.ipVersion() != 6) {
            throw new JmException("IP version must be 4 or 6");
        }
        if (config.text(OpenStackConfig.USER_DATA).length() > USER_DATA_BYTES) {
            throw new JmException(
                    "The user data is too long: in base64 it must have at most " + USER_DATA_BYTES + " bytes");
        }
        if (login.has(LoginKey.DOMAIN_ID) && login.has(LoginKey.DOMAIN_NAME)) {
            throw new JmException("You must provide exactly one of DomainID or DomainName to authenticate by Username");
        }
        String version = login.get(LoginKey.VERSION);
        if (!version.isEmpty() && !version.matches("v?3(\\..*)?")) {
            throw new JmException(
                    "OS_IDENTITY_API_VERSION must be 3; other versions of the identity API are not supported");
        }
        int size = config.number(OpenStackConfig.VOLUME_SIZE);
        if (size < 0 || config.isSet(OpenStackConfig.BOOT_VOLUME) && size == 0) {
            throw new JmException("--" + OpenStackFlags.BOOT_VOLUME + " needs the size of the volume in GB: --"
                    + OpenStackFlags.VOLUME_SIZE);
        }
    }
}
