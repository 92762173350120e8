package io.jm.drivers.digitalocean;

import io.jm.cloud.CloudRequest;
import io.jm.ssh.RsaKeyPair;
import io.jm.testkit.StandIn.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes machines with every option, controls and removes them, and keeps what the driver sent for it. */
final class AllRequests {
    private static final String FINGERPRINT = "3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa";

    private final List<CloudRequest> requests = new ArrayList<>();
    private final Path root;
    private final Path keys;

    private AllRequests(Path root) throws IOException {
        this.root = root;
        this.keys = Files.createDirectory(root.resolve("keys"));
        RsaKeyPair.in(keys);
    }

    /** Returns every request, in its order. */
    static List<CloudRequest> in(Path root) throws IOException {
        AllRequests all = new AllRequests(root);
        all.everyOption();
        all.usersKey();
        all.control();
        all.lostAnswers(true);
        all.lostAnswers(false);
        return all.requests;
    }

    private Machine machine(String name) throws IOException {
        Machine machine = new Machine(root, name);
        machine.useKeyOf(keys);
        return machine;
    }

    private void keep(Machine machine) {
        requests.addAll(machine.provider.requests());
        machine.provider.startOver();
    }

    private void everyOption() throws IOException {
        Files.writeString(root.resolve("data"), "#cloud-config\n");
        Machine machine = machine("all");
        DigitalOceanDriver driver = machine.configured(Map.of(
                "digitalocean-image", "77",
                "digitalocean-ipv6", true,
                "digitalocean-private-networking", true,
                "digitalocean-backups", true,
                "digitalocean-monitoring", true,
                "digitalocean-tags", "a,b",
                "digitalocean-userdata", "data"));
        driver.preCreateCheck();
        machine.provider.pollsUntilReady = 2;
        driver.create();
        driver.remove();
        keep(machine);
    }

    private void usersKey() throws IOException {
        Machine machine = machine("fingerprint");
        machine.provider.addKey("mine", FINGERPRINT);
        DigitalOceanDriver driver = machine.configured(
                Map.of("digitalocean-ssh-key-fingerprint", FINGERPRINT, "digitalocean-image", "debian-13-x64"));
        driver.preCreateCheck();
        driver.create();
        keep(machine);
    }

    private void control() throws IOException {
        Machine machine = machine("control");
        DigitalOceanDriver driver = machine.created();
        machine.loaded(machine.context().inBulk(Duration.ofSeconds(10)), machine.provider)
                .state();
        keep(machine);
        // before the action itself there is no question
        machine.provider.failAt(1, Failure.ANSWER_LOST);
        driver.stop();
        driver.start();
        driver.restart();
        driver.kill();
        driver.state();
        driver.remove();
        keep(machine);
    }

    private void lostAnswers(boolean mayTag) throws IOException {
        Machine machine = machine("lost-" + mayTag);
        machine.provider.mayTag = mayTag;
        DigitalOceanDriver driver = machine.configured(Map.of());
        driver.preCreateCheck();
        keep(machine);
        machine.provider.failAt(mayTag ? 2 : 3, Failure.ANSWER_LOST);
        driver.create();
        driver.remove();
        keep(machine);
        machine.provider.failAt(1, Failure.ANSWER_LOST);
        driver.create();
        Objects.requireNonNull(driver.ip());
        driver.remove();
        keep(machine);
    }
}
