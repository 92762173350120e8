package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudRequest;
import io.jm.go.json.GoJsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request that the driver makes, judged by AWS's description of its API, and by the policy in the documentation. */
class Ec2ModelTest {
    private static final Path PAGE = Path.of("docs/drivers/amazonec2.md");
    private static final Pattern ACTION = Pattern.compile("\"ec2:(\\w+)\"");

    @TempDir
    Path directory;

    /** Makes machines with every option, controls and removes them. */
    private Ec2StandIn allRequests() throws IOException {
        Ec2Kit kit = new Ec2Kit(directory);
        Files.writeString(kit.store.resolve("key"), "a private key");
        Files.writeString(kit.store.resolve("key.pub"), "ssh-rsa AAAA");
        Files.writeString(kit.store.resolve("data"), "#cloud-config\n");
        kit.created("ssh-keypath=key");
        kit.ec2.keyPairs.put("mine", "");
        kit.created(
                "subnet-id=subnet-1",
                "keypair-name=mine",
                "ssh-keypath=key",
                "userdata=data",
                "security-group=new",
                "open-port=80",
                "open-port=53/udp",
                "ingress-cidr=203.0.113.0/24",
                "ingress-cidr=2001:db8::/32",
                "tags=a,b,c,d",
                "iam-instance-profile=p",
                "monitoring=true",
                "use-ebs-optimized-instance=true",
                "kms-key=k",
                "volume-type=gp3",
                "volume-iops=4000",
                "volume-throughput=250",
                "http-tokens=required",
                "http-endpoint=enabled",
                "http-protocol-ipv6=enabled",
                "metadata-token-response-hop-limit=2",
                "ipv6-address-count=1",
                "enable-primary-ipv6=true");
        kit.loaded().state();
        kit.loaded(kit.bulk()).state();
        kit.loaded().stop();
        kit.loaded().start();
        kit.loaded().restart();
        kit.loaded().remove();
        kit.ec2.instead.put("RunInstances", (call, count) -> {
            kit.ec2.usual("RunInstances", call);
            return kit.ec2.error(500, "InternalError", "An internal error has occurred");
        });
        kit.created("request-spot-instance=true", "retries=0", "ami=ami-0new", "ssh-keypath=key");
        kit.loaded().remove();
        return kit.ec2;
    }

    @Test
    void awsKnowsEveryParameterAndSignature() throws IOException, InterruptedException {
        assumeTrue(hasBotocore(), "python3-botocore is not installed");
        List<String> lines = new ArrayList<>();
        for (CloudRequest request : allRequests().requests()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("url", request.uri().toString());
            request.headers().forEach(line.putObject("headers")::put);
            line.put("body", new String(request.body(), StandardCharsets.UTF_8));
            lines.add(GoJsonWriter.compact(line));
        }
        assertTrue(lines.size() > 40, lines.size() + " requests");
        Path file = Files.write(directory.resolve("requests"), lines);
        assertEquals("", judge(file, "secret-of-the-test"));
        assertTrue(judge(file, "another").contains("botocore signs it in another way"));
        Files.writeString(file, String.join("\n", lines).replace("GroupDescription", "Description"));
        assertTrue(judge(file, "secret-of-the-test").contains("CreateSecurityGroup.Description is required"));
    }

    private static String judge(Path file, String secret) throws IOException, InterruptedException {
        return run("python3", "src/test/amazonec2/judge.py", file.toString(), secret);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output : "failed: " + output;
    }

    private static boolean hasBotocore() throws InterruptedException {
        try {
            return run("python3", "-c", "import botocore").isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void thePolicyInTheDocumentationAllowsExactlyWhatIsAsked() throws IOException {
        Set<String> asked = new TreeSet<>(allRequests().actions);
        // what a launch with tags and an instance profile needs besides
        asked.add("CreateTags");
        Set<String> allowed = new TreeSet<>();
        Matcher action = ACTION.matcher(Files.readString(PAGE));
        while (action.find()) {
            allowed.add(action.group(1));
        }
        assertEquals(asked, allowed);
    }
}
