package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.testkit.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Ec2WalkTest {
    @TempDir
    Path directory;

    private int walks;

    private Ec2Kit kit() throws IOException {
        return new Ec2Kit(Files.createDirectories(directory.resolve("walk" + ++walks)));
    }

    /** With a key of the user, since making one for each walk takes long. */
    private String[] options(boolean spot) throws IOException {
        Path key = directory.resolve("key");
        if (!Files.exists(key)) {
            Files.writeString(key, "a private key");
            Files.writeString(directory.resolve("key.pub"), "ssh-rsa AAAA");
        }
        return spot
                ? new String[] {"request-spot-instance=true", "retries=2", "ssh-keypath=" + key}
                : new String[] {
                    "security-group=docker-machine", "security-group=extra", "retries=2", "ssh-keypath=" + key
                };
    }

    private int requestsOfCreate(boolean spot) throws IOException {
        Ec2Kit kit = kit();
        AmazonEc2Driver driver = kit.prepared(options(spot));
        kit.ec2.startOver();
        driver.create();
        return kit.ec2.requests().size();
    }

    /** Returns a driver whose create has one request that fails. */
    private AmazonEc2Driver failing(Ec2Kit kit, boolean spot, int number, StandIn.Failure how) throws IOException {
        AmazonEc2Driver driver = kit.prepared(options(spot));
        kit.ec2.startOver();
        kit.ec2.failAt(number, how);
        return driver;
    }

    @ParameterizedTest
    @EnumSource(StandIn.Failure.class)
    void whateverFailsIsRemovedAfterwards(StandIn.Failure how) throws IOException {
        for (boolean spot : new boolean[] {false, true}) {
            int requests = requestsOfCreate(spot);
            assertTrue(requests >= 5, "create makes " + requests + " requests");
            for (int number = 1; number <= requests; number++) {
                walk(how, number, spot);
            }
        }
    }

    private void walk(StandIn.Failure how, int number, boolean spot) throws IOException {
        String step = how + " at request " + number + (spot ? " of a spot instance" : "");
        Ec2Kit kit = kit();
        AmazonEc2Driver driver = failing(kit, spot, number, how);
        try {
            driver.create();
        } catch (JmException | StandIn.Killed e) {
            if (how == StandIn.Failure.ERROR && !kit.ec2.left().isEmpty()) {
                assertTrue(String.valueOf(e.getMessage()).contains("jm rm m1"), step + ": " + e.getMessage());
            }
        }
        kit.ec2.startOver();
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left(), step);
    }

    @ParameterizedTest
    @EnumSource(
            value = StandIn.Failure.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void whatWasKilledIsFinishedByTheNextCreate(StandIn.Failure how) throws IOException {
        int requests = requestsOfCreate(false);
        for (int number = 1; number <= requests; number++) {
            Ec2Kit kit = kit();
            AmazonEc2Driver driver = failing(kit, false, number, how);
            try {
                driver.create();
            } catch (StandIn.Killed e) {
                kit.ec2.startOver();
            }
            AmazonEc2Driver resumed = kit.loaded();
            resumed.create();
            String step = how + " at request " + number;
            assertEquals(1, kit.ec2.machines.size(), step);
            assertEquals(1, kit.ec2.keyPairs.size(), step);
            assertEquals("198.51.100.1", resumed.ip(), step);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StandIn.Failure.class,
            names = {"NO_CONNECTION", "ANSWER_LOST"})
    void oneLostAnswerDoesNotMatter(StandIn.Failure how) throws IOException {
        int requests = requestsOfCreate(false);
        for (int number = 1; number <= requests; number++) {
            Ec2Kit kit = kit();
            AmazonEc2Driver driver = failing(kit, false, number, how);
            driver.create();
            assertEquals(1, kit.ec2.machines.size(), how + " at request " + number);
            assertEquals(1, kit.ec2.keyPairs.size(), how + " at request " + number);
        }
    }

    @Test
    void aRemoveThatFailsCanBeRepeated() throws IOException {
        for (StandIn.Failure how : StandIn.Failure.values()) {
            for (int number = 1; number <= 3; number++) {
                Ec2Kit kit = kit();
                kit.created("request-spot-instance=true", "retries=0", options(true)[2]);
                kit.ec2.startOver();
                kit.ec2.failAt(number, how);
                try {
                    kit.loaded().remove();
                } catch (JmException | StandIn.Killed e) {
                    assertTrue(number <= 3);
                }
                kit.ec2.startOver();
                kit.loaded().remove();
                assertEquals(List.of(), kit.ec2.left(), how + " at request " + number);
            }
        }
    }
}
