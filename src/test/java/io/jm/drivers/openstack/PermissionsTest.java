package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.image;
import static io.jm.drivers.openstack.StandInReplies.network;
import static io.jm.drivers.openstack.StandInReplies.object;
import static io.jm.drivers.openstack.StandInReplies.page;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudRequest;
import io.jm.testkit.StandIn.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests that docs/drivers/openstack.md names are those that are made, no less and no more. */
class PermissionsTest {
    private static final Pattern ROW = Pattern.compile("\\| (identity|compute|network|image|volumev3) \\|.*");
    private static final Pattern REQUEST = Pattern.compile("`((?:GET|POST|PUT|DELETE) /[^`]*)`");
    private static final String UUID = "11111111-2222-3333-4444-555555555555";

    @TempDir
    Path store;

    private static Set<String> documented() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("docs/drivers/openstack.md"))) {
            Matcher row = ROW.matcher(line);
            Matcher request = REQUEST.matcher(line);
            while (row.matches() && request.find()) {
                all.add(row.group(1) + " " + request.group(1));
            }
        }
        return all;
    }

    private static String template(CloudRequest request) {
        String path = request.uri()
                .getPath()
                .replaceFirst("^/network/v2.0", "/network")
                .replaceFirst("^/compute/v2.1", "/compute")
                .replaceFirst("^/image/v2", "/image")
                .replaceFirst("^/volume/v3/" + OpenStackStandIn.PROJECT, "/volumev3");
        String[] parts = path.substring(1).split("/", 2);
        String rest = "/" + parts[1];
        String id = rest.replaceFirst(
                "^/(flavors|os-keypairs|servers|networks|security-groups|floatingips|images|volumes)/(?!detail$)[^/]+",
                "/$1/{id}");
        return parts[0] + " " + request.method() + " " + id;
    }

    @Test
    void theDocumentedRequestsAreThoseThatAreMade() throws IOException {
        Set<String> made = new TreeSet<>();
        OpenStackStandIn cloud = new OpenStackStandIn();
        cloud.hook = request -> {
            made.add(template(request));
            return request.uri().getPath().endsWith("/os-server-groups")
                    ? page(200, "{\"server_groups\":[{\"id\":\"sg\",\"name\":\"apart\"}]}")
                    : null;
        };
        OpenStackRig rig = new OpenStackRig(store, cloud);
        rig.create("m", rig.usual("volume-size", "1", "server-group-name", "apart"));
        everyAction(rig.loaded("m", rig.saved));
        rig.inBulk("m", rig.saved).state();
        rig.loaded("m", rig.saved).remove();
        byIds(cloud, rig);
        // a kill in the middle, after which rm looks for what was made
        cloud.startOver();
        cloud.failAt(14, Failure.KILLED_AFTER);
        try {
            rig.create("k", rig.usual("volume-size", "1"));
        } catch (Error e) {
            cloud.startOver();
        }
        rig.loaded("k", rig.saved).remove();
        assertEquals(documented(), made);
    }

    private static void everyAction(OpenStackDriver driver) {
        driver.stop();
        driver.start();
        driver.restart();
        driver.kill();
    }

    private static void byIds(OpenStackStandIn cloud, OpenStackRig rig) throws IOException {
        cloud.networks.add(network(UUID, "by id", false));
        cloud.images.add(image(UUID, "by id", "2026-01-01T00:00:00Z", ""));
        cloud.groups.add(object("id", UUID, "name", "by id"));
        cloud.keyPairs.put("mine", object("name", "mine", "public_key", "ssh-rsa AAAA"));
        ObjectNode free = object("id", "free", "floating_ip_address", "203.0.113.9");
        cloud.addresses.put("free", free.putNull("port_id"));
        rig.write("key", "k");
        rig.create(
                "i",
                rig.usual(
                        "auth-url", OpenStackStandIn.ROOT + "/identity",
                        "net-name", UUID,
                        "image-name", "",
                        "image-id", UUID,
                        "flavor-name", "",
                        "flavor-id", "1",
                        "sec-groups", UUID,
                        "keypair-name", "mine",
                        "private-key-file", "key",
                        "floatingip-reuse", "true"));
        rig.loaded("i", rig.saved).remove();
    }
}
