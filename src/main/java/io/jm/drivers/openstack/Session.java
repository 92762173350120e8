package io.jm.drivers.openstack;

/** A log-in that a cloud accepted. Its token is in no text. */
final class Session {
    private final String token;
    private final String projectId;
    private final Catalog catalog;

    Session(String token, String projectId, Catalog catalog) {
        this.token = token;
        this.projectId = projectId;
        this.catalog = catalog;
    }

    /** Shows nothing of the token. */
    @Override
    public String toString() {
        return "session of the project " + projectId;
    }

    String token() {
        return token;
    }

    /** The project to which everything belongs that is made. */
    String projectId() {
        return projectId;
    }

    /** Returns the address of a service, without a slash at its end. */
    String endpoint(Service service) {
        return catalog.endpoint(service);
    }
}
