package io.jm.drivers.openstack;

import java.util.List;

/** The services of a cloud that the driver asks, by the types under which catalogues list them. */
enum Service {
    COMPUTE("", List.of("compute", "computev21", "compute_legacy")),
    NETWORK("/v2.0", List.of("network")),
    IMAGE("/v2", List.of("image", "imagev2")),
    VOLUME("", List.of("volumev3", "block-storage", "block-store", "volume"));

    private final String version;
    private final List<String> types;

    Service(String version, List<String> types) {
        this.version = version;
        this.types = types;
    }

    /** The path of the API's version, with which endpoints end or not; empty if they always do. */
    String version() {
        return version;
    }

    /** The types, the official one first. */
    List<String> types() {
        return types;
    }
}
