package io.jm.os;

/**
 * Permits passwords for proxies of https connections, which the JDK refuses unless a system property is set before the
 * first request: they go to the proxy unencrypted, as with every other program that reads them from {@code HTTPS_PROXY}.
 */
public final class ProxyPasswords {
    private ProxyPasswords() {}

    /** Permits them in this process. */
    public static void permit() {
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
}
