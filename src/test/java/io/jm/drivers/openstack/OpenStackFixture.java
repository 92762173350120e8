package io.jm.drivers.openstack;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cloud in memory, and the drivers of a store. */
abstract class OpenStackFixture {
    @TempDir
    Path store;

    OpenStackStandIn cloud;
    OpenStackRig rig;

    @BeforeEach
    void prepare() {
        cloud = new OpenStackStandIn();
        rig = new OpenStackRig(store, cloud);
    }

    /** Makes a machine, and returns its driver as the next process has it; the cloud counts from there. */
    OpenStackDriver made(String... more) {
        rig.create("m", rig.usual(more));
        cloud.startOver();
        return rig.loaded("m", rig.saved);
    }
}
