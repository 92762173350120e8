package io.jm.drivers.openstack;

import io.jm.base.JmException;
import io.jm.cloud.ApiClient;
import io.jm.cloud.ApiException;
import io.jm.cloud.SharedAnswers;
import org.jspecify.annotations.Nullable;

/** The log-in of one driver: made when it is needed, kept in memory, made once more when the cloud no longer accepts it. */
final class Login {
    private final ApiClient client;
    private final LoginValues values;
    private final LoginValues second;
    private final @Nullable SharedAnswers shared;

    private @Nullable Session session;
    private boolean accepted = true;

    /**
     * Prepares a log-in.
     *
     * @param second what to try when the cloud refuses the first; the same values if there is nothing else
     * @param shared where one log-in for the machines of a process is kept; null if this is the only one
     */
    Login(ApiClient client, LoginValues values, LoginValues second, @Nullable SharedAnswers shared) {
        this.client = client;
        this.values = values;
        this.second = second;
        this.shared = shared;
    }

    /** What is logged in with, for keys of shared answers. */
    String digest() {
        return values.digest();
    }

    /**
     * Returns the session; logs in if there is none.
     *
     * @throws ApiException if the cloud refuses it
     */
    Session session() {
        if (session == null) {
            session = shared == null ? login() : shared.get("openstack login " + digest(), Session.class, this::login);
        }
        return session;
    }

    private Session login() {
        try {
            return new Identity(client, values).login();
        } catch (ApiException e) {
            if (!e.is(ApiException.Kind.CREDENTIALS) || second == values) {
                throw e;
            }
            return new Identity(client, second).login();
        }
    }

    /** Notes that a service accepted the token. */
    void accepted() {
        accepted = true;
    }

    /**
     * Logs in again after a service refused the token.
     *
     * @return false if that happened already and the new token was refused too
     */
    boolean renew() {
        if (!accepted) {
            return false;
        }
        accepted = false;
        try {
            session = login();
            return true;
        } catch (JmException e) {
            throw e.within("Error trying to re-authenticate");
        }
    }
}
