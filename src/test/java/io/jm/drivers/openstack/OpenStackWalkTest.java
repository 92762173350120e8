package io.jm.drivers.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.testkit.StandIn;
import io.jm.testkit.StandIn.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever fails, and whenever: after rm nothing is left at the cloud. */
class OpenStackWalkTest {
    @TempDir
    Path store;

    /** The options with which every kind of thing is made. */
    private static final String[] EVERYTHING = {"volume-size", "3"};

    private int requestsOfAWholeCreate() {
        OpenStackStandIn cloud = new OpenStackStandIn();
        OpenStackRig rig = new OpenStackRig(store, cloud);
        rig.create("m", rig.usual(EVERYTHING));
        return cloud.requests().size();
    }

    private static void createOrDie(OpenStackRig rig) {
        try {
            rig.create("m", rig.usual(EVERYTHING));
        } catch (JmException | StandIn.Killed e) {
            // what it says is judged elsewhere
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void createFailsAtEachRequestAndRmLeavesNothing(Failure how) {
        int last = requestsOfAWholeCreate();
        assertTrue(last > 10, "the walk has steps");
        for (int number = 1; number <= last; number++) {
            OpenStackStandIn cloud = new OpenStackStandIn();
            OpenStackRig rig = new OpenStackRig(store, cloud);
            cloud.failAt(number, how);
            createOrDie(rig);
            cloud.startOver();
            ObjectNode recorded = rig.saved;
            if (!recorded.isEmpty()) {
                rig.loaded("m", recorded).remove();
            }
            assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers(), how + " at request " + number);
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void createGoesOnAfterEachFailureAndMakesNothingTwice(Failure how) {
        int last = requestsOfAWholeCreate();
        for (int number = 1; number <= last; number++) {
            OpenStackStandIn cloud = new OpenStackStandIn();
            OpenStackRig rig = new OpenStackRig(store, cloud);
            cloud.failAt(number, how);
            createOrDie(rig);
            cloud.startOver();
            if (rig.saved.isEmpty()) {
                continue;
            }
            OpenStackDriver resumed = rig.loaded("m", rig.saved);
            resumed.create();
            String place = how + " at request " + number;
            assertEquals(1, cloud.servers.size(), place);
            assertEquals(1, cloud.keyPairs.size(), place);
            assertEquals(1, cloud.addresses.size(), place);
            assertEquals(1, cloud.volumes.size(), place);
            rig.loaded("m", resumed.config()).remove();
            assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers(), place);
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void removeFailsAtEachRequestAndTheNextOneLeavesNothing(Failure how) {
        for (int number = 1; number <= 12; number++) {
            OpenStackStandIn cloud = new OpenStackStandIn();
            OpenStackRig rig = new OpenStackRig(store, cloud);
            rig.create("m", rig.usual(EVERYTHING));
            cloud.startOver();
            cloud.failAt(number, how);
            try {
                rig.loaded("m", rig.saved).remove();
            } catch (JmException | StandIn.Killed e) {
                // the second attempt is judged
            }
            cloud.startOver();
            rig.loaded("m", rig.saved).remove();
            assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers(), how + " at request " + number);
        }
    }
}
