package io.jm.web;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

    /** Returns the value of the header {@code Proxy-Authorization} (RFC 7617), for a client that does not wait to be asked. */
    public String header() {
        byte[] login = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
                ? new PasswordAuthentication(user, password.toCharArray())
                : null;
    }
}
