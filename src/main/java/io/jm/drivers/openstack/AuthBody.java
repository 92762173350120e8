package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.util.Locale;

/** The body of a log-in to the identity API, version 3: {@code POST /v3/auth/tokens}. */
final class AuthBody {
    private static final String DEFAULT_DOMAIN = "default";

    private final LoginValues values;

    AuthBody(LoginValues values) {
        this.values = values;
    }

    /** How to prove who one is. */
    enum Method {
        PASSWORD,
        APPLICATION_CREDENTIAL,
        TOKEN
    }

    /**
     * Returns the method that was chosen, or for which there are values.
     *
     * @throws JmException if it is not supported
     */
    static Method method(LoginValues values) {
        String type = values.get(LoginKey.AUTH_TYPE).toLowerCase(Locale.ROOT);
        return switch (type) {
            case "" -> byValues(values);
            case "password", "v3password" -> Method.PASSWORD;
            case "v3applicationcredential" -> Method.APPLICATION_CREDENTIAL;
            case "token", "v3token" -> Method.TOKEN;
            default -> throw new JmException("auth_type " + Excerpt.line(type) + " is not supported");
        };
    }

    private static Method byValues(LoginValues values) {
        if (values.has(LoginKey.APPLICATION_SECRET)) {
            return Method.APPLICATION_CREDENTIAL;
        }
        return values.has(LoginKey.TOKEN) && !values.has(LoginKey.PASSWORD) ? Method.TOKEN : Method.PASSWORD;
    }

    ObjectNode json() {
        Method method = method(values);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode auth = root.putObject("auth");
        ObjectNode identity = auth.putObject("identity");
        switch (method) {
            case PASSWORD -> {
                identity.putArray("methods").add("password");
                ObjectNode user = user(identity.putObject("password").putObject("user"));
                user.put("password", values.get(LoginKey.PASSWORD));
                domain(user);
            }
            case APPLICATION_CREDENTIAL -> {
                identity.putArray("methods").add("application_credential");
                applicationCredential(identity.putObject("application_credential"));
            }
            default -> {
                identity.putArray("methods").add("token");
                identity.putObject("token").put("id", values.get(LoginKey.TOKEN));
            }
        }
        if (method != Method.APPLICATION_CREDENTIAL) {
            // one belongs to a project already: "Application credentials cannot request a scope."
            scope(auth);
        }
        return root;
    }

    private void applicationCredential(ObjectNode credential) {
        if (values.has(LoginKey.APPLICATION_ID)) {
            credential.put("id", values.get(LoginKey.APPLICATION_ID));
            credential.put("secret", values.get(LoginKey.APPLICATION_SECRET));
            return;
        }
        credential.put("name", values.get(LoginKey.APPLICATION_NAME));
        credential.put("secret", values.get(LoginKey.APPLICATION_SECRET));
        domain(user(credential.putObject("user")));
    }

    private ObjectNode user(ObjectNode user) {
        return values.has(LoginKey.USER_ID)
                ? user.put("id", values.get(LoginKey.USER_ID))
                : user.put("name", values.get(LoginKey.USERNAME));
    }

    private void domain(ObjectNode user) {
        if (!user.has("id")) {
            user.set("domain", userDomain());
        }
    }

    private void scope(ObjectNode auth) {
        if (values.has(LoginKey.PROJECT_ID)) {
            auth.putObject("scope").putObject("project").put("id", values.get(LoginKey.PROJECT_ID));
        } else if (values.has(LoginKey.PROJECT_NAME)) {
            ObjectNode project = auth.putObject("scope").putObject("project");
            ObjectNode own = named(LoginKey.PROJECT_DOMAIN_ID, LoginKey.PROJECT_DOMAIN_NAME);
            ObjectNode common = own.isEmpty() ? named(LoginKey.DOMAIN_ID, LoginKey.DOMAIN_NAME) : own;
            project.set("domain", common.isEmpty() ? userDomain() : common);
            project.put("name", values.get(LoginKey.PROJECT_NAME));
        }
    }

    private ObjectNode userDomain() {
        ObjectNode own = named(LoginKey.USER_DOMAIN_ID, LoginKey.USER_DOMAIN_NAME);
        ObjectNode common = own.isEmpty() ? named(LoginKey.DOMAIN_ID, LoginKey.DOMAIN_NAME) : own;
        return common.isEmpty() ? common.put("id", DEFAULT_DOMAIN) : common;
    }

    private ObjectNode named(LoginKey id, LoginKey name) {
        ObjectNode domain = JsonNodeFactory.instance.objectNode();
        if (values.has(id)) {
            domain.put("id", values.get(id));
        } else if (values.has(name)) {
            domain.put("name", values.get(name));
        }
        return domain;
    }
}
