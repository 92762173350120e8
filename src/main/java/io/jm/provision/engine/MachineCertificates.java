package io.jm.provision.engine;

/** Where the engine's certificate comes from. */
public interface MachineCertificates {
    /**
     * Makes sure that the machine's directory holds the client's files and a good server certificate, a new one only if
     * it is needed.
     */
    Issued issue();

    /**
     * What goes to the host.
     *
     * @param ca the authority's certificate
     * @param certificate the engine's certificate
     * @param key the engine's private key
     */
    record Issued(String ca, String certificate, String key) {
        /** Never tells the key. */
        @Override
        public String toString() {
            return "certificates";
        }
    }
}
