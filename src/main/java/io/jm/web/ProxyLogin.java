package io.jm.web;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** Sends the password to a proxy that asks for one, and to no server. */
public final class ProxyLogin extends Authenticator {
    private final String user;
    private final String password;

    /** Takes the part of a proxy's URL before the {@code @}. */
    ProxyLogin(String userAndPassword) {
        int colon = userAndPassword.indexOf(':');
        this.user = colon < 0 ? userAndPassword : userAndPassword.substring(0, colon);
        this.password = colon < 0 ? "" : userAndPassword.substring(colon + 1);
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
                ? new PasswordAuthentication(user, password.toCharArray())
                : null;
    }
}
