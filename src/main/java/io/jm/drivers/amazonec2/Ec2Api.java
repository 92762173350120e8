package io.jm.drivers.amazonec2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.drivers.amazonec2.aws.AwsService;
import io.jm.drivers.amazonec2.aws.Query;
import io.jm.drivers.amazonec2.aws.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of EC2 that the driver makes, one method each. */
final class Ec2Api {
    private static final String VERSION = "2016-11-15";
    private static final String PAGE = "1000";
    private static final int PAGES = 1000;
    /** How many values a filter may have. */
    private static final int FILTER = 200;

    private final AwsService ec2;
    private final Supplier<AwsService> ssm;

    /**
     * Makes the calls of a region.
     *
     * @param ssm the service with the ids of published images, asked only if EC2 has none
     */
    Ec2Api(AwsService ec2, Supplier<AwsService> ssm) {
        this.ec2 = ec2;
        this.ssm = ssm;
    }

    static Query query(String action) {
        return new Query(action).with("Version", VERSION);
    }

    /** Returns the pages of a list, one after the other. */
    private <T> List<T> all(Supplier<Query> query, String list, Function<XmlNode, T> read) {
        List<T> found = new ArrayList<>();
        String token = "";
        for (int page = 0; page < PAGES; page++) {
            XmlNode answer = ec2.call(query.get().with("NextToken", token));
            answer.items(list).forEach(item -> found.add(read.apply(item)));
            String next = answer.text("nextToken");
            if (next.isEmpty()) {
                return found;
            }
            if (next.equals(token)) {
                break;
            }
            token = next;
        }
        throw new JmException(
                "EC2 sends a list that does not end: " + query.get().action());
    }

    /**
     * Asks for something that the driver can do without.
     *
     * @return null if the credentials do not allow it, or the API lacks it
     */
    static <T> @Nullable T ifAllowed(Supplier<T> question) {
        try {
            return question.get();
        } catch (ApiException e) {
            boolean lacking = e.code().equals("InvalidAction") || e.code().equals("UnsupportedOperation");
            if (lacking || e.is(Kind.DENIED)) {
                return null;
            }
            throw e;
        }
    }

    /** Returns the id of the default VPC; empty if there is none. */
    String defaultVpc() {
        Supplier<Query> query = () -> query("DescribeVpcs").filter("is-default", List.of("true"));
        List<String> ids = all(query, "vpcSet", vpc -> vpc.text("vpcId"));
        return ids.isEmpty() ? "" : ids.get(0);
    }

    List<Subnet> subnet(String id) {
        return all(() -> query("DescribeSubnets").filter("subnet-id", List.of(id)), "subnetSet", Subnet::of);
    }

    /** Returns the subnets of a VPC in a zone, or in all zones if that is empty. */
    List<Subnet> subnets(String vpcId, String zone) {
        return all(
                () -> {
                    Query query = query("DescribeSubnets");
                    if (!zone.isEmpty()) {
                        query.filter("availability-zone", List.of(zone));
                    }
                    return query.filter("vpc-id", List.of(vpcId));
                },
                "subnetSet",
                Subnet::of);
    }

    boolean keyPairExists(String name) {
        return keyPair(query("DescribeKeyPairs").with("KeyName.1", name)) != null;
    }

    /** Returns the public key of a key pair as a line of OpenSSH; empty if EC2 does not return it, null if there is none. */
    @Nullable
    String publicKey(String name) {
        XmlNode pair = keyPair(query("DescribeKeyPairs").with("KeyName.1", name).with("IncludePublicKey", true));
        return pair == null ? null : pair.text("publicKey");
    }

    private @Nullable XmlNode keyPair(Query query) {
        List<XmlNode> found = ApiException.ifFound(() -> ec2.call(query).items("keySet"));
        return found == null || found.isEmpty() ? null : found.get(0);
    }

    /** Adds a public key; not repeated, since the second time it exists. */
    void importKeyPair(String name, String material) {
        ec2.callOnce(query("ImportKeyPair").with("KeyName", name).with("PublicKeyMaterial", material));
    }

    /** Deletes a key pair; one that does not exist is deleted. */
    void deleteKeyPair(String name) {
        try {
            ec2.call(query("DeleteKeyPair").with("KeyName", name));
        } catch (ApiException e) {
            if (!e.is(Kind.NOT_FOUND)) {
                throw e;
            }
        }
    }

    List<Image> image(String id) {
        return all(() -> query("DescribeImages").list("ImageId", List.of(id)), "imagesSet", Image::of);
    }

    List<Image> images(String owner, String namePattern, String architecture) {
        return all(
                () -> query("DescribeImages")
                        .list("Owner", List.of(owner))
                        .filter("name", List.of(namePattern))
                        .filter("architecture", List.of(architecture))
                        .filter("state", List.of("available"))
                        .filter("virtualization-type", List.of("hvm")),
                "imagesSet",
                Image::of);
    }

    /** Returns a public parameter, such as the id of a published image. */
    String publicParameter(String name) {
        return ssm.get()
                .callJson(
                        "AmazonSSM.GetParameter",
                        JsonNodeFactory.instance.objectNode().put("Name", name))
                .path("Parameter")
                .path("Value")
                .asText("");
    }

    /** Returns the architectures for which an instance type can start images; empty if it is not known. */
    List<String> architectures(String type) {
        List<String> found = new ArrayList<>();
        XmlNode answer = ec2.call(query("DescribeInstanceTypes").list("InstanceType", List.of(type)));
        for (XmlNode item : answer.items("instanceTypeSet")) {
            item.items("processorInfo/supportedArchitectures").forEach(architecture -> found.add(architecture.text()));
        }
        return found;
    }

    /** Returns the zones that offer an instance type. */
    List<String> zonesWith(String type) {
        return all(
                () -> query("DescribeInstanceTypeOfferings")
                        .with("LocationType", "availability-zone")
                        .filter("instance-type", List.of(type)),
                "instanceTypeOfferingSet",
                offering -> offering.text("location"));
    }

    List<SecurityGroup> securityGroups(List<String> names, String vpcId) {
        return all(
                () -> query("DescribeSecurityGroups")
                        .filter("group-name", names)
                        .filter("vpc-id", List.of(vpcId)),
                "securityGroupInfo",
                SecurityGroup::of);
    }

    List<SecurityGroup> securityGroup(String id) {
        return all(
                () -> query("DescribeSecurityGroups").list("GroupId", List.of(id)),
                "securityGroupInfo",
                SecurityGroup::of);
    }

    /** Makes a security group and returns its id. */
    String createSecurityGroup(Query query) {
        return ec2.call(query).text("groupId");
    }

    void authorizeIngress(Query query) {
        ec2.call(query);
    }

    /**
     * Launches one instance. May be repeated, since its token makes EC2 launch it only once; that is left to the caller,
     * who has to know whether an answer was lost.
     *
     * @return null if the answer names none
     * @throws io.jm.cloud.AnswerLostException if there may be an instance
     */
    @Nullable
    Instance runInstances(Query query) {
        List<XmlNode> items = ec2.callOnce(query).items("instancesSet");
        Instance launched = items.isEmpty() ? null : Instance.of(items.get(0));
        return launched == null || launched.id().isEmpty() ? null : launched;
    }

    /** Returns an instance; null if EC2 lists none, without an error. */
    @Nullable
    Instance instance(String id) {
        List<Instance> found = instances(() -> query("DescribeInstances").list("InstanceId", List.of(id)));
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns the instances that one of the tokens launched. */
    List<Instance> launchedWith(List<String> tokens) {
        return instances(() -> query("DescribeInstances").filter("client-token", tokens));
    }

    /** Returns those of the instances that EC2 knows. A filter, since one id that EC2 does not know would be an error. */
    List<Instance> instances(List<String> ids) {
        List<Instance> found = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += FILTER) {
            List<String> some = ids.subList(start, Math.min(ids.size(), start + FILTER));
            found.addAll(instances(
                    () -> query("DescribeInstances").with("MaxResults", PAGE).filter("instance-id", some)));
        }
        return found;
    }

    private List<Instance> instances(Supplier<Query> query) {
        return all(query, "reservationSet", reservation -> reservation.items("instancesSet")).stream()
                .flatMap(List::stream)
                .map(Instance::of)
                .toList();
    }

    void start(String id) {
        ec2.call(query("StartInstances").list("InstanceId", List.of(id)));
    }

    void stop(String id, boolean force) {
        ec2.call(query("StopInstances").with("Force", force).list("InstanceId", List.of(id)));
    }

    void reboot(String id) {
        ec2.call(query("RebootInstances").list("InstanceId", List.of(id)));
    }

    void terminate(String id) {
        ec2.call(query("TerminateInstances").list("InstanceId", List.of(id)));
    }

    void cancelSpotRequest(String id) {
        ec2.call(query("CancelSpotInstanceRequests").list("SpotInstanceRequestId", List.of(id)));
    }
}
