package io.jm.drivers.openstack;

import io.jm.os.Environment;
import java.util.List;

/**
 * What a log-in to a cloud may need: its key in config.json, its names in {@code clouds.yaml} and its environment variables,
 * the better known ones first. An empty key is not stored.
 */
enum LoginKey {
    AUTH_URL("AuthUrl", Group.URL, List.of("auth_url"), List.of("OS_AUTH_URL")),
    USERNAME("Username", Group.USER, List.of("username"), List.of("OS_USERNAME")),
    USER_ID("UserId", Group.USER, List.of("user_id"), List.of("OS_USER_ID")),
    PASSWORD("Password", Group.SECRET, List.of("password"), List.of("OS_PASSWORD")),
    PROJECT_NAME(
            "TenantName",
            Group.PROJECT,
            List.of("project_name", "tenant_name"),
            List.of("OS_PROJECT_NAME", "OS_TENANT_NAME")),
    PROJECT_ID("TenantId", Group.PROJECT, List.of("project_id", "tenant_id"), List.of("OS_PROJECT_ID", "OS_TENANT_ID")),
    USER_DOMAIN_NAME("UserDomainName", Group.USER_DOMAIN, List.of("user_domain_name"), List.of("OS_USER_DOMAIN_NAME")),
    USER_DOMAIN_ID("UserDomainId", Group.USER_DOMAIN, List.of("user_domain_id"), List.of("OS_USER_DOMAIN_ID")),
    PROJECT_DOMAIN_NAME(
            "TenantDomainName",
            Group.PROJECT_DOMAIN,
            List.of("project_domain_name"),
            List.of("OS_TENANT_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME")),
    PROJECT_DOMAIN_ID(
            "TenantDomainId",
            Group.PROJECT_DOMAIN,
            List.of("project_domain_id"),
            List.of("OS_TENANT_DOMAIN_ID", "OS_PROJECT_DOMAIN_ID")),
    DOMAIN_NAME("DomainName", Group.DOMAIN, List.of("domain_name"), List.of("OS_DOMAIN_NAME")),
    DOMAIN_ID("DomainID", Group.DOMAIN, List.of("domain_id"), List.of("OS_DOMAIN_ID")),
    APPLICATION_ID(
            "ApplicationCredentialId",
            Group.SECRET,
            List.of("application_credential_id"),
            List.of("OS_APPLICATION_CREDENTIAL_ID")),
    APPLICATION_NAME(
            "ApplicationCredentialName",
            Group.SECRET,
            List.of("application_credential_name"),
            List.of("OS_APPLICATION_CREDENTIAL_NAME")),
    APPLICATION_SECRET(
            "ApplicationCredentialSecret",
            Group.SECRET,
            List.of("application_credential_secret"),
            List.of("OS_APPLICATION_CREDENTIAL_SECRET")),
    TOKEN("", Group.SECRET, List.of("token"), List.of("OS_TOKEN")),
    AUTH_TYPE("", Group.SECRET, List.of("auth_type"), List.of("OS_AUTH_TYPE")),
    REGION("Region", Group.REGION, List.of("region_name"), List.of("OS_REGION_NAME")),
    INTERFACE(
            "EndpointType",
            Group.INTERFACE,
            List.of("interface", "endpoint_type"),
            List.of("OS_ENDPOINT_TYPE", "OS_INTERFACE")),
    VERSION("", Group.VERSION, List.of("identity_api_version"), List.of("OS_IDENTITY_API_VERSION")),
    CA("CaCert", Group.TRUST, List.of("cacert"), List.of("OS_CACERT")),
    INSECURE("Insecure", Group.TRUST, List.of(), List.of("OS_INSECURE")),
    CERTIFICATE("", Group.CERTIFICATE, List.of("cert"), List.of("OS_CERT")),
    KEY("", Group.CERTIFICATE, List.of("key"), List.of("OS_KEY"));

    /** Values of one group belong together: they come from one source, or an id could win over the name that was given. */
    enum Group {
        URL,
        USER,
        SECRET,
        PROJECT,
        USER_DOMAIN,
        PROJECT_DOMAIN,
        DOMAIN,
        REGION,
        INTERFACE,
        VERSION,
        TRUST,
        CERTIFICATE
    }

    private final String field;
    private final Group group;
    private final List<String> names;
    private final List<String> variables;

    LoginKey(String field, Group group, List<String> names, List<String> variables) {
        this.field = field;
        this.group = group;
        this.names = names;
        this.variables = variables;
    }

    /** The key in config.json; empty if it is not stored. */
    String field() {
        return field;
    }

    Group group() {
        return group;
    }

    /** The names in {@code clouds.yaml}. */
    List<String> names() {
        return names;
    }

    /** Returns the value of the first variable that is set; empty without one. */
    String in(Environment environment) {
        for (String variable : variables) {
            String value = environment.variable(variable, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
