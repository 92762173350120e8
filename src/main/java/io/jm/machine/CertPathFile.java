package io.jm.machine;

/** A file that a Docker client reads from the directory in {@code DOCKER_CERT_PATH}. */
public enum CertPathFile {
    CA_CERT("ca.pem"),
    CERT("cert.pem"),
    KEY("key.pem");

    private final String fileName;

    CertPathFile(String fileName) {
        this.fileName = fileName;
    }

    /** The name that Docker clients expect. */
    public String fileName() {
        return fileName;
    }
}
