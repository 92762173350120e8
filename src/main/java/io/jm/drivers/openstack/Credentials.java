package io.jm.drivers.openstack;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.text.Excerpt;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides with which values to log in: those that are stored or given, then those of the entry in {@code clouds.yaml}, then
 * those of the environment.
 */
final class Credentials {
    /** What the environment adds to given values, since it has no option and is not stored. */
    private static final LoginKey[] UNSTORED = {LoginKey.AUTH_TYPE, LoginKey.VERSION, LoginKey.CERTIFICATE, LoginKey.KEY
    };

    /**
     * What the environment adds to a machine that exists: who one is. A region or a project from there could be one in which
     * the machine is not, so that it would look as if it were gone.
     */
    private static final Set<LoginKey.Group> WHO =
            Set.of(LoginKey.Group.USER, LoginKey.Group.USER_DOMAIN, LoginKey.Group.DOMAIN, LoginKey.Group.SECRET);

    private final Environment environment;

    Credentials(Environment environment) {
        this.environment = environment;
    }

    /**
     * Returns the values for a new machine.
     *
     * @param given by options and their variables
     * @param token of a log-in; may be empty
     * @param cloud the name of the entry in {@code clouds.yaml}; empty for none
     * @throws JmException if the entry is missing or of another cloud
     */
    LoginValues forNew(LoginValues given, String token, String cloud) {
        LoginValues own = given.with(LoginKey.TOKEN, token);
        Map<LoginKey, String> more = new EnumMap<>(LoginKey.class);
        for (LoginKey key : UNSTORED) {
            more.put(key, own.has(key) ? own.get(key) : key.in(environment));
        }
        for (LoginKey key : LoginKey.values()) {
            more.putIfAbsent(key, own.get(key));
        }
        own = withoutUselessType(LoginValues.of(more));
        if (cloud.isEmpty()) {
            return own;
        }
        LoginValues entry = new CloudsFile(environment).entry(cloud);
        boolean both = own.has(LoginKey.AUTH_URL) && entry.has(LoginKey.AUTH_URL);
        if (both && !same(own.get(LoginKey.AUTH_URL), entry.get(LoginKey.AUTH_URL))) {
            throw new JmException("OS_CLOUD and OS_AUTH_URL name different clouds");
        }
        return own.orElse(entry);
    }

    /** A type alone must not keep the secrets of the entry away. */
    private static LoginValues withoutUselessType(LoginValues values) {
        return values.hasSecret() ? values : values.with(LoginKey.AUTH_TYPE, "");
    }

    /** Returns the values for a machine that exists. */
    LoginValues forStored(LoginValues stored, String cloud) {
        LoginValues values = stored;
        if (!cloud.isEmpty()) {
            LoginValues entry = new CloudsFile(environment).entry(cloud);
            values = stored.orElse(entry);
            requireSameCloud(stored, entry, cloud);
        }
        LoginValues outside = LoginValues.of(environment);
        return isOfSameCloud(values, outside) ? withSecretOf(values, outside) : values;
    }

    /** Any directory may hold a clouds.yaml, to whose server no password of another cloud must go. */
    private static void requireSameCloud(LoginValues stored, LoginValues entry, String cloud) {
        if (stored.has(LoginKey.AUTH_URL)
                && entry.has(LoginKey.AUTH_URL)
                && !same(stored.get(LoginKey.AUTH_URL), entry.get(LoginKey.AUTH_URL))) {
            throw new JmException("the cloud \"" + cloud + "\" of clouds.yaml is now at "
                    + Excerpt.line(entry.get(LoginKey.AUTH_URL)) + ", but the machine was made at "
                    + Excerpt.line(stored.get(LoginKey.AUTH_URL))
                    + ": if the cloud has moved, change AuthUrl in the machine's config.json");
        }
    }

    /** Nothing of the environment goes to another cloud than its own. */
    private static boolean isOfSameCloud(LoginValues values, LoginValues outside) {
        return !outside.has(LoginKey.AUTH_URL) || same(outside.get(LoginKey.AUTH_URL), values.get(LoginKey.AUTH_URL));
    }

    private static LoginValues withSecretOf(LoginValues values, LoginValues outside) {
        LoginValues certificate = values.orElse(outside.only(Set.of(LoginKey.Group.CERTIFICATE)));
        return values.hasSecret() ? certificate : certificate.orElse(withoutUselessType(outside.only(WHO)));
    }

    /**
     * Returns what to try when the cloud refuses stored values: the same user with the password or secret of the
     * environment, which may have been changed there; the same object if there is none.
     */
    LoginValues afterRefusal(LoginValues refused) {
        LoginValues outside = LoginValues.of(environment);
        if (!outside.has(LoginKey.AUTH_URL) || !isOfSameCloud(refused, outside)) {
            return refused;
        }
        LoginValues other = refused;
        if (agree(refused, outside, LoginKey.USERNAME) || agree(refused, outside, LoginKey.USER_ID)) {
            other = replaced(other, outside, LoginKey.PASSWORD);
        }
        if (agree(refused, outside, LoginKey.APPLICATION_ID) || agree(refused, outside, LoginKey.APPLICATION_NAME)) {
            other = replaced(other, outside, LoginKey.APPLICATION_SECRET);
        }
        return other;
    }

    private static boolean agree(LoginValues one, LoginValues other, LoginKey key) {
        return one.has(key) && one.get(key).equals(other.get(key));
    }

    private static LoginValues replaced(LoginValues values, LoginValues outside, LoginKey key) {
        String secret = outside.get(key);
        return secret.isEmpty() || secret.equals(values.get(key)) ? values : values.with(key, secret);
    }

    private static boolean same(String first, String second) {
        return normal(first).equals(normal(second));
    }

    private static String normal(String url) {
        return url.strip().replaceAll("/+$", "").replaceAll("/(v3|v2\\.0)$", "");
    }
}
