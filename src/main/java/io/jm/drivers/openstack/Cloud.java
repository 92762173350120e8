package io.jm.drivers.openstack;

/** The services of the cloud of one driver, with one log-in. */
final class Cloud {
    private final OpenStackClient client;

    Cloud(OpenStackClient client) {
        this.client = client;
    }

    /** Returns the project of the log-in. */
    String projectId() {
        return client.session().projectId();
    }

    Compute compute() {
        return new Compute(client);
    }

    Network network() {
        return new Network(client);
    }

    Images images() {
        return new Images(client);
    }

    Volumes volumes() {
        return new Volumes(client);
    }
}
