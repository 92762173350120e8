package io.jm.provision.engine;

/** Provides the certificates of one machine's engine. */
public interface MachineCertificates {
    /**
     * Makes sure that the machine directory contains the client's files and a valid server certificate. A new one is
     * issued only if needed.
     */
    Issued issue();

    /**
     * The files for the host, as PEM text.
     *
     * @param ca the CA certificate
     * @param certificate the engine's certificate
     * @param key the engine's private key
     */
    record Issued(String ca, String certificate, String key) {
        /** Returns a text without the key. */
        @Override
        public String toString() {
            return "certificates";
        }
    }
}
