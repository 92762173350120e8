package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.ssh.RsaKeyPair;
import io.jm.testkit.StandIn.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scopes that a token needs, by the provider's description of the requests that the driver makes. */
class PermissionsTest {
    @TempDir
    Path keys;

    @TempDir
    Path root;

    @Test
    void theDocumentationNamesThePermissionsThatAreNeeded() throws IOException {
        RsaKeyPair.in(keys);
        Machine machine = new Machine(root, "box");
        machine.useKeyOf(keys);
        DigitalOceanStandIn provider = machine.provider;
        DigitalOceanDriver driver = machine.created();
        provider.failAt(1, Failure.ANSWER_LOST);
        driver.stop();
        driver.start();
        driver.restart();
        driver.kill();
        driver.state();
        driver.remove();
        provider.pollsUntilReady = 2;
        provider.startOver();
        provider.failAt(2, Failure.ANSWER_LOST);
        provider.addKey("mine", "aa:bb");
        machine.configured(Map.of("digitalocean-ssh-key-fingerprint", "aa:bb")).create();
        Set<String> documented = new TreeSet<>();
        Matcher scope = Pattern.compile("`([a-z_]+:(?:create|read|update|delete))`")
                .matcher(Files.readString(Path.of("docs/drivers/digitalocean.md")));
        while (scope.find()) {
            documented.add(scope.group(1));
        }
        assertTrue(documented.remove("tag:create"), "for tags, as the provider's page on scopes says");
        assertEquals(provider.scopes, documented);
    }
}
