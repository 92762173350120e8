package io.jm.provision;

/** The host being provisioned, as far as a provisioner sees it. */
public interface RemoteHost {
    /**
     * Runs a command and returns its output.
     *
     * @throws io.jm.base.JmException if it fails or the connection is lost
     */
    String run(String command);
}
