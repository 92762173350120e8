package io.jm.drivers.amazonec2;

import io.jm.base.Ticker;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.testkit.StandIn;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** EC2 in memory: key pairs, security groups and instances, with the behaviour of its API that the driver depends on. */
public final class Ec2StandIn extends StandIn {
    /** An instance. */
    static final class Machine {
        final Map<String, String> launch;
        final String id;
        String state = "pending";
        String reason = "";
        String address;
        int polls;

        Machine(String id, Map<String, String> launch, String address) {
            this.id = id;
            this.launch = launch;
            this.address = address;
        }
    }

    final Ticker ticker;
    final Map<String, String> keyPairs = new LinkedHashMap<>();
    /** By name: the ports that are open. */
    final Map<String, List<String>> groups = new LinkedHashMap<>();

    final Map<String, Machine> machines = new LinkedHashMap<>();
    final List<String> spotRequests = new ArrayList<>();
    final List<String> actions = new ArrayList<>();
    final List<Map<String, String>> calls = new ArrayList<>();
    final List<String> images = new ArrayList<>(List.of(
            image("ami-0old", "2026-01-01T00:00:00.000Z", "x86_64", "/dev/sda1", 8),
            image("ami-0new", "2026-10-01T00:00:00.000Z", "x86_64", "/dev/sda1", 8)));
    List<String> zones = List.of("us-east-1a", "us-east-1b");
    /** How often an instance is described as pending before it runs. */
    int pendingPolls = 1;
    /** Answers in place of the usual one, by action; an answer of null is the usual one. */
    final Map<String, BiFunction<Map<String, String>, Integer, CloudReply>> instead = new LinkedHashMap<>();

    private final Map<String, Integer> counts = new TreeMap<>();
    private int made;

    public Ec2StandIn(Ticker ticker) {
        this.ticker = ticker;
    }

    static String image(String id, String created, String architecture, String root, int size) {
        return "<item><imageId>" + id + "</imageId><creationDate>" + created + "</creationDate><architecture>"
                + architecture + "</architecture><rootDeviceName>" + root
                + "</rootDeviceName><blockDeviceMapping><item>"
                + "<deviceName>" + root + "</deviceName><ebs><volumeSize>" + size
                + "</volumeSize></ebs></item></blockDeviceMapping></item>";
    }

    /** An instance that there is. */
    Machine machine(String id) {
        return Objects.requireNonNull(machines.get(id));
    }

    /** The open ports of a group. */
    List<String> ports(String group) {
        return Objects.requireNonNull(groups.get(group));
    }

    /** What is left that costs something or blocks a name. */
    @Override
    public List<String> left() {
        List<String> left = new ArrayList<>(keyPairs.keySet());
        machines.values().stream()
                .filter(machine -> !machine.state.equals("terminated"))
                .forEach(machine -> left.add(machine.id));
        left.addAll(spotRequests);
        return left;
    }

    CloudReply error(int status, String code, String message) {
        return dated(
                status,
                "<Response><Errors><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></Errors><RequestID>request-id</RequestID></Response>");
    }

    private CloudReply dated(int status, String body) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ticker.now().atOffset(ZoneOffset.UTC));
        return new CloudReply(status, Map.of("date", date), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected CloudReply failed() {
        return error(500, "InternalError", "An internal error has occurred");
    }

    static Map<String, String> parameters(CloudRequest request) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    protected CloudReply answer(CloudRequest request) {
        Map<String, String> call = parameters(request);
        String action = call.getOrDefault("Action", "");
        actions.add(action);
        calls.add(call);
        int count = counts.merge(action, 1, Integer::sum);
        BiFunction<Map<String, String>, Integer, CloudReply> other = instead.get(action);
        CloudReply reply = other == null ? null : other.apply(call, count);
        return reply == null ? usual(action, call) : reply;
    }

    CloudReply usual(String action, Map<String, String> call) {
        return switch (action) {
            case "DescribeVpcs" -> ok("<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>");
            case "DescribeSubnets" ->
                ok("<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><availabilityZone>us-east-1a"
                        + "</availabilityZone><defaultForAz>true</defaultForAz></item></subnetSet>");
            case "DescribeImages" -> ok("<imagesSet>" + String.join("", images) + "</imagesSet>");
            case "DescribeInstanceTypes" ->
                ok("<instanceTypeSet><item><processorInfo><supportedArchitectures><item>i386</item><item>x86_64</item>"
                        + "</supportedArchitectures></processorInfo></item></instanceTypeSet>");
            case "DescribeInstanceTypeOfferings" -> {
                StringBuilder items = new StringBuilder();
                zones.forEach(
                        zone -> items.append("<item><location>").append(zone).append("</location></item>"));
                yield ok("<instanceTypeOfferingSet>" + items + "</instanceTypeOfferingSet>");
            }
            case "DescribeKeyPairs" -> {
                String name = call.get("KeyName.1");
                String key = "true".equals(call.get("IncludePublicKey"))
                        ? "<publicKey>"
                                + new String(
                                        Base64.getDecoder().decode(keyPairs.getOrDefault(name, "")),
                                        StandardCharsets.UTF_8)
                                + "</publicKey>"
                        : "";
                yield keyPairs.containsKey(name)
                        ? ok("<keySet><item><keyName>" + name + "</keyName>" + key + "</item></keySet>")
                        : error(400, "InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist");
            }
            case "ImportKeyPair" -> {
                boolean exists = keyPairs.putIfAbsent(call.get("KeyName"), call.get("PublicKeyMaterial")) != null;
                yield exists ? error(400, "InvalidKeyPair.Duplicate", "The keypair already exists") : ok("");
            }
            case "DeleteKeyPair" -> {
                keyPairs.remove(call.get("KeyName"));
                yield ok("<return>true</return>");
            }
            case "DescribeSecurityGroups" -> groups(call);
            case "CreateSecurityGroup" -> {
                boolean exists = groups.putIfAbsent(call.get("GroupName"), new ArrayList<>()) != null;
                yield exists
                        ? error(400, "InvalidGroup.Duplicate", "The security group already exists")
                        : ok("<groupId>sg-" + call.get("GroupName") + "</groupId>");
            }
            case "AuthorizeSecurityGroupIngress" -> authorize(call);
            case "RunInstances" -> run(call);
            case "DescribeInstances" -> describe(call);
            case "StartInstances" -> change(call, "pending");
            case "StopInstances" -> change(call, "stopped");
            case "RebootInstances" -> change(call, "running");
            case "TerminateInstances" -> change(call, "terminated");
            case "CancelSpotInstanceRequests" -> {
                spotRequests.remove(call.get("SpotInstanceRequestId.1"));
                yield ok("");
            }
            default -> error(400, "InvalidAction", "The action " + action + " is not valid");
        };
    }

    CloudReply ok(String content) {
        return dated(200, "<Answer xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">" + content + "</Answer>");
    }

    private CloudReply groups(Map<String, String> call) {
        StringBuilder items = new StringBuilder();
        groups.forEach((name, ports) -> {
            boolean wanted = call.containsValue(name) || ("sg-" + name).equals(call.get("GroupId.1"));
            if (wanted) {
                items.append("<item><groupId>sg-")
                        .append(name)
                        .append("</groupId><groupName>")
                        .append(name);
                items.append("</groupName><ipPermissions>");
                for (String port : ports) {
                    String[] parts = port.split("/");
                    items.append("<item><ipProtocol>").append(parts[1]).append("</ipProtocol><fromPort>");
                    items.append(parts[0])
                            .append("</fromPort><toPort>")
                            .append(parts[0])
                            .append("</toPort></item>");
                }
                items.append("</ipPermissions></item>");
            }
        });
        return ok("<securityGroupInfo>" + items + "</securityGroupInfo>");
    }

    private CloudReply authorize(Map<String, String> call) {
        List<String> ports = ports(call.getOrDefault("GroupId", "").substring("sg-".length()));
        List<String> added = new ArrayList<>();
        for (int i = 1; call.containsKey("IpPermissions." + i + ".FromPort"); i++) {
            added.add(call.get("IpPermissions." + i + ".FromPort") + "/"
                    + call.get("IpPermissions." + i + ".IpProtocol"));
        }
        if (added.stream().anyMatch(ports::contains)) {
            return error(400, "InvalidPermission.Duplicate", "the specified rule already exists");
        }
        ports.addAll(added);
        return ok("<return>true</return>");
    }

    private CloudReply run(Map<String, String> call) {
        Machine machine = machines.values().stream()
                .filter(one -> Objects.equals(one.launch.get("ClientToken"), call.get("ClientToken")))
                .findFirst()
                .orElse(null);
        if (machine != null && !machine.launch.equals(call)) {
            return error(400, "IdempotentParameterMismatch", "Arguments on this idempotent request are inconsistent");
        }
        if (machine == null && !keyPairs.containsKey(call.get("KeyName"))) {
            return error(400, "InvalidKeyPair.NotFound", "The key pair does not exist");
        }
        if (machine == null) {
            made++;
            machine = new Machine("i-" + made, call, "198.51.100." + made);
            machines.put(machine.id, machine);
            if (call.containsKey("InstanceMarketOptions.MarketType")) {
                spotRequests.add("sir-" + machine.id);
            }
        }
        return ok("<instancesSet>" + item(machine) + "</instancesSet>");
    }

    private CloudReply describe(Map<String, String> call) {
        if ("client-token".equals(call.get("Filter.1.Name"))) {
            return reservations(machines.values().stream()
                    .filter(one -> call.containsValue(one.launch.get("ClientToken")))
                    .toList());
        }
        if ("instance-id".equals(call.get("Filter.1.Name"))) {
            return reservations(machines.values().stream()
                    .filter(one -> call.containsValue(one.id))
                    .toList());
        }
        String id = call.get("InstanceId.1");
        if (id == null) {
            return reservations(List.copyOf(machines.values()));
        }
        Machine machine = machines.get(id);
        if (machine == null) {
            return error(400, "InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
        }
        if (machine.state.equals("pending") && machine.polls++ >= pendingPolls) {
            machine.state = "running";
        }
        return reservations(List.of(machine));
    }

    CloudReply reservations(List<Machine> found) {
        StringBuilder items = new StringBuilder();
        found.forEach(machine ->
                items.append("<item><instancesSet>").append(item(machine)).append("</instancesSet></item>"));
        return ok("<reservationSet>" + items + "</reservationSet>");
    }

    private String item(Machine machine) {
        boolean runs = machine.state.equals("running");
        boolean spot = machine.launch.containsKey("InstanceMarketOptions.MarketType");
        return "<item><instanceId>" + machine.id + "</instanceId><instanceState><name>" + machine.state
                + "</name></instanceState>"
                + (runs ? "<ipAddress>" + machine.address + "</ipAddress><ipv6Address>2001:db8::1</ipv6Address>" : "")
                + "<privateIpAddress>172.31.0.4</privateIpAddress>"
                + (machine.reason.isEmpty()
                        ? ""
                        : "<stateReason><code>" + machine.reason + "</code><message>" + machine.reason
                                + ": because</message></stateReason>")
                + (spot ? "<spotInstanceRequestId>sir-" + machine.id + "</spotInstanceRequestId>" : "")
                + "<unknownElement/></item>";
    }

    private CloudReply change(Map<String, String> call, String state) {
        Machine machine = machines.get(call.get("InstanceId.1"));
        if (machine == null) {
            return error(
                    400,
                    "InvalidInstanceID.NotFound",
                    "The instance ID '" + call.get("InstanceId.1") + "' does not exist");
        }
        machine.state = state;
        machine.polls = 0;
        return ok("");
    }

    String user(CloudRequest request) {
        String authorization = request.headers().getOrDefault("Authorization", "");
        int start = authorization.indexOf("Credential=") + "Credential=".length();
        return authorization.isEmpty()
                ? ""
                : authorization.substring(start, authorization.indexOf('/')).toUpperCase(Locale.ROOT);
    }
}
